/**
 * The one compiler: a raw step, as the schema has it, becomes the steps that the bench performs.
 * YAML is written in raw steps; phrases of Gherkin make them. So both notations mean the same.
 *
 * Columns, profile values and `when` are resolved before (resolve-step.ts): what is left here is one step.
 */
import { assertInvariant } from '../base/invariant.ts';
import {
  compileClean,
  compileMake,
  compilePayload,
  compileRaw,
  compileReset,
  compileSend,
  compileSet,
} from './compile-act.ts';
import { compileExpect } from './compile-expect.ts';
import { compileOrigin } from './compile-origin.ts';
import { compileReceived } from './compile-received.ts';
import { compileBody, compileElapsed, compilePrompt, compileSilence, compileUrc } from './compile-reply.ts';
import { readDuration } from './raw-value.ts';
import type { RawStep } from './scenarios.generated.ts';
import { EXPECTATION_KINDS, type Step } from './step.ts';
import { type AnyBody, isRecorded, readClaims } from './step-claims.ts';
import type { CompiledSteps, FaultSink, StepContext, StepFault } from './step-context.ts';

/** The keys of a raw step that say what kind it is. `given` and `when` hold other steps. */
export const STEP_KEYS = [
  'send',
  'raw',
  'expect',
  'prompt',
  'payload',
  'body',
  'silence',
  'urc',
  'origin',
  'received',
  'elapsed',
  'wait',
  'reset',
  'clean',
  'set',
  'make',
  'note',
  'given',
  'when',
] as const satisfies readonly (keyof RawStep)[];
export type StepKey = (typeof STEP_KEYS)[number];

/** Kinds that wait for the module or the origin, and so may have a limit of their own. */
const WAITING_KEYS: ReadonlySet<StepKey> = new Set([
  'expect',
  'prompt',
  'body',
  'urc',
  'received',
  'elapsed',
  'reset',
  'clean',
]);

/** Keys that stand beside a kind. */
const CLAIM_KEYS: ReadonlySet<string> = new Set(['proves', 'answers', 'within', 'record']);

/** The kind of `raw`, or null with a fault where it has none or several; a key that no step has is the schema's to tell. */
export function readStepKey(raw: RawStep, fault: FaultSink): StepKey | null {
  const [key, second] = STEP_KEYS.filter((each) => raw[each] !== undefined);
  if (key !== undefined && second === undefined) return key;
  if (second !== undefined)
    fault('STEP_KIND', [second], `a step is one thing, got ${key} and ${second}`, null, 'key');
  else if (Object.keys(raw).every((each) => CLAIM_KEYS.has(each)))
    fault('STEP_KIND', [], `expected one of ${STEP_KEYS.join(', ')}`);
  return null;
}

/** Steps of `raw` with what is wrong in it; a step with faults still has the shape of one. */
export function compileStep(raw: RawStep, context: StepContext): CompiledSteps {
  const faults: StepFault[] = [];
  const fault: FaultSink = (code, path, message, hint = null, at = 'value') =>
    void faults.push({ code, path, message, hint, atKey: at === 'key' });
  const key = readStepKey(raw, fault);
  if (key === null) return { steps: [], faults, inapplicable: null };
  const bodies = compileBodies(raw, key, context, fault);
  if (raw.within !== undefined && !WAITING_KEYS.has(key))
    fault('STEP_KIND', ['within'], `${key} waits for nothing, so within means nothing`, null, 'key');
  const unknown = findUnknownValue(raw);
  const steps = bodies.map((body) => completeStep(body, raw, context, unknown, fault));
  const inapplicable =
    unknown !== null && steps.some((step) => !step.record)
      ? `the profile ${context.profile.name} does not know ${unknown}, which \`${key}\` needs`
      : null;
  const judges = steps.some((step) => !step.record);
  // What is only written down need not be able to fail.
  const telling = judges ? faults : faults.filter((each) => each.code !== 'CANNOT_FAIL');
  return { steps, faults: telling, inapplicable };
}

function compileBodies(raw: RawStep, key: StepKey, context: StepContext, fault: FaultSink): AnyBody[] {
  const value = <Key extends keyof RawStep>(name: Key) => raw[name] as NonNullable<RawStep[Key]>;
  switch (key) {
    case 'send':
      return [compileSend(value('send'), context.set, fault)];
    case 'raw':
      return [compileRaw(value('raw'), fault)];
    case 'expect':
      return [compileExpect(value('expect'), context.set, fault)];
    case 'prompt':
      return [compilePrompt(value('prompt'), fault)];
    case 'payload':
      return [compilePayload(value('payload'), fault)];
    case 'body':
      return [compileBody(value('body'), fault)];
    case 'silence':
      return [compileSilence(value('silence'), fault)];
    case 'urc':
      return [compileUrc(value('urc'), fault)];
    case 'origin':
      return [compileOrigin(value('origin'), fault)];
    case 'received':
      return [compileReceived(value('received'), fault)];
    case 'elapsed':
      return [compileElapsed(value('elapsed'), fault)];
    case 'wait':
      return [{ kind: 'wait', forMs: readDuration(value('wait'), ['wait'], fault) } as AnyBody];
    case 'reset':
      return [compileReset(value('reset'), fault)];
    case 'clean':
      return [compileClean(value('clean'), context.set, fault)];
    case 'set':
      return compileSet(value('set'), fault);
    case 'make':
      return compileMake(value('make'), fault);
    case 'note':
      return [{ kind: 'note', note: value('note') } as AnyBody];
    case 'given':
    case 'when':
      assertInvariant(false, `\`${key}\` is resolved before a step is compiled`);
  }
}

function completeStep(
  body: AnyBody,
  raw: RawStep,
  context: StepContext,
  unknown: string | null,
  fault: FaultSink,
): Step {
  const claims = readClaims(body, raw, context, fault);
  const mayRecord = claims.role === 'test' && EXPECTATION_KINDS.has(body.kind);
  const common = {
    place: context.place,
    text: context.text,
    ...claims,
    record: mayRecord && (unknown !== null || isRecorded(raw, claims, context)),
    withinMs: raw.within === undefined ? null : readDuration(raw.within, ['within'], fault),
  };
  return { ...common, ...body } as Step;
}

/** The first `${profile.key}` that is left: resolving put in all values that the profile knows. */
function findUnknownValue(raw: unknown): string | null {
  return /\$\{profile\.([^{}]+)\}/.exec(JSON.stringify(raw) ?? '')?.[1] ?? null;
}
