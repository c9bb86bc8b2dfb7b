/**
 * What cases generated out of a command set need to know beside its parameters and replies: which requirement speaks about a
 * value, what works as one, how one sees that a line was acted upon, how state is written and read.
 */
import type { Place } from '../base/place.ts';

/** How a value, or its absence, is judged. */
export interface CaseRule {
  /** accepted: taken, with all that the form promises. refused: an error final and nothing more. null: as the parameter's values say. */
  readonly outcome: 'accepted' | 'refused' | 'recorded' | null;
  /** A condition on the profile's values instead of an outcome: accepted where it holds, refused where not, recorded where it is unknown. */
  readonly acceptedIf: string | null;
  readonly proves: string | null;
  readonly answers: readonly string[];
  /** What other parameters must be for it. */
  readonly with: CaseArguments;
}

export interface ValueRule extends CaseRule {
  readonly value: CaseValue;
}

export type CaseValue = number | string;
export type CaseArguments = Readonly<Record<string, CaseValue>>;

/** The one request that reaches the origin, as far as it is known. */
export interface CaseRequest {
  readonly method: string | null;
  readonly target: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** A header line exactly as sent. */
  readonly headerLine: string | null;
  readonly body: string | null;
  readonly bodyAsEntered: boolean;
}

/** What an accepted line does, beside its final. Texts may hold `${parameter}`, `${parameter.means}`, and `${payload}`. */
export interface CaseEffect {
  readonly when: string | null;
  /** A line that shows it; null: the line itself does. */
  readonly send: string | null;
  readonly request: CaseRequest | null;
  readonly information: {
    readonly prefix: string;
    readonly fields: Readonly<Record<string, string>>;
    readonly count: number;
  } | null;
  readonly proves: string;
}

export interface FormCases {
  readonly place: Place;
  readonly proves: string;
  readonly refusedBy: string;
  readonly effects: readonly CaseEffect[];
  /** How the bytes of the data phase begin: the last whose `from` is not above the length. Ordered by `from`. */
  readonly payload: readonly { readonly from: number; readonly start: string }[];
}

export interface ParameterCases {
  readonly place: Place;
  readonly sample: CaseValue | null;
  readonly proves: string | null;
  readonly refusedBy: string | null;
  readonly values: readonly ValueRule[];
  readonly omitted: CaseRule | null;
  readonly landmarks: readonly number[];
  /** The profile's value that bounds it. */
  readonly limit: string | null;
  readonly with: CaseArguments;
  /** A text in the parameter that is seen again at the origin: `text` holds `${value}`, and so does `request`. */
  readonly carries: {
    readonly text: string;
    readonly characters: string;
    readonly request: CaseRequest;
  } | null;
  /** A text that may be filled up to any length and still works. */
  readonly fill: string | null;
  /** The repeated parameter whose arguments it counts. */
  readonly counts: string | null;
  readonly mismatch: CaseRule | null;
  /** A string without its quotes, where that is not refused. */
  readonly unquoted: CaseRule | null;
}

export interface SetCases {
  readonly place: Place;
  readonly quoting: string;
  readonly omission: string;
  readonly syntax: string;
  readonly terminator: string;
  readonly liveness: string;
  readonly escape: { readonly special: string; readonly other: string };
  readonly lineBytes: {
    readonly proves: string;
    readonly answers: readonly string[];
    readonly limit: string | null;
    readonly landmarks: readonly number[];
  };
  readonly states: readonly StateCases[];
  /** How the echo is switched, where `acceptedIf` holds; null: not at all. */
  readonly echo: {
    readonly on: string;
    readonly off: string;
    readonly acceptedIf: string;
    readonly proves: string;
  } | null;
  /** A line during which another one is refused as busy, where the profile has a word for that; null: none is known. */
  readonly busy: StateLine | null;
}

export interface StateValue {
  /** For ids. */
  readonly name: string;
  readonly text: string;
  /** The target of a request that uses it. */
  readonly target: string | null;
  /** The name of the header that a request then has. */
  readonly header: string | null;
}

export interface StateLine {
  readonly line: string;
  readonly proves: string;
}

/** How a state is written, cleared, read and used. Lines may hold `${value}` and `${value.length}`. */
export interface StateCases {
  readonly place: Place;
  readonly state: string;
  readonly command: string;
  /** one: a value replaces the one before. all: values add up. */
  readonly keeps: 'one' | 'all';
  readonly values: readonly StateValue[];
  readonly write: StateLine;
  readonly replaced: string | null;
  readonly clear: StateLine;
  readonly refused: StateLine | null;
  readonly query: StateLine & {
    readonly information: string;
    readonly fields: Readonly<Record<string, string>>;
    readonly empty: string;
  };
  readonly use: StateLine & { readonly empty: string; readonly emptyOutcome: 'accepted' | 'refused' };
  readonly reset: { readonly keptIf: string; readonly answers: string } | null;
}
