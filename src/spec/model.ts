/**
 * A command set as data: what a manual promises, checked once when loaded and trusted ever after.
 * Every value here is plain JSON, so a run can carry the set that it was judged by (see record/event.ts).
 */

import type { Acceptance } from '../base/acceptance.ts';
import type { FormCases, ParameterCases, SetCases } from './case-rules.ts';

export type Level = 'must' | 'should' | 'may';

/**
 * Where a requirement comes from. stated: the manual says so. implied: its syntax, examples or the vendor's AT guide do.
 * profile: the manual is silent and vendors differ, so the capability profile decides. ambiguous: recorded, never judged.
 */
export type RequirementState = 'stated' | 'implied' | 'profile' | 'ambiguous';

export interface Source {
  readonly document: string;
  readonly section: string;
}

export interface Requirement {
  /** `R-<COMMAND>-<nn>`, `R-<GROUP>-<nn>`, or `W-<NAME>` for the wire channel's own. */
  readonly id: string;
  /** The command's name without `AT+`, a group of the set (`GEN`), or `WIRE` for the wire channel. */
  readonly command: string;
  readonly level: Level;
  readonly state: RequirementState;
  readonly text: string;
  readonly source: Source;
  /** Where it can be seen: on the AT port, at the origin, or on both. */
  readonly observe: 'at' | 'origin' | 'both';
  /** The wire channel judges it in every exchange; scenarios need not claim it. */
  readonly wire: boolean;
  /** So many of several attempts must pass, for what a radio carries; absent: every attempt. */
  readonly accept?: Acceptance;
}

/** A place where the manual contradicts itself or is silent; the module's answer is recorded. */
export interface Question {
  readonly id: string;
  readonly asks: string;
  readonly bearsOn: readonly string[];
  /** What is known of others' answers, for the reader of a report. */
  readonly known: readonly { readonly who: string; readonly answer: string }[];
}

/** What the manual shows under "Example". */
export interface Example {
  /** `E-<COMMAND>-<nn>`. */
  readonly id: string;
  /** The command's name without its prefix. */
  readonly command: string;
  readonly source: Source;
  /** As the manual has them. */
  readonly lines: readonly string[];
  /** Ids of the scenarios that enter them, with the origin in place of the manual's hosts. */
  readonly scenarios: readonly string[];
}

/** A closed range of whole numbers. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

export interface Parameter {
  readonly name: string;
  readonly type: 'integer' | 'string';
  readonly unit: string | null;
  /** Allowed values of an integer as ranges with holes (a single value is a range of one); null: not bounded by the manual. */
  readonly values: readonly Range[] | null;
  /** Allowed values with their meanings; null where the parameter is not an enumeration. */
  readonly enumeration: readonly { readonly value: number | string; readonly means: string }[] | null;
  readonly defaultValue: number | string | null;
  /** none: must be given. inside: may be empty with its comma kept. end: may be dropped with all that follow (and be empty inside). */
  readonly omission: 'none' | 'inside' | 'end';
  /** May stand any number of times from here to the end of the line. */
  readonly repeats: boolean;
  /** The parameter exists only where this holds (`opt == 3`); null: always. */
  readonly when: string | null;
  /** What generated cases need to know of it; absent where its form has none. */
  readonly cases?: ParameterCases;
}

/** A field of an information response. `raw` bytes are counted by the integer field named in `countedBy` and never interpreted. */
export interface ReplyField {
  readonly name: string;
  readonly type: 'integer' | 'string' | 'raw';
  readonly countedBy: string | null;
}

export interface InformationResponse {
  /** As on the wire without the colon: `+HTTPCGET`. */
  readonly prefix: string;
  readonly fields: readonly ReplyField[];
  readonly count: { readonly min: number; readonly max: number | null };
}

/** What a reply consists of, in order: information responses, then a prompt phase or a final. */
export type ReplyPhase =
  | { readonly kind: 'information'; readonly response: InformationResponse }
  | { readonly kind: 'text' }
  | { readonly kind: 'final'; readonly finals: readonly string[] }
  /** `OK` and the prompt, then exactly as many raw bytes as the integer parameter `countedBy` declared. */
  | { readonly kind: 'data'; readonly countedBy: string };

export interface Reply {
  /** Condition on the parameters, null: always. */
  readonly when: string | null;
  readonly phases: readonly ReplyPhase[];
}

export type FormKind = 'test' | 'query' | 'set' | 'execute';

export interface Form {
  readonly kind: FormKind;
  readonly parameters: readonly Parameter[];
  /** Tried in order; the first whose condition holds applies. Error finals may always come instead. */
  readonly replies: readonly Reply[];
  /** Global state that this form reads or writes, by the names of `CommandSet.states`. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** Writes flash, restores or resets: needs leave on anything but the simulated module. */
  readonly destructive: boolean;
  /** What generated cases need to know; a form without has none. */
  readonly cases?: FormCases;
}

export interface Command {
  /** The name on the wire without `AT+`: `HTTPCGET`; for basic commands without the plus sign see `prefix`. */
  readonly name: string;
  /** `AT+` or `AT`. */
  readonly prefix: string;
  readonly title: string;
  readonly source: Source;
  readonly forms: readonly Form[];
  /** Counts towards the set's coverage; false for what a host merely needs around it (AT, ATE, AT+RST). */
  readonly covered: boolean;
}

/** How one piece of global state is put back, and how a query shows that it was. */
export interface Cleaning {
  readonly state: string;
  readonly line: string;
  /** The query, and a regular expression (against each line of the answer) that must match nothing once clean. */
  readonly verify: { readonly line: string; readonly absent: string };
}

/** A value in which families of modules differ, so that every profile of the set must say it. */
export interface Capability {
  readonly name: string;
  readonly about: string;
  /** `integer` (from 0), `text` (any), booleans and words; `unknown` may always stand. */
  readonly takes: readonly (string | boolean)[];
}

/** Requirements that belong to no single command: `GEN`. */
export interface RequirementGroup {
  /** The middle part of their ids. */
  readonly name: string;
  readonly title: string;
}

export interface CommandSet {
  /** `http`. */
  readonly name: string;
  readonly title: string;
  readonly document: string;
  /** The longest command line in bytes, its terminator not counted. */
  readonly lineBytesMax: number;
  readonly commands: readonly Command[];
  readonly groups: readonly RequirementGroup[];
  readonly requirements: readonly Requirement[];
  readonly questions: readonly Question[];
  readonly examples: readonly Example[];
  readonly capabilities: readonly Capability[];
  /** The profile that holds where a run names none. */
  readonly defaultProfile: string;
  /** Names of the global states that forms read and write. */
  readonly states: readonly string[];
  readonly housekeeping: {
    /** Answered at once by a module that lives: `AT`. */
    readonly probe: string;
    /** Tells model and firmware: `AT+GMR`. */
    readonly identity: string;
    /** A line that makes the module reach the origin (`${origin}` is replaced), or null where the set needs none. */
    readonly preflight: string | null;
    readonly cleanings: readonly Cleaning[];
  };
  /** What generated cases need to know of the set as a whole; a set without has none. */
  readonly cases?: SetCases;
  /** SHA-256 over the text of all files that the set was loaded from, in the order of their paths. */
  readonly hash: string;
}

/** Where a profile's value comes from: a document, a string in a shipped image, source code, an inference, a vendor's issue, or a recording of a device. */
export type Provenance = 'document' | 'binary' | 'source' | 'inferred' | 'issue' | 'manual' | 'recording';

export type ProfileScalar = string | number | boolean;
export type ProfileValue = ProfileScalar | readonly ProfileScalar[] | 'unknown';

/** How one family of modules differs where the manual leaves room, and how it must be handled. */
export interface Profile {
  readonly name: string;
  readonly title: string;
  /** The command set that it is for. */
  readonly set: string;
  readonly framing: ProfileFraming;
  readonly timing: ProfileTiming;
  /** Capabilities and expected values that scenarios ask for as `${profile.key}`; `unknown` makes the expectation record. */
  readonly values: Readonly<Record<string, { readonly value: ProfileValue; readonly from: Provenance }>>;
  readonly hash: string;
}

/** What the session must know before it can read a single byte. */
export interface ProfileFraming {
  /** Ends a command line, `\r\n`. */
  readonly terminator: string;
  /** Does the module repeat what it is sent? either: tolerated, and found out. */
  readonly echo: 'on' | 'off' | 'either';
  /** `bare`: `OK\r\n`. `wrapped`: `\r\nOK\r\n`. either: one of both, the same throughout a run. */
  readonly results: 'bare' | 'wrapped' | 'either';
  /** The bytes from the end of `OK`'s line to the end of the prompt, each an accepted form: `>\r\n`, `\r\n>`. */
  readonly prompts: readonly string[];
  /** Finals that mean success, the longest first: `SEND OK`, `SET OK`, `OK`. */
  readonly successFinals: readonly string[];
  /** Finals that mean refusal or failure: `ERROR`, `SEND FAIL`, `CMD PARSE ERR`. */
  readonly errorFinals: readonly string[];
  /** Finals of a module that was told to number its results, ended by CR alone. Source: V.250 6.2.6. */
  readonly numericSuccessFinals: readonly string[];
  readonly numericErrorFinals: readonly string[];
  /** Lines that refuse a command while another one runs. Not finals of the running one. */
  readonly busy: readonly string[];
  /** Regular expressions, each matching a whole line, of unsolicited result codes. */
  readonly urcs: readonly string[];
  /** A regular expression matching the line that a module prints when it has started: `ready`. */
  readonly banner: string;
}

export interface ProfileTiming {
  /** Longest wait for a final that has no time limit of its own. */
  readonly replyMs: number;
  /** Quiet time after which an exchange is taken to be over. */
  readonly quietMs: number;
  /** Rest after a prompt before the first payload byte. */
  readonly promptSettleMs: number;
  /** Rest between two commands. */
  readonly commandSettleMs: number;
  /** Longest wait for the banner after a reset. */
  readonly bootMs: number;
  readonly resetCommand: string;
  readonly restoreCommand: string;
}
