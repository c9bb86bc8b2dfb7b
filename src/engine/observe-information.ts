/** The expectation about information responses: their fields, their number, what to keep of them. */
import type { InformationStep } from '../scenario/step.ts';
import { evidenceOf, findFinal, type Item } from './exchange.ts';
import {
  absenceEvidence,
  describeItems,
  describeOutcome,
  found,
  type Observation,
  type View,
  WAIT,
} from './observation.ts';
import { describePattern, matchPattern, toCount } from './pattern.ts';

export function observeInformation(step: InformationStep, view: View): Observation {
  const expected = describeInformation(step);
  const exchange = view.exchange;
  if (exchange === null)
    return found({ isMet: false, expected, received: 'nothing was sent before', evidence: [view.stepEvent] });
  const ofPrefix = exchange.items.filter(
    (item) => item.class === 'information' && item.prefix === step.prefix,
  );
  const isOver = findFinal(exchange) !== null || view.isExpired || view.lost !== null;
  if (step.count !== null) {
    if (!isOver) return WAIT;
    const isCounted =
      ofPrefix.length >= toCount(step.count.min) &&
      (step.count.max === null || ofPrefix.length <= toCount(step.count.max));
    if (!isCounted)
      return found({
        isMet: false,
        expected,
        received: `${ofPrefix.length} × ${step.prefix} (${describeItems(exchange)})`,
        observed: `${ofPrefix.length} responses`,
        evidence: [...absenceEvidence(view), ...evidenceOf(exchange.items)],
      });
    if (ofPrefix.length === 0)
      return found({
        isMet: true,
        expected,
        received: `no ${step.prefix}`,
        evidence: evidenceOf(exchange.items),
      });
  }
  const candidates = step.which === 'next' ? ofPrefix.filter((item) => !item.isTaken).slice(0, 1) : ofPrefix;
  const matches = candidates.map((item) => ({ item, match: matchFields(step, item) }));
  const isAll = step.which === 'all';
  const met = matches.filter(({ match }) => match.isMet);
  if (isAll && !isOver) return WAIT;
  if (isAll ? met.length === matches.length && met.length > 0 : met.length > 0) {
    const chosen = isAll ? met : met.slice(0, 1);
    const items = chosen.map(({ item }) => item);
    return found({
      isMet: true,
      expected,
      received: items.map(describeItem).join(' · '),
      evidence: evidenceOf(items),
      taken: items,
      captures: chosen[0]?.match.captures ?? {},
    });
  }
  if (!isOver && (step.which !== 'next' || candidates.length === 0)) return WAIT;
  const came =
    candidates.length > 0
      ? candidates.map(describeItem).join(' · ')
      : `no ${step.prefix}: ${describeOutcome(view)}`;
  return found({
    isMet: false,
    expected,
    received: came,
    evidence: [...absenceEvidence(view), ...evidenceOf(candidates.length > 0 ? candidates : exchange.items)],
  });
}

function matchFields(
  step: InformationStep,
  item: Item,
): { isMet: boolean; captures: Record<string, string> } {
  const captures: Record<string, string> = {};
  for (const [field, pattern] of Object.entries(step.fields)) {
    const match = matchPattern(pattern, item.fields[field] ?? '');
    if (item.fields[field] === undefined || !match.isMet) return { isMet: false, captures };
    Object.assign(captures, match.captures);
  }
  for (const [name, field] of Object.entries(step.capture)) captures[name] = item.fields[field] ?? '';
  return { isMet: true, captures };
}

function describeInformation(step: InformationStep): string {
  const fields = Object.entries(step.fields).map(([name, pattern]) => `${name} ${describePattern(pattern)}`);
  const { count } = step;
  const times =
    count === null
      ? ''
      : count.min === count.max
        ? `${count.min} × `
        : count.max === null
          ? `at least ${count.min} × `
          : `${count.min} to ${count.max} × `;
  return `${times}${step.prefix}${fields.length > 0 ? ` with ${fields.join(', ')}` : ''}`;
}

function describeItem(item: Item): string {
  return item.text.length <= 160 ? item.text : `${item.text.slice(0, 160)}…`;
}
