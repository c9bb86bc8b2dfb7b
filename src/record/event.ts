/**
 * Events: one record each of what a run did, written in order to `events.ndjson`, the one evidence file.
 * Everything reported is a fold over them, so they carry all that a report needs.
 */
import type { Acceptance } from '../base/acceptance.ts';
import type { GateRules } from '../base/gate-rules.ts';
import type { Place } from '../base/place.ts';
import type { AttemptRule } from './attempts.ts';
import type { Oddity, Phase } from './phase.ts';
import type { Verdict } from './verdict.ts';

export const EVENT_FORMAT = 'atconform-events/1';

/** Plain data as JSON carries it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * Bytes in an event: readable text with escapes (`escapeBytes`), base64 where most bytes are not text,
 * or the name of a seeded body whose bytes anyone can make again.
 */
export type RecordedBytes =
  | { readonly text: string }
  | { readonly base64: string }
  | { readonly seed: string; readonly length: number; readonly sha256: string };

interface EventCommon {
  /** Number of the event in its run, from 1, without gaps. */
  readonly n: number;
  /** Milliseconds of the run's clock since its start, to a thousandth. */
  readonly t: number;
}

export interface HeaderEvent extends EventCommon {
  readonly kind: 'header';
  readonly format: typeof EVENT_FORMAT;
  readonly tool: { readonly name: string; readonly version: string };
  /** The date on the wall, ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly device: {
    readonly address: string;
    readonly link: string;
    readonly settings: { readonly [key: string]: Json };
  };
  readonly seed: string;
  /** How many times as fast as the wall the clock went; null: it was virtual, and bound to nothing but what happened. */
  readonly clockScale: number | null;
  /** What expressions such as `${origin}` stood for. */
  readonly variables: { readonly [name: string]: string };
  /** The command set and profile that the run was judged by, whole (spec/model.ts). */
  readonly set: Json;
  readonly profile: Json;
  readonly hashes: { readonly set: string; readonly profile: string; readonly scenarios: string };
  /** Every scenario that was planned, in order, with what a report says of it. */
  readonly plan: readonly PlannedScenario[];
  /** The options that repeat this run, as they stand on the command line, without `--id` and `--out`. */
  readonly repeat: string;
  /** How often scenarios run; absent: once. */
  readonly attempts?: AttemptRule;
  /** Which part of a run this is; absent: the whole. */
  readonly shard?: RecordedShard;
  /** Of so many shards it was merged, each with its own setup and addresses; absent: it was recorded in one. */
  readonly mergedShards?: number;
  /** How many scenarios were written for the command set, of which the plan may be a part; generated ones do not count. */
  readonly scenarioCount?: number;
  /** The baseline that the run is held against, whole (spec/baseline.ts), with the ids in it that nothing in the project has. */
  readonly baseline?: Json;
  /** What the run must keep to be let through, beyond that nothing is red; absent: no gate. */
  readonly gate?: GateRules;
}

/** One of several parts of a run, made on different machines. */
export interface RecordedShard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
  /** Ids of the whole plan, in order. */
  readonly whole: readonly string[];
  /** Ids that ran here only because others are `after` them: another shard answers for them. */
  readonly borrowed: readonly string[];
}

export interface PlannedScenario {
  readonly id: string;
  readonly title: string;
  readonly command: string;
  readonly notation: 'gherkin' | 'yaml' | 'generated';
  readonly requirements: readonly string[];
  readonly questions: readonly string[];
  readonly tags: readonly string[];
  readonly place: Place;
  /** SHA-256 of what its steps do, before variables are put in; words and places do not count. */
  readonly hash: string;
  /** So many of several attempts must pass; absent: all that are made. */
  readonly accept?: Acceptance;
}

/** The module's own account of itself: the lines of `AT+GMR`. */
export interface IdentityEvent extends EventCommon {
  readonly kind: 'identity';
  readonly lines: readonly string[];
}

/**
 * Why bytes went over the wire. Only `scenario` counts as coverage; a precondition (`given`) does not,
 * nor does setup, probing, cleaning or recovery.
 */
export type Purpose = 'setup' | 'probe' | 'clean' | 'given' | 'scenario' | 'recovery';

/** command: a line with its terminator. data: bytes of a data phase. raw: neither is claimed. */
export type SentAs = 'command' | 'data' | 'raw';

export interface SentEvent extends EventCommon {
  readonly kind: 'tx';
  readonly bytes: RecordedBytes;
  readonly purpose: Purpose;
  readonly as: SentAs;
}

export interface ReceivedEvent extends EventCommon {
  readonly kind: 'rx';
  readonly bytes: RecordedBytes;
}

/** One thing that happened at the origin. */
export interface OriginEvent extends EventCommon {
  readonly kind: 'origin';
  readonly what: 'script' | 'connection' | 'request' | 'body' | 'answer' | 'closed' | 'malformed';
  /** Number of the connection in the run, from 1; 0 for a script. */
  readonly connection: number;
  readonly tls: boolean;
  /** For people: `POST /post`, `200 OK, 11 bytes`. */
  readonly summary: string;
  /** The raw request head, or the bytes of the body. */
  readonly bytes?: RecordedBytes;
  /** The script of an answer as it was given. */
  readonly script?: Json;
}

/**
 * Something done to the link or seen of it that is not bytes. reset-command: the operator's own reset begins, -end: how it ended. evidence-cut: more arrived than is kept
 * (recorder.ts RECEIVED_BYTES_MAX); judgements that rest on bytes not kept name this event instead.
 */
export interface ControlEvent extends EventCommon {
  readonly kind: 'control';
  readonly what:
    | 'open'
    | 'close'
    | 'link-lost'
    | 'reset'
    | 'reset-line'
    | 'recovery'
    | 'interrupted'
    | 'evidence-cut'
    | 'reset-command'
    | 'reset-command-end';
  readonly detail: string;
}

export interface ScenarioStartEvent extends EventCommon {
  readonly kind: 'scenario-start';
  readonly scenario: string;
  /** Which attempt at the scenario this is, from 1; absent: the first. */
  readonly attempt?: number;
}

export interface StepEvent extends EventCommon {
  readonly kind: 'step';
  readonly scenario: string;
  /** The step as its author wrote it. */
  readonly text: string;
  readonly place: Place;
  readonly role: 'given' | 'test';
  /** SHA-256 of the step with its variables resolved; a replay compares it. */
  readonly hash: string;
}

/** What an expectation, or a check of the wire channel, found. */
export interface JudgementEvent extends EventCommon {
  readonly kind: 'judgement';
  readonly scenario: string;
  readonly channel: 'scenario' | 'wire';
  readonly verdict: Verdict;
  /** The requirements that it speaks for; empty for a precondition. */
  readonly requirements: readonly string[];
  /** The questions whose answer it observed. */
  readonly questions: readonly string[];
  /** Numbers of the events whose bytes it rests on. A pass without any is unverified. */
  readonly evidence: readonly number[];
  /** For people: what was acceptable, and what came, each one line. */
  readonly expected: string;
  readonly received: string;
  /** The answer to an open question in few words, where the expectation recorded one. */
  readonly observed: string | null;
  readonly text: string;
  readonly place: Place | null;
  /** Elapsed time against the limit in ms, where time was asserted or waited for. */
  readonly elapsedMs: number | null;
  readonly limitMs: number | null;
}

/** The time a command took from the last byte of its line to the last byte of its final, told by the session. */
export interface ExchangeEvent extends EventCommon {
  readonly kind: 'exchange';
  readonly scenario: string;
  readonly purpose: Purpose;
  /** The command line's text without its terminator, escaped. */
  readonly line: string;
  /** The final that ended it, or null where none came. */
  readonly final: string | null;
  /** Did its final mean success? null where none came. */
  readonly accepted: boolean | null;
  /** Was the data phase's prompt given? */
  readonly prompted: boolean;
  /** What answered it, escaped, in order, without echo and unsolicited codes; counted blocks joined (engine/answer.ts). */
  readonly answer: readonly string[];
  /** Through which phases of the session it went, from `replying` on. */
  readonly phases: readonly Phase[];
  /** What was out of the ordinary. */
  readonly oddities: readonly Oddity[];
  readonly durationMs: number | null;
  /** Numbers of the first and last event that belong to it. */
  readonly events: readonly [number, number];
}

export interface NoteEvent extends EventCommon {
  readonly kind: 'note';
  readonly scenario: string;
  readonly text: string;
}

export interface ScenarioEndEvent extends EventCommon {
  readonly kind: 'scenario-end';
  readonly scenario: string;
  readonly verdict: Verdict;
  /** The wire channel's verdict for this scenario. */
  readonly wire: Verdict;
  readonly reason: string | null;
  readonly durationMs: number;
}

export interface FooterEvent extends EventCommon {
  readonly kind: 'footer';
  readonly exitCode: number;
  /** Why that exit code: the rule that decided, in words. */
  readonly rule: string;
  /** What stopped the run before its end, or null. */
  readonly stopped: string | null;
  /** How many events stand before this one. */
  readonly events: number;
  /** SHA-256 over the lines of all events before this one, each with its newline. */
  readonly sha256: string;
}

export type RunEvent =
  | HeaderEvent
  | IdentityEvent
  | SentEvent
  | ReceivedEvent
  | OriginEvent
  | ControlEvent
  | ScenarioStartEvent
  | StepEvent
  | JudgementEvent
  | ExchangeEvent
  | NoteEvent
  | ScenarioEndEvent
  | FooterEvent;

/** An event before the recorder gives it a number and a time. */
export type Unnumbered<Event extends RunEvent = RunEvent> = Event extends RunEvent
  ? Omit<Event, 'n' | 't'>
  : never;
