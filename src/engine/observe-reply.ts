/** Expectations about the reply on the AT port: finals, prompt, information responses, lines, unsolicited codes, silence. */
import type {
  FinalChoice,
  FinalStep,
  InformationStep,
  LinesStep,
  PromptStep,
  SilenceStep,
  UrcStep,
} from '../scenario/step.ts';
import type { ReplyClass } from '../wire/reply-class.ts';
import { type Exchange, evidenceOf, findFinal, findPrompt, type Item } from './exchange.ts';
import {
  absenceEvidence,
  describeItems,
  describeOutcome,
  found,
  type Observation,
  showBytes,
  type View,
  WAIT,
} from './observation.ts';
import { describePattern, matchPattern, toCount } from './pattern.ts';

/** Tells what a line means by the profile's words. */
export type Classify = (line: string) => ReplyClass;

export function observeFinal(step: FinalStep, view: View, classify: Classify): Observation {
  const expected = step.choices.map(describeChoice).join(' or ');
  const exchange = view.exchange;
  if (exchange === null)
    return found({ isMet: false, expected, received: 'nothing was sent before', evidence: [view.stepEvent] });
  if (step.choices.some((choice) => choice.kind === 'class' && choice.class === 'busy')) {
    const busy = exchange.items.find((item) => item.class === 'busy' && !item.isTaken);
    if (busy !== undefined)
      return found({
        isMet: true,
        expected,
        received: busy.text,
        evidence: busy.events,
        taken: [busy],
        elapsedMs: elapsedOf(exchange, busy),
      });
  }
  const final = findFinal(exchange);
  if (final !== null) {
    const isMet =
      !final.isTaken && step.choices.some((choice) => matchesChoice(choice, final.text, classify));
    const received = final.isTaken ? `no further final after ${final.text}` : describeItems(exchange);
    if (!final.isTaken || view.isExpired)
      return found({
        isMet,
        expected,
        received: isMet ? final.text : received,
        observed: final.text,
        evidence: final.events,
        taken: [final],
        elapsedMs: elapsedOf(exchange, final),
      });
    return WAIT;
  }
  const prompt = findPrompt(exchange);
  if (prompt !== null && !prompt.isTaken)
    return found({
      isMet: false,
      expected,
      received: 'OK and the prompt: the module took the command and waits for data',
      observed: 'OK and a prompt',
      evidence: prompt.events,
    });
  if (!view.isExpired && view.lost === null) return WAIT;
  return found({
    isMet: false,
    expected,
    received: describeOutcome(view),
    observed: 'no final',
    evidence: [...absenceEvidence(view), ...evidenceOf(exchange.items)],
  });
}

function matchesChoice(choice: FinalChoice, final: string, classify: Classify): boolean {
  if (choice.kind === 'exact') return choice.text === final;
  return choice.class === 'any' || choice.class === classify(final);
}

function describeChoice(choice: FinalChoice): string {
  if (choice.kind === 'exact') return choice.text;
  const words = {
    success: 'a success final',
    error: 'an error final',
    any: 'any final',
    busy: 'a busy refusal',
  };
  return words[choice.class];
}

function elapsedOf(exchange: Exchange, item: Item): number {
  return item.atMs - exchange.sent.atMs;
}

export function observePrompt(step: PromptStep, view: View): Observation {
  const expected = step.present ? 'OK and the prompt' : 'a final and no prompt';
  const exchange = view.exchange;
  if (exchange === null)
    return found({ isMet: false, expected, received: 'nothing was sent before', evidence: [view.stepEvent] });
  const prompt = findPrompt(exchange);
  const final = findFinal(exchange);
  if (prompt !== null && exchange.promptForm === null && !view.isExpired) return WAIT;
  if (prompt !== null) {
    const opening = exchange.items.filter((item) => item === prompt || item.class === 'interim');
    const isMet = step.present && opening.length === 2;
    const received = opening.length === 2 ? 'OK and the prompt' : 'a prompt without OK before it';
    return found({
      isMet,
      expected,
      received,
      evidence: evidenceOf(opening),
      taken: opening,
      elapsedMs: elapsedOf(exchange, prompt),
    });
  }
  if (final === null && !view.isExpired && view.lost === null) return WAIT;
  if (final === null)
    return found({
      isMet: false,
      expected,
      received: describeOutcome(view),
      observed: 'no prompt',
      evidence: [...absenceEvidence(view), ...evidenceOf(exchange.items)],
    });
  return found({
    isMet: !step.present,
    expected,
    received: `${final.text} and no prompt`,
    evidence: final.events,
    elapsedMs: elapsedOf(exchange, final),
  });
}

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

export function observeUrc(step: UrcStep, view: View): Observation {
  const expected = `the unsolicited code ${describePattern(step.pattern)}`;
  const all = [...(view.exchange?.items ?? []), ...view.idleItems];
  const match = all.find(
    (item) =>
      (item.class === 'urc' || item.class === 'banner') &&
      !item.isTaken &&
      matchPattern(step.pattern, item.text).isMet,
  );
  if (match !== undefined)
    return found({
      isMet: true,
      expected,
      received: match.text,
      evidence: match.events,
      taken: [match],
      captures: matchPattern(step.pattern, match.text).captures,
    });
  if (!view.isExpired) return WAIT;
  return found({
    isMet: false,
    expected,
    received: describeOutcome(view),
    evidence: [...absenceEvidence(view), ...evidenceOf(all)],
  });
}

export function observeSilence(step: SilenceStep, view: View): Observation {
  const expected = `nothing for ${step.forMs} ms`;
  if (view.arrived.bytes.length > 0) {
    const afterMs = Math.round(view.nowMs - view.startedMs);
    return found({
      isMet: false,
      expected,
      received: `${showBytes(view.arrived.bytes)} after ${afterMs} ms`,
      observed: 'bytes',
      evidence: view.arrived.events,
    });
  }
  if (view.nowMs - view.startedMs < step.forMs) return WAIT;
  return found({
    isMet: true,
    expected,
    received: `nothing for ${step.forMs} ms`,
    observed: 'silence',
    evidence: absenceEvidence(view),
  });
}
