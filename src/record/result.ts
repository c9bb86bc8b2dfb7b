/** The result of a run as `result.json` publishes it (schemas/result.schema.json), the one thing that every report is made from. */
import type { Acceptance } from '../base/acceptance.ts';
import type { Place } from '../base/place.ts';
import type { AttemptRule } from './attempts.ts';
import type { Purpose, RecordedBytes } from './event.ts';
import type { Oddity, Phase } from './phase.ts';
import type { Verdict } from './verdict.ts';

export interface RunResult {
  readonly format: 'atconform-result/1';
  readonly tool: { readonly name: string; readonly version: string };
  /** When the run started, ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** `conforms`, `does not conform`, `could not be judged`. */
  readonly verdict: 'conforms' | 'does-not-conform' | 'not-judged';
  readonly exitCode: number;
  /** The rule that decided, in words. */
  readonly rule: string;
  /** What stopped the run before its end, or null. */
  readonly stopped: string | null;
  readonly device: {
    readonly address: string;
    readonly link: string;
    readonly settings: { readonly [key: string]: unknown };
    readonly profile: string;
    readonly profileTitle: string;
    /** Lines of the module's answer about itself. */
    readonly identity: readonly string[];
  };
  readonly set: { readonly name: string; readonly title: string; readonly document: string };
  readonly seed: string;
  /** How much faster than the wall the run's clock went, null for a virtual one; latencies are the module's own only at 1. */
  readonly clockScale: number | null;
  readonly hashes: { readonly set: string; readonly profile: string; readonly scenarios: string };
  readonly repeat: string;
  /** How often scenarios ran, and whether one that only passed when tried again counts as a pass. */
  readonly attempts: AttemptRule;
  /** Scenarios by verdict, accepted deviations left out; every verdict has its entry. */
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Wire-channel verdicts of scenarios, likewise. */
  readonly wireCounts: Readonly<Record<Verdict, number>>;
  readonly accepted: AcceptedCounts;
  readonly scenarios: readonly ScenarioResult[];
  readonly requirements: readonly RequirementResult[];
  readonly commands: readonly CommandResult[];
  readonly questions: readonly QuestionResult[];
  readonly session: SessionResult;
  /** The examples of the manual. */
  readonly examples: readonly ExampleResult[];
  /** How the run compares with the baseline that it was given, or null. */
  readonly baseline: BaselineResult | null;
  /** How the run fares at the gate of its project; null: it has none, or is a shard, whose gate is that of the merged run. */
  readonly gate: GateResult | null;
}

/** How the exchanges of scenarios went through the session's phases (phase.ts). */
export interface SessionResult {
  readonly exchanges: number;
  /** By their count, in the order of the phases; what never happened has no entry. */
  readonly moves: readonly { readonly from: Phase; readonly to: Phase; readonly count: number }[];
  /** What was out of the ordinary, how often, and in which scenarios (at most 20). */
  readonly oddities: readonly {
    readonly kind: Oddity;
    readonly count: number;
    readonly scenarios: readonly string[];
  }[];
}

/** Scenarios whose red verdict, their own or the wire channel's, is an accepted deviation. */
export interface AcceptedCounts {
  readonly scenarios: number;
  readonly wire: number;
}

export interface ScenarioResult {
  readonly id: string;
  readonly title: string;
  readonly command: string;
  readonly notation: 'gherkin' | 'yaml' | 'generated';
  readonly verdict: Verdict;
  readonly wire: Verdict;
  readonly requirements: readonly string[];
  readonly questions: readonly string[];
  readonly tags: readonly string[];
  readonly place: Place;
  /** SHA-256 of what its steps do; empty where it was not planned. */
  readonly hash: string;
  readonly durationMs: number;
  readonly reason: string | null;
  /** So many of several attempts must pass by the requirement that it proves; null: no such rule. */
  readonly accept: Acceptance | null;
  /** Attempts differ between red and not red, and no rule of its own allows it: never a plain pass. */
  readonly flaky: boolean;
  /** Of all attempts that count for its verdict. */
  readonly judgements: readonly JudgementResult[];
  /** What happened, in order: bytes both ways, the origin's side, steps, controls. Of the decisive attempt, where there are several. */
  readonly ladder: readonly LadderRow[];
  /** Every attempt, in order; empty where the one that was made is all that stands above. */
  readonly attempts: readonly AttemptResult[];
  /** Is everything that is red of it, in either channel, an accepted deviation that fails as it is known to? */
  readonly accepted: boolean;
}

/** One of several passes through a scenario. */
export interface AttemptResult {
  /** From 1. */
  readonly attempt: number;
  /** The scenario shows this one's ladder. */
  readonly decisive: boolean;
  readonly verdict: Verdict;
  readonly wire: Verdict;
  readonly reason: string | null;
  readonly durationMs: number;
  readonly judgements: readonly JudgementResult[];
  readonly ladder: readonly LadderRow[];
}

export interface JudgementResult {
  readonly channel: 'scenario' | 'wire';
  readonly verdict: Verdict;
  readonly requirements: readonly string[];
  readonly questions: readonly string[];
  /** Event numbers. */
  readonly evidence: readonly number[];
  readonly expected: string;
  readonly received: string;
  readonly observed: string | null;
  readonly text: string;
  readonly place: Place | null;
  readonly elapsedMs: number | null;
  readonly limitMs: number | null;
}

export interface LadderRow {
  /** The event's number. */
  readonly n: number;
  /** Milliseconds since the scenario began. */
  readonly t: number;
  readonly kind: 'tx' | 'rx' | 'origin' | 'step' | 'control' | 'note';
  /** For people, on one line. */
  readonly text: string;
  /** The bytes of the row, cut where they are many (ladder.ts): the events hold them whole. */
  readonly bytes: RecordedBytes | null;
  /** How many bytes the row stands for; present only where `bytes` was cut. */
  readonly size?: number;
  /** Why bytes were sent; present only where it was not for the scenario itself. */
  readonly purpose?: Purpose;
}

export interface RequirementResult {
  readonly id: string;
  readonly command: string;
  readonly level: 'must' | 'should' | 'may';
  readonly state: 'stated' | 'implied' | 'profile' | 'ambiguous';
  readonly text: string;
  readonly source: { readonly document: string; readonly section: string };
  readonly wire: boolean;
  /** The highest verdict of what judged it; `untested` where nothing did. */
  readonly verdict: Verdict | 'untested';
  /** So many of several attempts must pass; null: each must. */
  readonly accept: Acceptance | null;
  /** A scenario that judges it is flaky, and broke it in one of its attempts. */
  readonly flaky: boolean;
  /** Ids of the scenarios that judged it. */
  readonly scenarios: readonly string[];
  /** Event numbers of what satisfied it (at most 20), empty where nothing did. */
  readonly evidence: readonly number[];
  /** Is its red verdict due to accepted deviations alone? */
  readonly accepted: boolean;
}

export interface CommandResult {
  readonly command: string;
  readonly title: string;
  /** The highest of what is not an accepted deviation. */
  readonly verdict: Verdict | 'untested';
  /** Likewise of the wire channel. */
  readonly wire: Verdict | 'untested';
  /** By verdict, accepted deviations left out. */
  readonly scenarios: Readonly<Record<Verdict, number>>;
  readonly accepted: AcceptedCounts;
  readonly forms: readonly FormResult[];
  readonly requirements: {
    readonly total: number;
    readonly exercised: number;
    readonly passed: number;
    readonly failed: number;
    readonly recorded: number;
  };
  /** Share of forms, requirements and parameter classes that went over the wire, 0 to 1. */
  readonly coverage: number;
  readonly parameters: readonly ParameterResult[];
  /** From the last byte of the line to the last byte of the final, in ms; null where the clock was scaled or nothing was measured. */
  readonly latency: {
    readonly count: number;
    readonly p50Ms: number;
    readonly p95Ms: number;
    readonly maxMs: number;
    readonly limitMs: number;
    /**
     * How many took at most `uptoMs` and longer than the class before: 1, 2, 5, 10 ms and so on, from the first class with any
     * to the last.
     */
    readonly histogram: readonly { readonly uptoMs: number; readonly count: number }[];
  } | null;
}

export interface FormResult {
  readonly form: 'test' | 'query' | 'set' | 'execute';
  readonly sent: number;
  readonly accepted: number;
  readonly refused: number;
}

export interface ParameterResult {
  readonly form: 'test' | 'query' | 'set' | 'execute';
  readonly name: string;
  readonly classes: readonly ParameterClassResult[];
}

export interface ParameterClassResult {
  /** `1 (HEAD)`, `below 8`, `min 8`, `inside 8..8192`, `max 8192`, `above 8192`, `omitted`, `wrong type`. */
  readonly name: string;
  /** Should the module accept a value of this class? null where the manual does not say. */
  readonly valid: boolean | null;
  readonly sent: number;
  readonly accepted: number;
  readonly refused: number;
}

export interface QuestionResult {
  readonly id: string;
  readonly asks: string;
  /** The module's answers in few words, without repetition; empty where nobody asked. */
  readonly observed: readonly {
    readonly answer: string;
    readonly scenario: string;
    readonly evidence: readonly number[];
    /** The bytes that it rests on, cut where they are many (question-fold.ts): `→ AT\\r\\n`, `← OK\\r\\n`. */
    readonly bytes: readonly string[];
  }[];
  readonly known: readonly { readonly who: string; readonly answer: string }[];
  readonly requirements: readonly string[];
}

/** An example of the manual, and whether it works on this module. */
export interface ExampleResult {
  readonly id: string;
  readonly command: string;
  readonly source: { readonly document: string; readonly section: string };
  /** As the manual has them. */
  readonly lines: readonly string[];
  /** Ids of the scenarios that enter them, with the origin in place of the manual's hosts. */
  readonly scenarios: readonly string[];
  /** yes: all of its scenarios pass. not-run: not all of them ran, and none failed. */
  readonly works: 'yes' | 'no' | 'not-run';
}

/** A baseline as the run was held against it. */
export interface BaselineResult {
  readonly path: string;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly deviations: readonly DeviationResult[];
  readonly answers: readonly AnswerResult[];
}

/** One accepted deviation, and what the run shows of it. */
export interface DeviationResult {
  readonly reason: string;
  readonly issue: string | null;
  readonly owner: string | null;
  /** The firmware that it is accepted of; null: any. */
  readonly firmware: string | null;
  /** The last day on which it is accepted, and how many days the run was away from it (below 0: gone by); null: it does not expire. */
  readonly expires: string | null;
  readonly expiresInDays: number | null;
  /** How it is known to fail, one line each. */
  readonly fails: readonly string[];
  readonly cases: readonly DeviationCase[];
}

/**
 * matched: it fails as it is known to, and is accepted. gone: it does not fail any more. changed: it fails in another way. expired:
 * its last day is over. orphan: no such scenario or requirement exists. rewritten: the scenario does something else than when it
 * was pinned. All of these but the first are red. not-applicable: it is
 * for other firmware. not-run: this run shows nothing of it.
 */
export type DeviationStatus =
  | 'matched'
  | 'gone'
  | 'changed'
  | 'expired'
  | 'orphan'
  | 'rewritten'
  | 'not-applicable'
  | 'not-run';

export interface DeviationCase {
  readonly kind: 'scenario' | 'requirement';
  readonly id: string;
  readonly status: DeviationStatus;
  /** How it failed in this run, one line each. */
  readonly came: readonly string[];
}

/** The answers to an open question. same; changed and orphan (no such question) are red; new: none is pinned; not-run: nobody asked. */
export interface AnswerResult {
  readonly question: string;
  readonly status: 'same' | 'changed' | 'orphan' | 'new' | 'not-run';
  readonly pinned: readonly string[];
  readonly came: readonly string[];
}

/** The rules that a run must keep to be let through. One that is not kept is red. */
export interface GateResult {
  readonly rules: readonly GateRuleResult[];
}

export interface GateRuleResult {
  readonly rule: 'no-new-fail' | 'no-unverified' | 'coverage' | 'latency' | 'flaky';
  /** not-evaluated: the run cannot answer it, which is red like broken. */
  readonly outcome: 'kept' | 'broken' | 'not-evaluated';
  /** What it asks for, in words. */
  readonly asks: string;
  /** Of the figures. */
  readonly unit: 'count' | '%' | 'ms';
  readonly figures: readonly GateFigure[];
  /** Why it could not be evaluated, or null. */
  readonly why: string | null;
}

export interface GateFigure {
  /** `scenarios`, `requirements`, or a command. */
  readonly of: string;
  readonly came: number;
  /** null: any. */
  readonly limit: number | null;
  readonly isKept: boolean;
}
