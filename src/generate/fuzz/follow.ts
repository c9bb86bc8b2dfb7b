/** A sequence of acts as a case: the model of the module says after each act what must be seen. */
import { escapeBytes } from '../../base/bytes.ts';
import type { RawPayload, RawStep } from '../../scenario/scenarios.generated.ts';
import type { StateCases } from '../../spec/case-rules.ts';
import type { GeneratedCase } from '../case.ts';
import { changeKept, type Kept, nameOfValue, performOperation, showState } from '../state-model.ts';
import type { Entry, FuzzAct, FuzzSpace } from './act.ts';
import { keepValue } from './filled.ts';
import { performValue } from './judge-act.ts';

/** A payload goes out in no more pieces than this; where its length is not known, in none that are smaller. */
const PIECES_MAX = 16;
const PIECE_BYTES_MIN = 8;
/** Between two pieces, so that they do not arrive as one. */
const PIECE_GAP = '20 ms';
/** A module may say nothing to what is no command. */
const GARBAGE_ANSWER = '1 s';
/** The origin takes so long that another line arrives in time. */
const BUSY_DELAY = '1 s';

export interface SequenceOptions {
  readonly id: string;
  readonly title: string;
  /** Before bytes that the bench does not pace by itself. */
  readonly restMs: number;
}

/** A reset ends the sequence: behind it there is no network yet. */
export function followActs(
  acts: readonly FuzzAct[],
  space: FuzzSpace,
  { id, title, restMs }: SequenceOptions,
): GeneratedCase {
  const { cases, set, profile } = space.context;
  const performed = cutBehindReset(acts);
  const touched = [
    ...new Set(performed.flatMap((act) => (act.kind === 'state' ? [act.operation.state] : []))),
  ];
  const kept = new Map<StateCases, Kept>(cases.states.map((state) => [state, []]));
  const told = performed.flatMap((act) => {
    const steps = performAct(act, kept, space, restMs);
    if (act.kind === 'state')
      for (const [state, before] of kept) kept.set(state, changeKept(state, act.operation, before, profile));
    return steps;
  });
  const hasNetwork = !performed.some(isReset);
  const shown = touched.flatMap((state) => showState(state, kept.get(state) ?? null, hasNetwork));
  return {
    id,
    title,
    reason:
      'each answer is what the model of the module holds at that point; made and shrunk by atconform fuzz',
    place: cases.place,
    given: keepValues(performed, set),
    steps: [...told, ...shown],
  };
}

function isReset(act: FuzzAct): boolean {
  return act.kind === 'state' && act.operation.kind === 'reset';
}

function cutBehindReset(acts: readonly FuzzAct[]): readonly FuzzAct[] {
  const reset = acts.findIndex(isReset);
  return reset < 0 ? acts : acts.slice(0, reset + 1);
}

function performAct(
  act: FuzzAct,
  kept: ReadonlyMap<StateCases, Kept>,
  space: FuzzSpace,
  restMs: number,
): RawStep[] {
  const { cases, set, profile } = space.context;
  const isAlive: RawStep[] = [
    { send: set.housekeeping.probe },
    { expect: 'success', proves: cases.liveness },
  ];
  switch (act.kind) {
    case 'state':
      return enterAs(performOperation(act.operation, kept.get(act.operation.state) ?? null), act.entry);
    case 'value':
      return enterAs(performValue(act.target, act.value, space.context), act.entry);
    case 'garbage': {
      const escaped = escapeBytes(act.bytes).replaceAll('$', '\\x24');
      const end = escapeBytes(Buffer.from(profile.framing.terminator, 'latin1'));
      return [
        ...(restMs > 0 ? [{ wait: `${restMs} ms` }] : []),
        { raw: { escaped: escaped + end } },
        { expect: 'any', record: true, proves: cases.syntax, within: GARBAGE_ANSWER },
        ...isAlive,
      ];
    }
    case 'echo':
      return [{ send: act.line }, { expect: 'success', proves: cases.echo?.proves ?? cases.liveness }];
    case 'busy':
      return cases.busy === null ? [] : keepBusy(act.line, cases.busy.line, cases.busy.proves);
  }
}

function keepBusy(line: string, running: string, proves: string): RawStep[] {
  return [
    { origin: { delay: BUSY_DELAY, body: 'late' } },
    { send: running },
    { received: { requests: 1 }, proves },
    { send: line },
    { expect: 'busy', proves },
    { expect: 'success', proves },
  ];
}

/** `steps` with their payload entered as `entry` says; where any bytes will do, they are random. */
function enterAs(steps: readonly RawStep[], { pieceBytes, body }: Entry): RawStep[] {
  const made = steps.flatMap(({ make }) => (make?.payload === undefined ? [] : [make.payload]))[0];
  const source = typeof made === 'object' ? made : null;
  const bytes = typeof source?.bytes === 'number' ? source.bytes : null;
  const isAny = source?.repeat !== undefined;
  const least = bytes === null ? PIECE_BYTES_MIN : Math.ceil(bytes / PIECES_MAX);
  const pieces = pieceBytes === null ? {} : { pieces: Math.max(1, pieceBytes, least), gap: PIECE_GAP };
  return steps.flatMap((step): RawStep[] => {
    if (isAny && step.make !== undefined) return [];
    if (typeof step.payload !== 'string') return [step];
    const what = isAny ? { random: `fuzz-${body}`, bytes: bytes ?? 0 } : { text: step.payload };
    return [{ ...step, payload: { ...what, ...pieces } as RawPayload }];
  });
}

/** The values that are written, under their names, so that their lengths are known where they hold addresses. */
function keepValues(acts: readonly FuzzAct[], set: FuzzSpace['context']['set']): RawStep[] {
  const kept = new Map<string, RawStep>();
  for (const act of acts) {
    if (act.kind !== 'state' || act.operation.kind !== 'write') continue;
    const { state, value } = act.operation;
    kept.set(nameOfValue(state, value), keepValue(state, value, set));
  }
  return [...kept.values()];
}
