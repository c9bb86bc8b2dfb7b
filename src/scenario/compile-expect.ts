/** The raw step `expect`, compiled: finals, information responses, lines. */
import type { CommandSet, InformationResponse } from '../spec/model.ts';
import type { StepBody } from './compile-act.ts';
import { checkName } from './compile-act.ts';
import { readPattern, readPatterns } from './raw-pattern.ts';
import { listOf, readTimes, readTimesTemplate, suggest } from './raw-value.ts';
import type { RawExpect, RawPattern } from './scenarios.generated.ts';
import type { FinalChoice, FinalStep, InformationStep, LinesStep, Pattern } from './step.ts';
import type { FaultSink } from './step-context.ts';

type ExpectObject = Exclude<RawExpect, string | string[]>;

/** What `expect` may be about, and the keys that go with each. */
const EXPECT_KEYS = {
  final: [],
  information: ['fields', 'which', 'count', 'capture'],
  lines: ['order', 'count', 'capture'],
  not: [],
} as const satisfies Readonly<Record<string, readonly (keyof ExpectObject)[]>>;
type ExpectKey = keyof typeof EXPECT_KEYS;

export function compileExpect(
  raw: RawExpect,
  set: CommandSet,
  fault: FaultSink,
): StepBody<FinalStep> | StepBody<InformationStep> | StepBody<LinesStep> {
  if (typeof raw === 'string' || Array.isArray(raw)) return compileFinal(raw, fault);
  switch (readExpectKey(raw, fault)) {
    case 'information':
      return compileInformation(raw, raw.information ?? '', set, fault);
    case 'lines':
      return compileLines(raw, raw.lines ?? [], fault);
    case 'not': {
      const patterns = readPatterns(raw.not ?? [], ['expect', 'not'], fault);
      return { kind: 'lines', mode: 'not', patterns, count: null, capture: {} };
    }
    case 'final':
      return compileFinal(raw.final ?? [], fault);
  }
}

function readExpectKey(raw: ExpectObject, fault: FaultSink): ExpectKey {
  const known = Object.keys(EXPECT_KEYS) as ExpectKey[];
  const [found, second] = known.filter((key) => raw[key] !== undefined);
  if (found === undefined || second !== undefined) {
    const got = found === undefined ? 'none' : `${found} and ${second}`;
    fault('STEP_KIND', ['expect'], `expected exactly one of ${known.join(', ')}, got ${got}`);
    return found ?? 'final';
  }
  const belongs: readonly string[] = [...known, ...EXPECT_KEYS[found]];
  for (const key of Object.keys(raw))
    if (!belongs.includes(key))
      fault('STEP_KIND', ['expect', key], `${key} does not go with ${found}`, null, 'key');
  return found;
}

const CLASSES: ReadonlySet<string> = new Set(['success', 'error', 'any', 'busy']);

function compileFinal(raw: string | readonly string[], fault: FaultSink): StepBody<FinalStep> {
  // A profile's value may be a list, which then stands inside the list of choices.
  const words = listOf(raw).flat().map(String);
  if (words.length === 0) fault('BAD_VALUE', ['expect'], 'expected at least one final, got none');
  return { kind: 'final', choices: words.map(readChoice) };
}

function readChoice(word: string): FinalChoice {
  if (CLASSES.has(word)) return { kind: 'class', class: word as 'success' | 'error' | 'any' | 'busy' };
  return { kind: 'exact', text: word };
}

function compileInformation(
  raw: ExpectObject,
  prefix: string,
  set: CommandSet,
  fault: FaultSink,
): StepBody<InformationStep> {
  if (prefix.endsWith(':'))
    fault('BAD_VALUE', ['expect', 'information'], `expected the prefix without its colon, got "${prefix}"`);
  const count = raw.count === undefined ? null : readTimesTemplate(raw.count, ['expect', 'count'], fault);
  if (count?.min === 0 && count.max === null && Object.keys(raw.fields ?? {}).length === 0)
    fault('CANNOT_FAIL', ['expect', 'count'], `any number of ${prefix} is always true`);
  checkFields(raw, prefix, set, fault);
  const fields = readFields(raw.fields ?? {}, fault);
  const capture = readCapture(raw, fault);
  return { kind: 'information', prefix, fields, capture, which: raw.which ?? 'any', count };
}

function readCapture(raw: ExpectObject, fault: FaultSink): Readonly<Record<string, string>> {
  const capture = raw.capture ?? {};
  for (const name of Object.keys(capture)) checkName(name, ['expect', 'capture', name], fault);
  return capture;
}

function readFields(raw: Readonly<Record<string, RawPattern>>, fault: FaultSink): Record<string, Pattern> {
  const fields: Record<string, Pattern> = {};
  for (const [name, pattern] of Object.entries(raw))
    fields[name] = readPattern(pattern, ['expect', 'fields', name], fault);
  return fields;
}

/** Field names are held against the command set; where it does not declare the prefix, fields have no names. */
function checkFields(raw: ExpectObject, prefix: string, set: CommandSet, fault: FaultSink): void {
  const known = findResponses(set, prefix).flatMap((response) => response.fields.map((field) => field.name));
  if (known.length === 0) {
    if (raw.fields === undefined && raw.capture === undefined) return;
    const message = `the set ${set.name} names no fields of "${prefix}"`;
    fault('UNKNOWN_FIELD', ['expect', 'information'], message, 'expect lines instead');
    return;
  }
  for (const name of Object.keys(raw.fields ?? {})) {
    const path = ['expect', 'fields', name];
    if (!known.includes(name))
      fault('UNKNOWN_FIELD', path, `${prefix} has no field "${name}"`, suggest(name, known), 'key');
  }
  for (const [name, field] of Object.entries(raw.capture ?? {})) {
    const path = ['expect', 'capture', name];
    if (!known.includes(field))
      fault('UNKNOWN_FIELD', path, `${prefix} has no field "${field}"`, suggest(field, known));
  }
}

/** Every information response of `prefix` that a form of the set declares. */
function findResponses(set: CommandSet, prefix: string): InformationResponse[] {
  const phases = set.commands
    .flatMap((command) => command.forms)
    .flatMap((form) => form.replies)
    .flatMap((reply) => reply.phases);
  return phases.flatMap((phase) =>
    phase.kind === 'information' && phase.response.prefix === prefix ? [phase.response] : [],
  );
}

function compileLines(
  raw: ExpectObject,
  lines: NonNullable<ExpectObject['lines']>,
  fault: FaultSink,
): StepBody<LinesStep> {
  const count = raw.count === undefined ? null : readTimes(raw.count, ['expect', 'count'], fault);
  if (count !== null && raw.order !== undefined)
    fault('STEP_KIND', ['expect', 'order'], 'order does not go with count', null, 'key');
  if (count?.min === 0 && count.max === null)
    fault('CANNOT_FAIL', ['expect', 'count'], 'any number of lines is always true');
  return {
    kind: 'lines',
    mode: count === null ? (raw.order ?? 'in-order') : 'count',
    patterns: readPatterns(lines, ['expect', 'lines'], fault),
    count,
    capture: readCapture(raw, fault),
  };
}
