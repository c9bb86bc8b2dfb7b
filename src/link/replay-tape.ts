/**
 * The tape of a replay: what was sent and what came of it, in order. What is sent now is compared byte by byte with what was sent
 * then, however it is cut; what came then is due again as long after the sent bytes as it was.
 */
import { type Bytes, concatBytes, equalBytes, escapeBytes, firstDifference } from '../base/bytes.ts';
import type { ControlEvent, OriginEvent, RunEvent } from '../record/event.ts';
import { decodeRecordedBytes } from '../record/recorded-bytes.ts';

/** Something that came, due `afterMs` after the last byte sent before it. */
export interface TapeArrival {
  readonly afterMs: number;
  readonly event: number;
  readonly what:
    | { readonly kind: 'bytes'; readonly bytes: Bytes }
    | { readonly kind: 'origin'; readonly event: OriginEvent }
    | { readonly kind: 'control'; readonly event: ControlEvent };
}

/** What is sent or scripted next on the tape, with what came until the next of its kind. */
interface TapeStep {
  readonly event: number;
  readonly act:
    | { readonly kind: 'start' }
    | { readonly kind: 'send'; readonly bytes: Bytes }
    | { readonly kind: 'script'; readonly script: string };
  readonly arrivals: TapeArrival[];
  /** Whose mark stands before it; null before the first. */
  readonly scenario: string | null;
}

interface Segment {
  readonly start: number;
  end: number;
}

/** Where the run of now and the recorded one part. */
export interface Drift {
  /** Number of the recorded event; 0 where there is none. */
  readonly event: number;
  /** In which the recording stands here; null before the first and behind the last. */
  readonly scenario: string | null;
  readonly recorded: string;
  readonly now: string;
}

export class ReplayTape {
  readonly #steps: readonly TapeStep[];
  /** By scenario and attempt: the steps from its mark up to the next one's, end exclusive. */
  readonly #marks: ReadonlyMap<string, Segment>;
  readonly #isOrderFree: boolean;
  #end: number;
  #next = 1;
  /** Sent now, and not yet compared as a whole. */
  #sent: Bytes = new Uint8Array();

  /** `byScenario`: scenarios may come in another order than recorded, or not all of them; each is whole in itself. */
  constructor(events: readonly RunEvent[], byScenario = false) {
    const { steps, marks, setupEnd } = readSteps(events);
    this.#steps = steps;
    this.#marks = marks;
    this.#isOrderFree = byScenario;
    this.#end = byScenario ? setupEnd : steps.length;
  }

  /** What came before anything was sent. */
  start(): readonly TapeArrival[] {
    return this.#steps[0]?.arrivals ?? [];
  }

  /** Sends `bytes`. What is due now that recorded sendings are complete, or where they part. */
  send(bytes: Bytes): readonly TapeArrival[] | Drift {
    this.#sent = concatBytes([this.#sent, bytes]);
    const arrivals: TapeArrival[] = [];
    while (this.#sent.length > 0) {
      const step = this.#peek();
      if (step?.act.kind !== 'send') return this.#drift(step, this.#sent);
      const wanted = step.act.bytes;
      const shared = Math.min(wanted.length, this.#sent.length);
      if (!equalBytes(wanted.subarray(0, shared), this.#sent.subarray(0, shared)))
        return this.#drift(step, this.#sent);
      if (this.#sent.length < wanted.length) return arrivals;
      this.#sent = this.#sent.subarray(wanted.length);
      this.#next += 1;
      arrivals.push(...step.arrivals);
    }
    return arrivals;
  }

  /** Scripts an answer of the origin, as the text of its event. */
  script(script: string): readonly TapeArrival[] | Drift {
    const step = this.#peek();
    if (step?.act.kind !== 'script' || step.act.script !== script || this.#sent.length > 0)
      return { ...placeOf(step), recorded: describeAct(step), now: `the script ${script}` };
    this.#next += 1;
    return step.arrivals;
  }

  holds(id: string, attempt: number): boolean {
    return this.#marks.has(markOf(id, attempt));
  }

  /** The scenario `id` begins. Drift where the one before was not played to its end, or where this attempt was never recorded. */
  markScenario(id: string, attempt = 1): Drift | null {
    if (!this.#isOrderFree) return null;
    const rest = this.findRest();
    if (rest !== null) return { ...rest, now: `the beginning of ${id}` };
    const segment = this.#marks.get(markOf(id, attempt));
    if (segment === undefined)
      return {
        ...placeOf(undefined),
        recorded: `no ${attempt === 1 ? 'such scenario' : `attempt ${attempt} of it`}`,
        now: id,
      };
    this.#next = segment.start;
    this.#end = segment.end;
    return null;
  }

  /** What the tape still holds when the run is over, or null where all of it was used. */
  findRest(): Drift | null {
    const step = this.#peek();
    return step === undefined
      ? null
      : { ...placeOf(step), recorded: describeAct(step), now: 'the end of the run' };
  }

  #peek(): TapeStep | undefined {
    return this.#next < this.#end ? this.#steps[this.#next] : undefined;
  }

  #drift(step: TapeStep | undefined, sent: Bytes): Drift {
    const now = `sent ${showAround(sent, step?.act.kind === 'send' ? firstDifference(sent, step.act.bytes) : 0)}`;
    const recorded =
      step?.act.kind === 'send'
        ? `sent ${showAround(step.act.bytes, firstDifference(step.act.bytes, sent))}`
        : describeAct(step);
    return { ...placeOf(step), recorded, now };
  }
}

function placeOf(step: TapeStep | undefined): Pick<Drift, 'event' | 'scenario'> {
  return { event: step?.event ?? 0, scenario: step?.scenario ?? null };
}

export function isDrift(outcome: readonly TapeArrival[] | Drift): outcome is Drift {
  return 'recorded' in outcome;
}

/** The script of an origin event as text that compares. */
export function describeScript(script: unknown): string {
  return JSON.stringify(script);
}

function describeAct(step: TapeStep | undefined): string {
  if (step === undefined || step.act.kind === 'start') return 'the end of the recording';
  return step.act.kind === 'send' ? `sent ${showAround(step.act.bytes, 0)}` : `the script ${step.act.script}`;
}

const SHOWN_BYTES = 60;

function showAround(bytes: Bytes, offset: number): string {
  const from = Math.max(0, offset - SHOWN_BYTES / 2);
  const shown = escapeBytes(bytes.subarray(from, from + SHOWN_BYTES));
  return `"${from > 0 ? '…' : ''}${shown}${from + SHOWN_BYTES < bytes.length ? '…' : ''}"${offset > 0 ? ` (differs at byte ${offset})` : ''}`;
}

interface Steps {
  readonly steps: TapeStep[];
  readonly marks: ReadonlyMap<string, Segment>;
  /** Number of the first step of the first scenario. */
  readonly setupEnd: number;
}

function markOf(id: string, attempt: number): string {
  return `${attempt} ${id}`;
}

function readSteps(events: readonly RunEvent[]): Steps {
  const steps: TapeStep[] = [{ event: 0, act: { kind: 'start' }, arrivals: [], scenario: null }];
  const marks = new Map<string, Segment>();
  let sentAtMs = 0;
  let setupEnd: number | null = null;
  let open: Segment | null = null;
  let scenario: string | null = null;
  for (const event of events) {
    if (event.kind === 'scenario-start') {
      scenario = event.scenario;
      setupEnd ??= steps.length;
      if (open !== null) open.end = steps.length;
      open = { start: steps.length, end: Number.POSITIVE_INFINITY };
      marks.set(markOf(event.scenario, event.attempt ?? 1), open);
    }
    const act = readAct(event);
    if (act !== null) {
      steps.push({ event: event.n, act, arrivals: [], scenario });
      sentAtMs = event.t;
      continue;
    }
    // Opening may have taken its time, and takes none now.
    if (event.kind === 'control' && event.what === 'open') sentAtMs = event.t;
    const what = readArrival(event);
    if (what !== null)
      steps.at(-1)?.arrivals.push({ afterMs: Math.max(0, event.t - sentAtMs), event: event.n, what });
  }
  return { steps, marks, setupEnd: setupEnd ?? steps.length };
}

function readAct(event: RunEvent): TapeStep['act'] | null {
  if (event.kind === 'tx') return { kind: 'send', bytes: decodeRecordedBytes(event.bytes) };
  if (event.kind === 'origin' && event.what === 'script')
    return { kind: 'script', script: describeScript(event.script ?? null) };
  return null;
}

/** Only what the module or the world did; what the bench did it will do again. */
function readArrival(event: RunEvent): TapeArrival['what'] | null {
  if (event.kind === 'rx') return { kind: 'bytes', bytes: decodeRecordedBytes(event.bytes) };
  if (event.kind === 'origin') return { kind: 'origin', event };
  if (event.kind === 'control' && event.what === 'link-lost') return { kind: 'control', event };
  return null;
}
