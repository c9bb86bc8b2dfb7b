/** Performs a step that acts: on the module, on the origin, on the clock, or on what the scenario remembers. */
import { type Bytes, concatBytes, decodeLatin1, encodeText, unescapeBytes } from '../base/bytes.ts';
import { assertNever } from '../base/invariant.ts';
import { buildContext } from '../engine/command-context.ts';
import type { Expectation } from '../engine/observe.ts';
import { toCount } from '../engine/pattern.ts';
import type { Purpose } from '../record/event.ts';
import type { Verdict } from '../record/verdict.ts';
import { encodeCall } from '../scenario/call.ts';
import type { ByteSource, OriginStep, PayloadStep, RawStep, SendStep, Step } from '../scenario/step.ts';
import type { BenchOptions } from './bench-options.ts';
import { makeBytes } from './byte-source.ts';
import type { ScenarioRecord } from './scenario-record.ts';
import { ScenarioStopped } from './scenario-stopped.ts';
import { describeScriptedAnswer, recordScript } from './script-record.ts';

export type Act = Exclude<Step, Expectation>;

/** `step` is resolved. Throws ScenarioStopped where the scenario cannot go on after it. */
export async function performAct(step: Act, record: ScenarioRecord, options: BenchOptions): Promise<void> {
  const make = (source: ByteSource) => makeBytes(source, options.readFile);
  switch (step.kind) {
    case 'send':
      return send(step, record, options);
    case 'raw':
      return sendRaw(step, make(step.source), record, options);
    case 'payload':
      return enterPayload(
        step,
        step.source === null ? record.payloadLeft : make(step.source),
        record,
        options,
      );
    case 'origin':
      return scriptOrigin(step, options);
    case 'wait':
      return options.conversation.rest(step.forMs);
    case 'reset':
      record.noteReset();
      return demand(
        await options.recovery.reset(step.restore, purposeOf(step)),
        step.role === 'given' ? 'inconclusive' : 'fail',
      );
    case 'clean':
      return demand(await options.cleaning.clean(step.states ?? options.set.states, 'clean'), 'inconclusive');
    case 'set':
      return record.variables.set(step.name, step.value);
    case 'make':
      return record.variables.set(step.name, decodeLatin1(make(step.source)));
    case 'note':
      options.recorder.record({ kind: 'note', scenario: record.scenario.id, text: step.note });
      return;
    default:
      return assertNever(step, 'step');
  }
}

function purposeOf(step: Step): Purpose {
  return step.role === 'given' ? 'given' : 'scenario';
}

function demand(problem: string | null, verdict: Verdict): void {
  if (problem !== null) throw new ScenarioStopped(verdict, problem);
}

async function send(step: SendStep, record: ScenarioRecord, options: BenchOptions): Promise<void> {
  const { set, profile, watch, conversation } = options;
  const { content } = step;
  const line = content.kind === 'line' ? content.line : encodeCall(set, content);
  if (conversation.session.isSettled) record.sendMark = watch.mark();
  record.payloadLeft = null;
  record.sentTexts.push(line);
  const terminator = step.terminator ?? profile.framing.terminator;
  await conversation.sendCommand(line, terminator, buildContext(set, line), purposeOf(step));
}

/** Raw bytes that end a line open an exchange of their own, since something may answer them. */
async function sendRaw(
  step: RawStep,
  bytes: Bytes,
  record: ScenarioRecord,
  { conversation, set, watch, profile }: BenchOptions,
): Promise<void> {
  const text = decodeLatin1(bytes);
  record.sentTexts.push(text);
  const endsLine = text.endsWith(profile.framing.terminator);
  if (conversation.session.isSettled) record.sendMark = watch.mark();
  const context = endsLine && conversation.session.phase !== 'data' ? buildContext(set, null) : null;
  await conversation.sendRaw(bytes, text.trimEnd(), context, purposeOf(step));
}

async function enterPayload(
  step: PayloadStep,
  source: Bytes | null,
  record: ScenarioRecord,
  { conversation, profile, hurries }: BenchOptions,
): Promise<void> {
  if (!(await conversation.awaitDataPhase(step.withinMs ?? profile.timing.replyMs)))
    throw new ScenarioStopped('inconclusive', `the module opened no data phase for: ${step.text}`);
  if (source === null) throw new ScenarioStopped('error', `no bytes remain to be entered: ${step.text}`);
  const first = step.first === null ? source.length : Math.min(source.length, toCount(step.first));
  record.payloadLeft = source.subarray(first);
  const surplus = step.surplus === null ? new Uint8Array() : unescapeBytes(step.surplus);
  const bytes = concatBytes([source.subarray(0, first), surplus]);
  const pieceBytes = hurries || step.pieceBytes === null ? Math.max(1, bytes.length) : step.pieceBytes;
  for (let offset = 0; offset < bytes.length; offset += pieceBytes) {
    if (offset > 0 && step.gapMs > 0) await conversation.rest(step.gapMs);
    const piece = bytes.subarray(offset, offset + pieceBytes);
    const after = bytes.subarray(offset + pieceBytes);
    await conversation.sendPayload(piece, surplus.length > 0, purposeOf(step), after);
  }
}

function scriptOrigin(step: OriginStep, { origin, recorder, watch }: BenchOptions): void {
  const { bodyText } = step;
  const body = bodyText === null ? step.answer.body : { kind: 'bytes' as const, bytes: encodeText(bodyText) };
  const answer = { ...step.answer, body };
  origin.script(answer);
  watch.noteScript(answer);
  recorder.record({
    kind: 'origin',
    what: 'script',
    connection: 0,
    tls: false,
    summary: describeScriptedAnswer(answer),
    script: recordScript(answer),
  });
}
