/** What `comparison.json` holds (schemas/comparison.schema.json): runs side by side, each held against the one that is the reference. */
import type { RequirementResult, RunResult } from '../record/result.ts';
import type { Verdict } from '../record/verdict.ts';

/**
 * How something fares against the reference, the weightiest first. worse: it was good, or tolerated, and is broken. unjudged: it
 * was judged, and ended in error, inconclusive or unverified. new-broken: the reference has nothing of it, and it is broken. gone:
 * this run has nothing of it. changed: another verdict that is neither worse nor good again. fixed: it was not good, and is. new:
 * the reference has nothing of it. other: a scenario of this id does other things, so nothing can be said. same: all else.
 */
export const CHANGES = [
  'worse',
  'unjudged',
  'new-broken',
  'gone',
  'changed',
  'fixed',
  'new',
  'other',
  'same',
] as const;
export type Change = (typeof CHANGES)[number];

export type ChangeCounts = Readonly<Record<Change, number>>;

/** worse: something is worse or unjudged. better: something is fixed and nothing worse. different: only what is neither. */
export type Outcome = 'worse' | 'better' | 'different' | 'same';

export interface Comparison {
  readonly format: 'atconform-comparison/1';
  /** What compared; each run names what made it. */
  readonly tool: { readonly name: string; readonly version: string };
  /** The place in `runs`, from 0, of the one that the others are held against. */
  readonly reference: number;
  readonly runs: readonly RunIdentity[];
  /** The weightiest of the pairs'. */
  readonly outcome: Outcome;
  /** One for each run but the reference, in the order of `runs`. */
  readonly pairs: readonly PairComparison[];
  readonly commands: readonly CommandRow[];
  readonly requirements: readonly RequirementRow[];
  readonly scenarios: readonly ScenarioRow[];
  readonly questions: readonly QuestionRow[];
}

export interface RunIdentity {
  /** Short, and of this run alone. */
  readonly name: string;
  /** The file that it was read from. */
  readonly path: string;
  readonly startedAt: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly device: {
    readonly address: string;
    readonly link: string;
    readonly profile: string;
    readonly profileTitle: string;
    /** Lines of the module's answer about itself. */
    readonly identity: readonly string[];
  };
  readonly set: { readonly name: string; readonly title: string };
  readonly seed: string;
  /** null: virtual. */
  readonly clockScale: number | null;
  readonly hashes: { readonly set: string; readonly profile: string; readonly scenarios: string };
  readonly verdict: RunResult['verdict'];
  readonly exitCode: number;
  readonly rule: string;
  readonly stopped: string | null;
  /** The baseline that it was held against, or null. */
  readonly baseline: string | null;
}

/** A run against the reference. */
export interface PairComparison {
  /** The place of the run in `runs`. */
  readonly run: number;
  readonly outcome: Outcome;
  /** How many of each both runs have a verdict of. */
  readonly compared: { readonly requirements: number; readonly scenarios: number };
  readonly requirements: ChangeCounts;
  readonly scenarios: ChangeCounts;
  /** Open questions that both were asked by the same scenarios and answered differently. */
  readonly changedAnswers: number;
  /** Every exchange of the scenarios that both ran; null where one of them cannot be had, which a note says. */
  readonly exchanges: ExchangeComparison | null;
  /** What else the two do not have in common, so that a difference may be due to it; one sentence each. */
  readonly notes: readonly string[];
}

export interface ExchangeComparison {
  /** Scenarios and command lines that were compared. */
  readonly scenarios: number;
  readonly lines: number;
  readonly differences: readonly ExchangeDifference[];
}

export interface ExchangeDifference {
  readonly scenario: string;
  /** The command line as it was sent in the reference, the origin's address as `${origin}`. */
  readonly line: string;
  /** What each answered; null: the line was not sent. */
  readonly reference: readonly string[] | null;
  readonly run: readonly string[] | null;
  /** What differs, without the figures: differences of one kind have most likely one cause. */
  readonly kind: string;
}

/** Cells of every row stand in the order of `runs`. */
export interface CommandRow {
  readonly command: string;
  readonly title: string;
  /** Of rules that belong to no single command. */
  readonly isCommon: boolean;
  readonly cells: readonly CommandCell[];
}

export interface CommandCell {
  /** absent: the run's command set does not have it. */
  readonly verdict: Verdict | 'untested' | 'absent';
  readonly wire: Verdict | 'untested' | 'absent';
  /** From 0 to 1. */
  readonly coverage: number;
  /** null where the clock was not the wall's, or nothing was measured. */
  readonly latency: {
    readonly count: number;
    readonly p50Ms: number;
    readonly p95Ms: number;
    readonly maxMs: number;
    readonly limitMs: number;
  } | null;
  /** p95 as a multiple of the reference's; null where one of them is not known. */
  readonly p95Ratio: number | null;
}

export interface RequirementRow {
  readonly id: string;
  readonly command: string;
  readonly level: RequirementResult['level'];
  /** As the reference reads it, or the first run that has it. */
  readonly text: string;
  readonly cells: readonly RequirementCell[];
}

export interface RequirementCell {
  readonly verdict: Verdict | 'untested' | 'absent';
  readonly accepted: boolean;
  readonly flaky: boolean;
  /** This run's spec words it otherwise, or gives it another level, than the row. */
  readonly reworded: boolean;
  readonly change: Change;
}

export interface ScenarioRow {
  readonly id: string;
  readonly command: string;
  readonly title: string;
  readonly cells: readonly ScenarioCell[];
}

export interface ScenarioCell {
  readonly verdict: Verdict | 'absent';
  readonly wire: Verdict | 'absent';
  readonly accepted: boolean;
  readonly flaky: boolean;
  /** How often it was tried; 0 where it is absent. */
  readonly attempts: number;
  /** Why it is not good, in a line; null where it is, or nothing was said. */
  readonly reason: string | null;
  /** SHA-256 of what its steps do. */
  readonly hash: string;
  readonly change: Change;
}

export interface QuestionRow {
  readonly id: string;
  readonly asks: string;
  readonly cells: readonly QuestionCell[];
}

export interface QuestionCell {
  /** Without times, ports and the seed; empty where nobody asked. */
  readonly answers: readonly string[];
  /** other: no scenario that both ran asked it of both. */
  readonly change: 'same' | 'changed' | 'new' | 'gone' | 'other';
}
