/** What came in a turn as expectations that it meets: patterns where the spec knows a type, literals elsewhere. */
import type { RawExpect, RawPattern, RawStep } from '../../scenario/scenarios.generated.ts';
import type { InformationResponse } from '../../spec/model.ts';
import type { Item } from '../exchange.ts';
import type { Literals } from './literal.ts';
import type { Turn } from './turn-reader.ts';

export interface DraftedExpectation {
  readonly step: RawStep;
  /** When the last of what it waits for came. */
  readonly atMs: number;
  /** Whole numbers that it saw, by the fields of its response. */
  readonly integers: Readonly<Record<string, number>>;
}

export interface DraftedExpectations {
  readonly expectations: readonly DraftedExpectation[];
  /** What came and no expectation speaks of, for a comment. */
  readonly untold: readonly string[];
}

/** More lines of text than this are a flood, not an answer. */
const LINES_MAX = 100;

export function draftExpectations(turn: Turn, literals: Literals, replyMs: number): DraftedExpectations {
  const came = sortItems(turn);
  const expectations = [
    ...draftLines(came.lines, literals),
    ...came.information.map((item) => draftInformation(item, turn, literals)),
    ...draftEach(came.prompt, () => ({ prompt: 'present' })),
    ...came.busy.flatMap((item) => draftEach(item, () => ({ expect: 'busy' }))),
    ...draftBody(turn, came.final),
    ...draftEach(came.final, ({ text }) => ({ expect: text })),
    ...came.codes.flatMap((item) => draftEach(item, ({ text }) => ({ urc: literals.writePattern(text) }))),
  ];
  return {
    expectations: expectations.map((one) => allowTime(one, turn.startMs, replyMs)),
    untold: came.untold.map(({ text }) => text),
  };
}

function draftEach(item: Item | null, write: (item: Item) => RawStep): DraftedExpectation[] {
  return item === null ? [] : [{ step: write(item), atMs: item.atMs, integers: {} }];
}

/** Where the recorded module needed more than half of the profile's time, the step gets as much again as it needed. */
function allowTime(one: DraftedExpectation, startMs: number, replyMs: number): DraftedExpectation {
  const neededMs = one.atMs - startMs;
  if (neededMs <= replyMs / 2) return one;
  return { ...one, step: { ...one.step, within: `${Math.ceil((2 * neededMs) / 1000)} s` } };
}

interface Came {
  readonly lines: readonly Item[];
  readonly information: readonly Item[];
  readonly busy: readonly Item[];
  readonly codes: readonly Item[];
  readonly prompt: Item | null;
  readonly final: Item | null;
  readonly untold: readonly Item[];
}

/** The items of the turn by what an expectation can say of them. Behind the final only unsolicited codes are looked for. */
function sortItems({ items, from, exchange }: Turn): Came {
  const fresh = items.slice(from);
  const isCode = ({ class: kind }: Item) => kind === 'urc' || kind === 'banner';
  const firstFinal = items.findIndex(({ class: kind }) => kind === 'final');
  const final = firstFinal >= from ? (items[firstFinal] ?? null) : null;
  const untilFinal = firstFinal < 0 ? fresh : items.slice(from, Math.max(from, firstFinal));
  const answers = exchange === null ? [] : untilFinal.filter((item) => !isCode(item));
  const of = (...kinds: Item['class'][]) => answers.filter(({ class: kind }) => kinds.includes(kind));
  // Those of an exchange that goes on are measured where it ends.
  const blocks = of('information').filter(({ data }) => data !== null);
  const lines = of('text', 'unexpected').slice(0, LINES_MAX);
  const information = of('information').filter(({ data }) => data === null);
  const opening = items.filter(({ class: kind }) => kind === 'interim' || kind === 'prompt');
  const prompt = opening.length === 2 ? (of('prompt')[0] ?? null) : null;
  const told = new Set([
    ...lines,
    ...information,
    ...blocks,
    ...of('busy', 'prompt', 'interim', 'echo'),
    final,
  ]);
  return {
    lines,
    information,
    busy: of('busy'),
    codes: fresh.filter(isCode),
    prompt,
    final,
    untold: fresh.filter((item) => !told.has(item) && !isCode(item) && item.class !== 'echo'),
  };
}

function draftLines(items: readonly Item[], literals: Literals): DraftedExpectation[] {
  const last = items.at(-1);
  if (last === undefined) return [];
  const patterns = items.map(({ text }) => literals.writePattern(text));
  const lines = patterns.length === 1 ? (patterns[0] as RawPattern) : patterns;
  return [{ step: { expect: { lines } }, atMs: last.atMs, integers: {} }];
}

function draftInformation(item: Item, { items, exchange }: Turn, literals: Literals): DraftedExpectation {
  const response = exchange?.command.responses.find(
    ({ prefix, fields }) =>
      prefix === item.prefix && fields.some(({ name }) => item.fields[name] !== undefined),
  );
  const fields = response === undefined ? {} : draftFields(item, response, literals);
  const hasBlocks = items.some(({ prefix, data }) => prefix === item.prefix && data !== null);
  const expect: RawExpect = {
    information: item.prefix ?? '',
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
    // Counted responses are left for `body` and would be the next one.
    ...(hasBlocks ? {} : { which: 'next' }),
  };
  const integers = (response?.fields ?? [])
    .filter(({ name, type }) => type === 'integer' && isCount(item.fields[name]))
    .map(({ name }) => [name, Number(item.fields[name])] as const);
  return { step: { expect }, atMs: item.atMs, integers: Object.fromEntries(integers) };
}

function isCount(value: string | undefined): boolean {
  return value !== undefined && /^\d{1,15}$/.test(value);
}

function draftFields(
  item: Item,
  response: InformationResponse,
  literals: Literals,
): Record<string, RawPattern> {
  const fields: Record<string, RawPattern> = {};
  for (const { name, type } of response.fields) {
    const value = item.fields[name];
    if (value === undefined) continue;
    fields[name] = type === 'integer' && isCount(value) ? { min: 0 } : literals.writePattern(value);
  }
  return fields;
}

/** The length of all counted data up to the final; its content is the origin's affair. */
function draftBody({ items }: Turn, final: Item | null): DraftedExpectation[] {
  const blocks = items.flatMap(({ data }) => (data === null ? [] : [data.length]));
  if (final === null || blocks.length === 0) return [];
  const bytes = blocks.reduce((sum, length) => sum + length, 0);
  return [{ step: { body: { bytes } }, atMs: final.atMs, integers: {} }];
}
