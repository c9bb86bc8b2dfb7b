/** Performs scenarios against a transcript: what they send must be what was sent, what came then comes again, and expectations look at it. */
import {
  type Bytes,
  concatBytes,
  encodeText,
  equalBytes,
  escapeBytes,
  unescapeBytes,
} from '../base/bytes.ts';
import { seededBytes } from '../base/random.ts';
import { buildContext } from '../engine/command-context.ts';
import type { Sent } from '../engine/exchange.ts';
import type { Observation, View } from '../engine/observation.ts';
import { type Expectation, isExpectation, observe } from '../engine/observe.ts';
import { toCount } from '../engine/pattern.ts';
import { Session } from '../engine/session.ts';
import { Variables } from '../engine/variables.ts';
import type { HeaderEvent, Purpose, RunEvent, SentEvent } from '../record/event.ts';
import { decodeRecordedBytes } from '../record/recorded-bytes.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { ByteSource, PayloadStep, Step } from '../scenario/step.ts';
import type { CommandSet, Profile } from '../spec/model.ts';

const NOTHING = { requests: [], connections: [] };

interface Arrival {
  readonly dueMs: number;
  readonly bytes: Bytes;
}

/** What was not met or not sent as recorded, each with its step; empty where everything was. */
export function replayScenarios(
  scenarios: readonly Scenario[],
  events: readonly RunEvent[],
  set: CommandSet,
  profile: Profile,
): string[] {
  const replay = new Replay(events, set, profile);
  for (const scenario of scenarios) replay.perform(scenario);
  return replay.finish();
}

class Replay {
  readonly #events: readonly RunEvent[];
  readonly #set: CommandSet;
  readonly #profile: Profile;
  readonly #header: HeaderEvent;
  readonly #session: Session;
  readonly #problems: string[] = [];
  #cursor = 0;
  #sent: Bytes = new Uint8Array();
  #nowMs = 0;
  #lastSentMs = 0;
  #arrivals: Arrival[] = [];
  #event = 0;

  constructor(events: readonly RunEvent[], set: CommandSet, profile: Profile) {
    this.#events = events;
    this.#set = set;
    this.#profile = profile;
    this.#header = events[0] as HeaderEvent;
    this.#session = new Session(profile);
    this.#collectArrivals(0);
  }

  perform(scenario: Scenario): void {
    this.#playHousekeeping();
    this.#session.beginScenario();
    const variables = new Variables(this.#profile, this.#header.variables);
    for (const written of scenario.steps) {
      const { step, missing } = variables.resolve(written);
      if (missing.length > 0) this.#problems.push(`${scenario.id}: nothing stands for ${missing[0]}`);
      const problem = isExpectation(step) ? this.#expect(step, variables) : this.#act(step, variables);
      if (problem !== null) this.#problems.push(`${scenario.id}: ${written.text}: ${problem}`);
    }
    this.#passTime(this.#profile.timing.replyMs);
  }

  finish(): string[] {
    this.#playHousekeeping();
    const rest = this.#events.slice(this.#cursor).find(({ kind }) => kind === 'tx');
    return rest === undefined ? this.#problems : [...this.#problems, `event ${rest.n} was never sent`];
  }

  /** Setup, probes and cleaning, as the bench would send them again. */
  #playHousekeeping(): void {
    for (let next = this.#nextSent(); next !== null; next = this.#nextSent()) {
      if (next.purpose === 'scenario' || next.purpose === 'given') return;
      this.#command(decodeRecordedBytes(next.bytes), next.purpose, 2);
      this.#passTime(this.#profile.timing.replyMs);
    }
  }

  #nextSent(): SentEvent | null {
    return this.#events.slice(this.#cursor).find((event): event is SentEvent => event.kind === 'tx') ?? null;
  }

  #act(step: Exclude<Step, Expectation>, variables: Variables): string | null {
    switch (step.kind) {
      case 'send': {
        if (step.content.kind !== 'line') return 'a draft sends lines';
        const terminator = step.terminator ?? this.#profile.framing.terminator;
        return this.#command(encodeText(step.content.line + terminator), 'scenario', terminator.length);
      }
      case 'raw': {
        const bytes = makeBytes(step.source);
        const text = Buffer.from(bytes).toString('latin1');
        const endsLine = text.endsWith(this.#profile.framing.terminator) && this.#session.phase !== 'data';
        if (endsLine) return this.#command(bytes, 'scenario', 0, 'raw');
        return this.#write(bytes);
      }
      case 'payload':
        return this.#enter(step);
      case 'clean':
        this.#playHousekeeping();
        return null;
      case 'wait':
        this.#passTime(step.forMs);
        return null;
      case 'set':
        variables.set(step.name, step.value);
        return null;
      case 'origin':
        return null;
      default:
        return `no draft has a step ${step.kind}`;
    }
  }

  #command(
    bytes: Bytes,
    purpose: Purpose,
    terminatorLength: number,
    as: 'line' | 'raw' = 'line',
  ): string | null {
    const session = this.#session;
    if (session.phase === 'lost') session.recover();
    const text = Buffer.from(bytes.subarray(0, bytes.length - terminatorLength)).toString();
    const context = buildContext(this.#set, as === 'line' ? text : null);
    session.command({ ...this.#makeSent(bytes), text }, terminatorLength, context, purpose);
    return this.#write(bytes);
  }

  #enter(step: PayloadStep): string | null {
    for (let ms = 0; this.#session.exchange?.promptForm == null; ms += 1) {
      if (ms > this.#profile.timing.replyMs) return 'the module opened no data phase';
      this.#passTime(1);
    }
    if (step.source === null) return 'a draft enters bytes of its own';
    const surplus = step.surplus === null ? new Uint8Array() : unescapeBytes(step.surplus);
    const bytes = concatBytes([makeBytes(step.source), surplus]);
    this.#session.payload(this.#makeSent(bytes), surplus.length > 0);
    return this.#write(bytes);
  }

  #makeSent(bytes: Bytes): Sent {
    this.#event += 1;
    return { bytes, text: '', atMs: this.#nowMs, event: this.#event };
  }

  /** Compares with what was sent then, and lets come what came then. */
  #write(bytes: Bytes): string | null {
    this.#sent = concatBytes([this.#sent, bytes]);
    for (let next = this.#nextSent(); next !== null && this.#sent.length > 0; next = this.#nextSent()) {
      const recorded = decodeRecordedBytes(next.bytes);
      const shared = Math.min(recorded.length, this.#sent.length);
      if (!equalBytes(recorded.subarray(0, shared), this.#sent.subarray(0, shared)))
        return `sent "${escapeBytes(this.#sent)}", recorded is "${escapeBytes(recorded)}"`;
      if (this.#sent.length < recorded.length) return null;
      this.#sent = this.#sent.subarray(recorded.length);
      this.#cursor = this.#events.indexOf(next) + 1;
      this.#collectArrivals(next.t);
    }
    return this.#sent.length === 0 ? null : `sent "${escapeBytes(this.#sent)}", recorded is nothing`;
  }

  #collectArrivals(sentMs: number): void {
    for (const event of this.#events.slice(this.#cursor)) {
      if (event.kind === 'tx') return;
      if (event.kind !== 'rx') continue;
      this.#lastSentMs = Math.max(this.#lastSentMs, this.#nowMs + event.t - sentMs);
      this.#arrivals.push({ dueMs: this.#lastSentMs, bytes: decodeRecordedBytes(event.bytes) });
    }
  }

  #expect(step: Expectation, variables: Variables): string | null {
    const startedMs = this.#nowMs;
    const offset = this.#session.offset;
    this.#event += 1;
    const stepEvent = this.#event;
    const withinMs = step.kind === 'silence' ? step.forMs : (step.withinMs ?? this.#profile.timing.replyMs);
    let observation: Observation = { kind: 'wait' };
    for (;;) {
      this.#passTime(0);
      const isExpired = this.#nowMs >= startedMs + withinMs;
      observation = observe(
        step,
        this.#view(startedMs, stepEvent, offset, isExpired),
        this.#session.classify,
        null,
      );
      if (observation.kind === 'found' || isExpired) break;
      this.#passTime(Math.min(this.#nextDueMs(), startedMs + withinMs) - this.#nowMs);
    }
    if (observation.kind !== 'found') return 'nothing was found';
    for (const item of observation.taken) item.isTaken = true;
    for (const [name, value] of Object.entries(observation.captures)) variables.set(name, value);
    return observation.isMet ? null : `expected ${observation.expected}; received ${observation.received}`;
  }

  #nextDueMs(): number {
    return Math.min(
      this.#arrivals[0]?.dueMs ?? Number.POSITIVE_INFINITY,
      this.#session.nextDueMs() ?? Number.POSITIVE_INFINITY,
    );
  }

  /** Time goes on by `byMs`, and everything due happens in its order. */
  #passTime(byMs: number): void {
    const endMs = this.#nowMs + byMs;
    for (let dueMs = this.#nextDueMs(); dueMs <= endMs; dueMs = this.#nextDueMs()) {
      this.#nowMs = Math.max(this.#nowMs, dueMs);
      const arrival = this.#arrivals[0];
      if (arrival !== undefined && arrival.dueMs <= dueMs) {
        this.#arrivals.shift();
        this.#event += 1;
        this.#session.receive(arrival.bytes, this.#nowMs, this.#event);
      } else this.#session.tick(this.#nowMs);
    }
    this.#nowMs = endMs;
  }

  #view(startedMs: number, stepEvent: number, offset: number, isExpired: boolean): View {
    const { exchange, idleItems, lost } = this.#session;
    return {
      exchange,
      idleItems,
      nowMs: this.#nowMs,
      startedMs,
      stepEvent,
      lastSentEvent: exchange?.sent.event ?? null,
      isExpired,
      arrived: this.#session.arrivedSince(offset, isExpired),
      originSinceSend: NOTHING,
      originSinceScenario: NOTHING,
      toleranceMs: 0,
      lost,
    };
  }
}

function makeBytes(source: ByteSource): Bytes {
  switch (source.kind) {
    case 'text':
      return encodeText(source.text);
    case 'hex':
      return Buffer.from(source.hex, 'hex');
    case 'base64':
      return Buffer.from(source.base64, 'base64');
    case 'random':
      return seededBytes(source.seed, toCount(source.bytes));
    default:
      throw new Error(`no draft names bytes by ${source.kind}`);
  }
}
