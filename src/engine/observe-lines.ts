/** The expectation about whole lines of the answer: next, in order, in any order, so many, or none. */
import type { LinesStep } from '../scenario/step.ts';
import { evidenceOf, findFinal, type Item } from './exchange.ts';
import { absenceEvidence, describeOutcome, found, type Observation, type View, WAIT } from './observation.ts';
import { describePattern, matchPattern } from './pattern.ts';

export function observeLines(step: LinesStep, view: View): Observation {
  const wanted = step.patterns.map(describePattern).join(', ');
  const expected = {
    next: `the next line ${wanted}`,
    'in-order': `lines in order: ${wanted}`,
    'any-order': `lines in any order: ${wanted}`,
    not: `no line ${wanted}`,
    count: `${step.count?.min ?? 0}${step.count?.max === step.count?.min ? '' : ` to ${step.count?.max ?? 'any number of'}`} lines ${wanted}`,
  }[step.mode];
  const exchange = view.exchange;
  if (exchange === null)
    return found({ isMet: false, expected, received: 'nothing was sent before', evidence: [view.stepEvent] });
  const lines = exchange.items.filter(
    (item) => item.class === 'information' || item.class === 'text' || item.class === 'unexpected',
  );
  const isOver = findFinal(exchange) !== null || view.isExpired || view.lost !== null;
  const chosen = chooseLines(step, lines);
  const isDecided = step.mode === 'not' ? chosen.items.length > 0 : chosen.isMet && step.mode !== 'count';
  if (!isOver && !isDecided) return WAIT;
  const evidence =
    chosen.items.length > 0
      ? evidenceOf(chosen.items)
      : [...absenceEvidence(view), ...evidenceOf(exchange.items)];
  const captures = { ...chosen.captures };
  for (const [name, group] of Object.entries(step.capture))
    captures[name] = chosen.captures[group] ?? chosen.items[0]?.text ?? '';
  return found({
    isMet: chosen.isMet,
    expected,
    received: describeOutcome(view),
    evidence,
    taken: chosen.isMet ? chosen.items : [],
    captures,
  });
}

function chooseLines(
  step: LinesStep,
  lines: readonly Item[],
): { isMet: boolean; items: Item[]; captures: Record<string, string> } {
  const captures: Record<string, string> = {};
  const free = lines.filter((item) => !item.isTaken);
  const matching = (item: Item) => step.patterns.find((pattern) => matchPattern(pattern, item.text).isMet);
  if (step.mode === 'not') {
    const items = lines.filter((item) => matching(item) !== undefined);
    return { isMet: items.length === 0, items, captures };
  }
  if (step.mode === 'count') {
    const items = lines.filter((item) => matching(item) !== undefined);
    const max = step.count?.max ?? Number.POSITIVE_INFINITY;
    return { isMet: items.length >= (step.count?.min ?? 1) && items.length <= max, items, captures };
  }
  const items: Item[] = [];
  let from = 0;
  for (const pattern of step.patterns) {
    const index = free.findIndex(
      (item, at) =>
        (step.mode === 'any-order' || at >= from) &&
        !items.includes(item) &&
        matchPattern(pattern, item.text).isMet,
    );
    if (index < 0 || (step.mode === 'next' && index !== from)) return { isMet: false, items, captures };
    const item = free[index] as Item;
    items.push(item);
    Object.assign(captures, matchPattern(pattern, item.text).captures);
    if (step.mode !== 'any-order') from = index + 1;
  }
  return { isMet: true, items, captures };
}
