/** An exchange: one command line with all that answered it, as items in the order of their arrival. */
import { type Bytes, concatBytes } from '../base/bytes.ts';
import type { Purpose } from '../record/event.ts';
import type { Oddity, Phase } from '../record/phase.ts';
import type { CommandContext } from './command-context.ts';

export type ItemClass =
  | 'echo'
  | 'information'
  | 'text'
  | 'interim'
  | 'final'
  | 'busy'
  | 'urc'
  | 'banner'
  | 'prompt'
  | 'unexpected';

/** One thing that came. */
export interface Item {
  readonly class: ItemClass;
  /** For people and patterns: the line, or the block's head and data in latin1. */
  readonly text: string;
  /** The raw bytes of a counted block; null for everything else. */
  readonly data: Bytes | null;
  /** `+HTTPCGET` of an information response. */
  readonly prefix: string | null;
  /** Fields by the spec's names, strings without their quotes; by position (`1`, `2`) where the spec does not know the response. */
  readonly fields: Readonly<Record<string, string>>;
  /** What is wrong with its form, as the wire channel sees it. */
  readonly flaws: readonly ItemFlaw[];
  readonly blanksBefore: number;
  /** A result that is a number and ends with CR alone. */
  readonly isNumeric?: true;
  readonly atMs: number;
  /** Numbers of the events whose bytes it is made of. */
  readonly events: readonly number[];
  /** An expectation has claimed it. */
  isTaken: boolean;
}

export interface ItemFlaw {
  readonly requirement: string;
  readonly expected: string;
  readonly received: string;
}

/** A line or a payload as it left. */
export interface Sent {
  readonly bytes: Bytes;
  readonly text: string;
  /** When its last byte was handed over. */
  readonly atMs: number;
  readonly event: number;
}

export interface DataPhase {
  /** As the command line declared it; null where it declared no number. */
  readonly declared: number | null;
  written: Bytes[];
  writtenBytes: number;
  completedAtMs: number | null;
}

export interface Exchange {
  readonly command: CommandContext;
  readonly purpose: Purpose;
  readonly sent: Sent;
  /** Lines sent while this one was unanswered: each must be refused as busy. */
  readonly interruptions: Sent[];
  /** Results are switched off: no final is due. */
  readonly isQuiet: boolean;
  readonly items: Item[];
  /** The prompt's form, once whole. */
  promptForm: string | null;
  data: DataPhase | null;
  /** Bytes beyond the declared length were written on purpose; what they cause is not this exchange's fault. */
  hasSurplus: boolean;
  /** Through which phases it went, from `replying` on. */
  readonly phases: Phase[];
  /** What was seen to be out of the ordinary while it ran (oddity.ts adds what its end shows). */
  readonly oddities: Set<Oddity>;
  /** Number of the last event that belongs to it. */
  lastEvent: number;
}

export function openExchange(
  command: CommandContext,
  purpose: Purpose,
  sent: Sent,
  isQuiet = false,
): Exchange {
  return {
    command,
    purpose,
    sent,
    interruptions: [],
    isQuiet,
    items: [],
    promptForm: null,
    data: null,
    hasSurplus: false,
    phases: ['replying'],
    oddities: new Set(),
    lastEvent: sent.event,
  };
}

export function findFinal(exchange: Exchange): Item | null {
  return exchange.items.find((item) => item.class === 'final') ?? null;
}

export function listFinals(exchange: Exchange): readonly Item[] {
  return exchange.items.filter((item) => item.class === 'final');
}

export function findPrompt(exchange: Exchange): Item | null {
  return exchange.items.find((item) => item.class === 'prompt') ?? null;
}

/** The data of all counted blocks, joined. */
export function joinBlocks(exchange: Exchange): Bytes {
  return concatBytes(listBlocks(exchange).map((item) => item.data as Bytes));
}

export function listBlocks(exchange: Exchange): readonly Item[] {
  return exchange.items.filter((item) => item.data !== null);
}

/** Bytes of the payload that count: the first so many as were declared. */
export function payloadOf(exchange: Exchange): Bytes {
  const written = concatBytes(exchange.data?.written ?? []);
  return exchange.data?.declared == null ? written : written.subarray(0, exchange.data.declared);
}

/** All events of `items`, each once, in order. */
export function evidenceOf(items: readonly Item[]): number[] {
  return [...new Set(items.flatMap((item) => item.events))].sort((left, right) => left - right);
}
