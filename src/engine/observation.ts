/** What an expectation sees: a view of the exchange and the origin at one moment, and what it makes of it. */
import { type Bytes, escapeBytes } from '../base/bytes.ts';
import type { ReplyClass } from '../wire/reply-class.ts';
import type { Exchange, Item } from './exchange.ts';

/** A request as the origin's journal tells it; `events` are the numbers of the events that record it. */
export interface ObservedRequest {
  readonly connection: number;
  readonly tls: boolean;
  readonly method: string;
  readonly target: string;
  readonly head: Bytes;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Bytes;
  readonly isComplete: boolean;
  readonly answer: { readonly status: number; readonly body: Bytes } | null;
  readonly events: readonly number[];
}

/** A connection that reached the origin; `requests` counts what it asked. */
export interface ObservedConnection {
  readonly number: number;
  readonly bytesReceived: number;
  readonly isClosed: boolean;
  readonly requests: number;
  readonly events: readonly number[];
}

export interface OriginView {
  readonly requests: readonly ObservedRequest[];
  readonly connections: readonly ObservedConnection[];
}

/** Tells what a line means by the profile's words. */
export type Classify = (line: string) => ReplyClass;

export interface View {
  /** The exchange that runs or ran last in this scenario; null before the first send. */
  readonly exchange: Exchange | null;
  /** What came outside any exchange in this scenario. */
  readonly idleItems: readonly Item[];
  readonly nowMs: number;
  /** When this wait began, and the number of its step's event. */
  readonly startedMs: number;
  readonly stepEvent: number;
  /** Number of the last event with sent bytes, which anything absent came after; null before the first. */
  readonly lastSentEvent: number | null;
  /** The wait is over: decide with what there is. */
  readonly isExpired: boolean;
  /** Bytes that arrived since the wait began, echo and unsolicited codes apart, and their events. */
  readonly arrived: { readonly bytes: Bytes; readonly events: readonly number[] };
  readonly originSinceSend: OriginView;
  readonly originSinceScenario: OriginView;
  /** Real timers err by a constant, which a scaled clock multiplies: windows widen by this much. */
  readonly toleranceMs: number;
  /** Why the exchange cannot go on (link lost, module rebooted), or null. */
  readonly lost: string | null;
}

export type Observation =
  | { readonly kind: 'wait' }
  | {
      readonly kind: 'found';
      readonly isMet: boolean;
      readonly expected: string;
      readonly received: string;
      /** The answer in few words, for an open question. */
      readonly observed: string;
      readonly evidence: readonly number[];
      readonly taken: readonly Item[];
      readonly captures: Readonly<Record<string, string>>;
      readonly elapsedMs: number | null;
    };

export const WAIT: Observation = { kind: 'wait' };

interface FoundParts {
  readonly isMet: boolean;
  readonly expected: string;
  readonly received: string;
  readonly observed?: string;
  readonly evidence: readonly number[];
  readonly taken?: readonly Item[];
  readonly captures?: Readonly<Record<string, string>>;
  readonly elapsedMs?: number;
}

export function found(parts: FoundParts): Observation {
  return { kind: 'found', observed: parts.received, taken: [], captures: {}, elapsedMs: null, ...parts };
}

/** Bytes for a message: escaped, quoted, cut after `shownMax` bytes with the whole length said. */
export function showBytes(bytes: Bytes, shownMax = 160): string {
  const shown = `"${escapeBytes(bytes.subarray(0, shownMax))}"`;
  return bytes.length <= shownMax
    ? `${shown} (${countBytes(bytes.length)})`
    : `${shown}… (${countBytes(bytes.length)})`;
}

export function countBytes(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}

/** What an exchange got so far, in a few words: `2 × +HTTPCGET, OK`. */
export function describeItems(exchange: Exchange): string {
  const words: string[] = [];
  let last = '';
  let repeated = 0;
  for (const item of exchange.items.filter(({ class: kind }) => kind !== 'echo')) {
    const word =
      item.prefix !== null && item.data !== null
        ? `${item.prefix}:<${item.data.length}>`
        : item.class === 'prompt'
          ? '>'
          : item.text;
    if (item.prefix !== null && item.prefix === last) repeated += 1;
    else repeated = 1;
    last = item.prefix ?? '';
    if (repeated > 1) words[words.length - 1] = `${repeated} × ${item.prefix}`;
    else words.push(clip(word));
  }
  return words.length === 0
    ? 'nothing'
    : words.slice(0, 12).join(', ') + (words.length > 12 ? `, and ${words.length - 12} more` : '');
}

function clip(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 100)}…`;
}

/** Evidence of an absence: what had been sent, and the step that watched. */
export function absenceEvidence(view: View): number[] {
  return view.lastSentEvent === null ? [view.stepEvent] : [view.lastSentEvent, view.stepEvent];
}

/** What came of a view whose exchange ended otherwise than expected, with its cause where one is known. */
export function describeOutcome(view: View): string {
  if (view.exchange === null) return 'nothing was sent in this scenario';
  const came = describeItems(view.exchange);
  if (view.lost !== null) return `${came}; ${view.lost}`;
  const waited = Math.round(view.nowMs - view.startedMs);
  return view.isExpired ? `${came} within ${waited} ms${describeUnfinished(view)}` : came;
}

function describeUnfinished(view: View): string {
  return view.arrived.bytes.length > 0 ? `, last bytes ${showBytes(view.arrived.bytes.subarray(-60))}` : '';
}
