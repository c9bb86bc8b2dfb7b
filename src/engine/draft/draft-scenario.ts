/** The turns of one scenario as its steps: everything done and seen, so that a replay of the recording meets it. */
import type { RawStep } from '../../scenario/scenarios.generated.ts';
import type { Profile } from '../../spec/model.ts';
import { draftAct, type KeptPayload, keepPayload } from './draft-act.ts';
import { captureLengths } from './draft-capture.ts';
import { draftExpectations } from './draft-expectation.ts';
import type { Literals } from './literal.ts';
import type { Turn } from './turn-reader.ts';

export interface DraftedStep {
  readonly step: RawStep;
  readonly role: Turn['role'];
  /** For a comment before it. */
  readonly remark: string | null;
  /** Whole numbers that it saw, by field. */
  readonly integers: Readonly<Record<string, number>>;
}

/** Longest silence that is asserted: what stays silent so long stays silent. */
const SILENCE_MS_MAX = 1000;

/** Steps that judge nothing by themselves: acts, and the prompt, which only prepares its payload. */
const JUDGING: ReadonlySet<string> = new Set(['expect', 'body', 'silence', 'urc']);

/** Empty where nothing came that an expectation could speak of. */
export function draftSteps(turns: readonly Turn[], literals: Literals, profile: Profile): DraftedStep[] {
  const kept = findKeptPayloads(turns, literals);
  const drafted = turns.map((turn, index) => {
    const isLast = turns.slice(index + 1).every(({ act }) => !isSending(act.kind));
    return draftTurn(turn, isLast, kept.get(index) ?? null, literals, profile);
  });
  const lastJudging = drafted.findLastIndex((steps) => steps.some(judges));
  if (lastJudging < 0) return [];
  // What is sent behind the last expectation only keeps the recording whole; a test step there could not fail.
  const whole = drafted.flatMap((steps, index) =>
    index <= lastJudging ? steps : steps.map((step): DraftedStep => ({ ...step, role: 'given' })),
  );
  return captureLengths(whole);
}

function isSending(kind: Turn['act']['kind']): boolean {
  return kind === 'send' || kind === 'raw' || kind === 'payload';
}

function judges({ step, role }: DraftedStep): boolean {
  return role === 'test' && Object.keys(step).some((key) => JUDGING.has(key));
}

/** By the index of the turn that sends the line, and of the turn that enters the payload. */
function findKeptPayloads(turns: readonly Turn[], literals: Literals): Map<number, KeptPayload> {
  const kept = new Map<number, KeptPayload>();
  for (const [index, turn] of turns.entries()) {
    const send = turns[index - 1];
    const name = kept.size === 0 ? 'entered' : `entered_${kept.size / 2 + 1}`;
    const payload = send === undefined ? null : keepPayload(send, turn, name, literals);
    if (payload !== null) kept.set(index - 1, payload).set(index, payload);
  }
  return kept;
}

function draftTurn(
  turn: Turn,
  isLast: boolean,
  kept: KeptPayload | null,
  literals: Literals,
  profile: Profile,
): DraftedStep[] {
  const { role } = turn;
  const { terminator } = profile.framing;
  const acts = draftAct(turn.act, { literals, terminator, kept });
  const { expectations, untold } = draftExpectations(turn, literals, profile.timing.replyMs);
  const awaitedMs = Math.max(turn.startMs, ...expectations.map(({ atMs }) => atMs));
  const bare = (step: RawStep): DraftedStep => ({ step, role, remark: null, integers: {} });
  const seen = expectations.map(({ step, integers }): DraftedStep => ({ ...bare(step), integers }));
  const silence = expectations.length === 0 ? draftSilence(turn, isLast, profile).map(bare) : [];
  const rest = isLast ? [] : draftWait(turn, awaitedMs).map(bare);
  const remark = untold.length === 0 ? null : `also came, and is not expected here: ${describe(untold)}`;
  const steps = [...acts.map(bare), ...seen, ...silence, ...rest];
  return steps.map((step, index) => (index === steps.length - 1 ? { ...step, remark } : step));
}

/** An act that nothing answered is followed by silence, as long as it was watched. */
function draftSilence(turn: Turn, isLast: boolean, profile: Profile): RawStep[] {
  if (!isSending(turn.act.kind) || !turn.isSilent) return [];
  const { quietMs } = profile.timing;
  const watchedMs = Math.floor(Math.min(SILENCE_MS_MAX, turn.endMs - turn.startMs));
  if (watchedMs >= quietMs) return [{ silence: `${watchedMs} ms` }];
  return isLast ? [{ silence: `${quietMs} ms` }] : [];
}

/** Bytes that came behind everything that is expected must have come before the next line is sent, as they did. */
function draftWait({ act, items, from, lastByteMs }: Turn, awaitedMs: number): RawStep[] {
  const isPrompted = items.slice(from).some(({ class: kind }) => kind === 'prompt');
  if (lastByteMs === null || isPrompted) return [];
  // Of what came before the first line a log without times says only that: any time at all lets it come.
  const leastMs = act.kind === 'none' ? 1 : 0;
  const waitMs = Math.max(leastMs, Math.ceil(lastByteMs - awaitedMs));
  return waitMs <= 0 ? [] : [{ wait: `${waitMs} ms` }];
}

const UNTOLD_MAX = 5;

function describe(texts: readonly string[]): string {
  const shown = texts.slice(0, UNTOLD_MAX).map((text) => JSON.stringify(text.slice(0, 80)));
  return texts.length > UNTOLD_MAX
    ? `${shown.join(', ')} and ${texts.length - UNTOLD_MAX} more`
    : shown.join(', ');
}
