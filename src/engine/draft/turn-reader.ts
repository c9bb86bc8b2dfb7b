/**
 * Reads a transcript through the session, as the bench would have seen it: turns, each one act and what came of it until the next.
 * It knows no YAML and judges nothing.
 */
import { type Bytes, concatBytes, decodeText, encodeText, equalBytes } from '../../base/bytes.ts';
import type { Json, RecordedBytes, RunEvent, SentEvent } from '../../record/event.ts';
import { decodeRecordedBytes } from '../../record/recorded-bytes.ts';
import type { CommandSet, Profile } from '../../spec/model.ts';
import { buildContext, type CommandContext } from '../command-context.ts';
import type { Exchange, Item, Sent } from '../exchange.ts';
import { Session } from '../session.ts';

export type Act =
  /** Before anything was done: what came unasked. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'send';
      readonly line: string;
      readonly terminator: string;
      readonly context: CommandContext;
    }
  | { readonly kind: 'raw'; readonly bytes: Bytes }
  /** `room`: bytes that the data phase still took, null where nobody knows. */
  | { readonly kind: 'payload'; readonly parts: RecordedBytes[]; readonly room: number | null }
  | { readonly kind: 'script'; readonly script: Json }
  | { readonly kind: 'clean'; readonly states: readonly string[] };

export interface Turn {
  readonly act: Act;
  readonly role: 'given' | 'test';
  /** The scenario whose mark stands before it, or null. */
  readonly scenario: string | null;
  /** Counts the marks from 0: each is a pass through a scenario. */
  readonly pass: number;
  /** All items of its exchange so far, or of no exchange; those from `from` on came in this turn. */
  readonly items: readonly Item[];
  readonly from: number;
  readonly exchange: Exchange | null;
  /** In ms of the transcript: when the act was done, when the last byte came (null: none), when the next act came. */
  readonly startMs: number;
  readonly lastByteMs: number | null;
  readonly endMs: number;
  /** Nothing came but an echo, unsolicited codes, and blank lines. */
  readonly isSilent: boolean;
}

type OpenTurn = Pick<Turn, 'act' | 'role' | 'scenario' | 'pass' | 'from' | 'exchange' | 'startMs'> & {
  readonly offset: number;
  lastByteMs: number | null;
};

/** The turns of `events`. What the bench did for itself (setup, probes, cleaning, recovery) is followed and left out. */
export function readTurns(events: readonly RunEvent[], set: CommandSet, profile: Profile): Turn[] {
  const hasMarks = events.some(({ kind }) => kind === 'scenario-start');
  const reader = new TurnReader(set, profile, hasMarks);
  for (const event of events) reader.take(event);
  reader.end(events.at(-1)?.t ?? 0);
  return reader.turns;
}

class TurnReader {
  readonly turns: Turn[] = [];
  readonly #set: CommandSet;
  readonly #profile: Profile;
  readonly #hasMarks: boolean;
  readonly #session: Session;
  #scenario: string | null = null;
  #pass = -1;
  #open: OpenTurn | null = null;
  /** Lines of cleaning since the last step: a step of the scenario's own where another follows. */
  #cleaned: string[] = [];

  constructor(set: CommandSet, profile: Profile, hasMarks: boolean) {
    this.#set = set;
    this.#profile = profile;
    this.#hasMarks = hasMarks;
    this.#session = new Session(profile);
    if (hasMarks) return;
    this.#pass = 0;
    this.#begin({ kind: 'none' }, 'test', 0);
  }

  take(event: RunEvent): void {
    this.#passTime(event.t);
    if (event.kind === 'tx') this.#send(event);
    else if (event.kind === 'rx') this.#receive(decodeRecordedBytes(event.bytes), event.t, event.n);
    else if (event.kind === 'scenario-start') this.#startScenario(event.scenario, event.t);
    else if (event.kind === 'step') this.#endCleaning(event.t);
    else if (event.kind === 'origin' && event.what === 'script') this.#script(event.script ?? null, event.t);
    else if (event.kind === 'control' && event.what === 'link-lost') this.#session.linkLost(event.detail);
    else if (event.kind === 'control' && event.what === 'reset') this.#session.expectBanner();
  }

  end(atMs: number): void {
    this.#settle();
    this.#close(atMs);
  }

  #passTime(nowMs: number): void {
    for (let due = this.#session.nextDueMs(); due !== null && due <= nowMs; due = this.#session.nextDueMs()) {
      this.#session.tick(due);
      if (this.#session.nextDueMs() === due) return;
    }
  }

  /** The host went on: an `OK` that a prompt might have followed was the final. */
  #settle(): void {
    const due = this.#session.phase === 'interim' ? this.#session.nextDueMs() : null;
    if (due !== null) this.#session.tick(due);
  }

  #receive(bytes: Bytes, atMs: number, event: number): void {
    this.#session.receive(bytes, atMs, event);
    if (this.#open !== null) this.#open.lastByteMs = atMs;
  }

  #startScenario(scenario: string, atMs: number): void {
    this.end(atMs);
    this.#session.close();
    this.#session.beginScenario();
    this.#scenario = scenario;
    this.#pass += 1;
    this.#cleaned = [];
  }

  #script(script: Json, atMs: number): void {
    if (this.#hasMarks && this.#scenario === null) return;
    this.end(atMs);
    this.#begin({ kind: 'script', script }, 'test', atMs);
  }

  #send(event: SentEvent): void {
    const bytes = decodeRecordedBytes(event.bytes);
    const isOwn = event.purpose === 'scenario' || event.purpose === 'given';
    const isDrafted = isOwn && (!this.#hasMarks || this.#scenario !== null);
    const role = event.purpose === 'given' ? 'given' : 'test';
    if (event.purpose === 'clean') this.#cleaned.push(decodeText(bytes).trimEnd());
    if (isDrafted) this.#endCleaning(event.t);
    const sent: Sent = { bytes, text: decodeText(bytes).trimEnd(), atMs: event.t, event: event.n };
    if (this.#isPayload(event)) {
      this.#enterPayload(event, sent, isDrafted ? role : null);
      return;
    }
    this.end(event.t);
    const act = this.#command(sent, event);
    if (isDrafted) this.#begin(act, role, event.t);
  }

  #isPayload({ as }: SentEvent): boolean {
    const { phase } = this.#session;
    return as !== 'command' && (phase === 'data' || (phase === 'completing' && as === 'data'));
  }

  /** `role` null: nothing of the scenario's own. */
  #enterPayload(event: SentEvent, sent: Sent, role: Turn['role'] | null): void {
    const data = this.#session.exchange?.data;
    const room = data?.declared == null ? null : Math.max(0, data.declared - data.writtenBytes);
    const open = this.#open;
    const isMore = open?.act.kind === 'payload' && open.from === this.#items().length && role === open.role;
    if (isMore && open.act.kind === 'payload') open.act.parts.push(event.bytes);
    else this.#close(event.t);
    this.#session.payload(sent, false);
    if (!isMore && role !== null) this.#begin({ kind: 'payload', parts: [event.bytes], room }, role, event.t);
  }

  /** Tells the session of a line or of bytes that are none, and says what act that was. */
  #command(sent: Sent, { as, purpose }: SentEvent): Act {
    const session = this.#session;
    if (session.phase === 'lost') session.recover();
    const line = as === 'command' ? readLine(sent.bytes) : null;
    if (line !== null) {
      const context = buildContext(this.#set, line.text);
      session.command({ ...sent, text: line.text }, line.terminator.length, context, purpose);
      return { kind: 'send', line: line.text, terminator: line.terminator, context };
    }
    if (endsWith(sent.bytes, this.#profile.framing.terminator) && session.phase !== 'data')
      session.command(sent, 0, buildContext(this.#set, null), purpose);
    return { kind: 'raw', bytes: sent.bytes };
  }

  #endCleaning(atMs: number): void {
    const states = this.#set.housekeeping.cleanings
      .filter(({ line }) => this.#cleaned.includes(line))
      .map(({ state }) => state);
    this.#cleaned = [];
    if (states.length === 0 || this.#scenario === null) return;
    this.end(atMs);
    this.#begin({ kind: 'clean', states }, 'given', atMs);
  }

  #items(): readonly Item[] {
    return this.#session.exchange?.items ?? this.#session.idleItems;
  }

  #begin(act: Act, role: Turn['role'], startMs: number): void {
    const { exchange, offset } = this.#session;
    const [scenario, pass, from] = [this.#scenario, this.#pass, this.#items().length];
    this.#open = { act, role, scenario, pass, from, exchange, startMs, offset, lastByteMs: null };
  }

  #close(endMs: number): void {
    const open = this.#open;
    this.#open = null;
    if (open === null) return;
    const { offset, ...turn } = open;
    const isSilent = this.#session.arrivedSince(offset, true).bytes.length === 0;
    this.turns.push({ ...turn, items: [...this.#items()], endMs, isSilent });
  }
}

/** The line and what ends it, or null where the bytes cannot be written as a line of text. */
function readLine(bytes: Bytes): { readonly text: string; readonly terminator: string } | null {
  const whole = decodeText(bytes);
  const terminator = /(?:\r\n|\r|\n)?$/.exec(whole)?.[0] ?? '';
  const text = whole.slice(0, whole.length - terminator.length);
  return equalBytes(encodeText(whole), bytes) && !whole.includes('${') ? { text, terminator } : null;
}

function endsWith(bytes: Bytes, terminator: string): boolean {
  const end = encodeText(terminator);
  return equalBytes(bytes.subarray(Math.max(0, bytes.length - end.length)), end);
}

/** All bytes of a payload's parts. */
export function joinParts(parts: readonly RecordedBytes[]): Bytes {
  return concatBytes(parts.map(decodeRecordedBytes));
}
