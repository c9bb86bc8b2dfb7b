/** Raw steps that do something, compiled: send, raw, payload, wait, reset, clean, set, make. */
import type { CommandSet, Form, FormKind } from '../spec/model.ts';
import { readSource } from './raw-source.ts';
import { listOf, readCount, readDuration, readWhole, readWord, suggest } from './raw-value.ts';
import type { RawPayload, RawSend, RawStep } from './scenarios.generated.ts';
import type {
  CleanStep,
  MakeStep,
  ParameterArgument,
  PayloadStep,
  RawStep as RawBytesStep,
  ResetStep,
  SendStep,
  SetStep,
} from './step.ts';
import type { FaultSink, RawPath } from './step-context.ts';

/** A step without what all steps have in common. */
export type StepBody<Step> = Omit<
  Step,
  'place' | 'text' | 'role' | 'proves' | 'answers' | 'record' | 'withinMs'
>;

type SendObject = Exclude<RawSend, string>;

export function compileSend(raw: RawSend, set: CommandSet, fault: FaultSink): StepBody<SendStep> {
  if (typeof raw === 'string')
    return { kind: 'send', content: { kind: 'line', line: raw }, terminator: null };
  const terminator = raw.terminator ?? null;
  if (raw.line === undefined && raw.command !== undefined)
    return { kind: 'send', content: compileCall(raw, raw.command, set, fault), terminator };
  const stray = (['command', 'form', 'parameters', 'escape'] as const).find((key) => raw[key] !== undefined);
  if (raw.line === undefined) fault('STEP_KIND', ['send'], 'expected a line or a command, got neither');
  else if (stray !== undefined)
    fault('STEP_KIND', ['send', stray], `${stray} goes with command, not with line`, null, 'key');
  return { kind: 'send', content: { kind: 'line', line: raw.line ?? '' }, terminator };
}

const FORMS = ['set', 'query', 'test', 'execute'] as const;

function compileCall(raw: SendObject, name: string, set: CommandSet, fault: FaultSink): SendStep['content'] {
  const kind = readForm(raw, fault);
  const command = set.commands.find((known) => known.name === name);
  const form = command?.forms.find((known) => known.kind === kind);
  if (command === undefined) {
    const hint = suggest(
      name,
      set.commands.map((each) => each.name),
    );
    fault('UNKNOWN_COMMAND', ['send', 'command'], `the set ${set.name} has no command "${name}"`, hint);
  } else if (form !== undefined) checkParameters(raw, name, form, fault);
  else if (kind !== 'test') {
    const at = raw.form === undefined ? ['send', 'command'] : ['send', 'form'];
    const known = command.forms.map((each) => each.kind);
    fault('UNKNOWN_FORM', at, `${name} has no ${kind} form`, `it has: ${known.join(', ')}`);
  }
  const parameters: Record<string, ParameterArgument> = {};
  // Numbers stay numbers: the command line shows them bare, texts in quotes.
  for (const [key, value] of Object.entries(raw.parameters ?? {})) parameters[key] = value;
  return { kind: 'call', command: name, form: kind, parameters, escape: raw.escape ?? 'auto' };
}

function readForm(raw: SendObject, fault: FaultSink): FormKind {
  if (raw.form !== undefined) return readWord(raw.form, FORMS, ['send', 'form'], fault);
  return raw.parameters === undefined ? 'execute' : 'set';
}

function checkParameters(raw: SendObject, name: string, form: Form, fault: FaultSink): void {
  const known = form.parameters.map((parameter) => parameter.name);
  for (const [key, value] of Object.entries(raw.parameters ?? {})) {
    const path = ['send', 'parameters', key];
    const parameter = form.parameters.find((each) => each.name === key);
    if (parameter === undefined) {
      const message = `${name} ${form.kind} has no parameter "${key}"`;
      fault('UNKNOWN_PARAMETER', path, message, suggest(key, known), 'key');
    } else if (Array.isArray(value) && !parameter.repeats)
      fault('BAD_VALUE', path, `the parameter ${key} of ${name} stands once, got a list`);
  }
}

export function compileRaw(raw: NonNullable<RawStep['raw']>, fault: FaultSink): StepBody<RawBytesStep> {
  return { kind: 'raw', source: readSource(raw, ['raw'], fault) };
}

export function compilePayload(raw: RawPayload, fault: FaultSink): StepBody<PayloadStep> {
  const path = ['payload'];
  const whole = { kind: 'payload', first: null, pieceBytes: null, gapMs: 0, surplus: null } as const;
  if (raw === 'remaining') return { ...whole, source: null };
  if (typeof raw === 'string') return { ...whole, source: { kind: 'text', text: raw } };
  const { remaining, first, pieces, gap, surplus, ...source } = raw;
  if (remaining === true && Object.keys(source).length > 0)
    fault('STEP_KIND', path, 'expected either remaining or bytes of its own, got both');
  if (gap !== undefined && pieces === undefined)
    fault('STEP_KIND', [...path, 'gap'], 'gap goes with pieces', 'say how long the pieces are', 'key');
  return {
    kind: 'payload',
    source: remaining === true ? null : readSource(source, path, fault),
    first: first === undefined ? null : readCount(first, [...path, 'first'], fault),
    pieceBytes: pieces === undefined ? null : readPieceBytes(pieces, [...path, 'pieces'], fault),
    gapMs: gap === undefined ? 0 : readDuration(gap, [...path, 'gap'], fault),
    surplus: surplus ?? null,
  };
}

function readPieceBytes(raw: unknown, path: RawPath, fault: FaultSink): number {
  const bytes = readWhole(raw, path, fault);
  if (bytes === 0) fault('BAD_VALUE', path, 'expected pieces of at least 1 byte, got 0');
  return Math.max(1, bytes);
}

export function compileReset(raw: NonNullable<RawStep['reset']>, fault: FaultSink): StepBody<ResetStep> {
  if (typeof raw !== 'string') return { kind: 'reset', restore: raw.restore === true };
  return { kind: 'reset', restore: readWord(raw, ['restore', 'command'], ['reset'], fault) === 'restore' };
}

export function compileClean(
  raw: string | readonly string[],
  set: CommandSet,
  fault: FaultSink,
): StepBody<CleanStep> {
  if (raw === 'all') return { kind: 'clean', states: null };
  const known = set.housekeeping.cleanings.map((cleaning) => cleaning.state);
  const states = listOf(raw);
  for (const [index, state] of states.entries()) {
    if (known.includes(state)) continue;
    const path = Array.isArray(raw) ? ['clean', index] : ['clean'];
    const message = `the set ${set.name} cannot clean a state "${state}"`;
    fault('UNKNOWN_STATE', path, message, suggest(state, ['all', ...known]));
  }
  return { kind: 'clean', states };
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Names that the bench gives values to; none may be kept over them. */
export const BENCH_VARIABLES: readonly string[] = ['origin', 'origin_https', 'origin_host', 'closed', 'seed'];

/** Is `name` free to keep a value under? */
export function checkName(name: string, path: RawPath, fault: FaultSink): void {
  if (!NAME.test(name))
    fault('BAD_VALUE', path, `expected a name of letters, digits and _, got "${name}"`, null, 'key');
  else if (BENCH_VARIABLES.includes(name) || name === 'profile')
    fault('BAD_VALUE', path, `"${name}" has a meaning of its own`, 'choose another name', 'key');
}

export function compileSet(raw: NonNullable<RawStep['set']>, fault: FaultSink): StepBody<SetStep>[] {
  return Object.entries(raw).map(([name, value]) => {
    checkName(name, ['set', name], fault);
    return { kind: 'set', name, value: String(value) };
  });
}

export function compileMake(raw: NonNullable<RawStep['make']>, fault: FaultSink): StepBody<MakeStep>[] {
  return Object.entries(raw).map(([name, source]) => {
    checkName(name, ['make', name], fault);
    return { kind: 'make', name, source: readSource(source, ['make', name], fault) };
  });
}

/** A word of `given` as the step that it stands for. */
export function expandGivenWord(word: 'clean' | 'reset' | 'restore'): RawStep {
  if (word === 'clean') return { clean: 'all' };
  return { reset: word === 'reset' ? {} : 'restore' };
}
