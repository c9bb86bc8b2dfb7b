/** What an importer reads out of a recording, whatever form it had: bytes in one direction, one after the other. */
import type { Bytes } from '../../base/bytes.ts';

/** tx: to the module. rx: from it. */
export type Direction = 'tx' | 'rx';

export interface Traffic {
  readonly direction: Direction;
  /** Never empty. */
  readonly bytes: Bytes;
  /** Milliseconds since the recording began; 0 throughout where the recording has no times. */
  readonly atMs: number;
  /** Which end of a two-ended recording it was seen at, or null. */
  readonly channel: string | null;
  /** Line of the file, from 1. */
  readonly line: number;
}

/** What keeps a file from being imported, or what had to be taken for granted, at its line. */
export interface ImportFault {
  /** From 1. */
  readonly line: number;
  /** What was expected and what came, lower-case start, no full stop. */
  readonly message: string;
}

export interface Reading {
  readonly traffic: readonly Traffic[];
  /** Any fault means that the traffic is not what was recorded. At most FAULTS_MAX. */
  readonly faults: readonly ImportFault[];
  /** For people: what the recording does not tell and the importer took for granted. */
  readonly remarks: readonly string[];
  /** When the recording began as ISO 8601, where it tells. */
  readonly startedAt: string | null;
}

/** A file of another kind has a fault on every line: nobody reads more of them than this. */
export const FAULTS_MAX = 20;

/** Gathers faults up to FAULTS_MAX. */
export class FaultList {
  readonly #faults: ImportFault[] = [];

  get list(): readonly ImportFault[] {
    return this.#faults;
  }

  get isFull(): boolean {
    return this.#faults.length >= FAULTS_MAX;
  }

  add(line: number, message: string): void {
    if (!this.isFull) this.#faults.push({ line, message });
  }
}

/** `text` for a message, cut to what a line holds. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
