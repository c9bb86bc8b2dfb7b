/** What came of fuzzing: plain data for whoever shows it. */
import type { LadderRow } from './result.ts';

/** A failure, made as small as it could be. */
export interface FuzzFinding {
  /** The sequence that showed it first, from 1. */
  readonly sequence: number;
  /** What is broken; empty where the module did not survive, or nothing names a requirement. */
  readonly requirements: readonly string[];
  readonly channel: 'scenario' | 'wire';
  /** The step that found it. */
  readonly text: string;
  readonly expected: string;
  readonly received: string;
  /** All that travelled in the smallest exchange that still fails. */
  readonly ladder: readonly LadderRow[];
  /** Acts of the sequence as it was drawn, and of what is left of it. */
  readonly drawnActs: number;
  readonly acts: number;
  /** Smaller sequences that were tried. */
  readonly candidates: number;
  /** Why it could not be made smaller, or null. */
  readonly unshrunk: string | null;
  /** The scenario as the text of its file. */
  readonly scenarioFile: string;
  /** Later sequences that failed in the same way. */
  readonly seenAgain: number;
}

export interface FuzzCounts {
  readonly sequences: number;
  /** Command lines of sequences, those that made a failure smaller among them. */
  readonly lines: number;
  readonly accepted: number;
  readonly refused: number;
  /** Bytes that sequences sent, and bytes that came meanwhile. */
  readonly sentBytes: number;
  readonly receivedBytes: number;
}

export interface FuzzResult {
  readonly counts: FuzzCounts;
  readonly findings: readonly FuzzFinding[];
  /** What ended it before its time, or null. `found`: enough was found. dead: the module could not be brought back. */
  readonly stop: {
    readonly kind: 'interrupted' | 'bench' | 'dead' | 'found';
    readonly reason: string;
    readonly hint: string;
  } | null;
}
