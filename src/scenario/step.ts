/**
 * Steps: the whole vocabulary of a scenario. Both notations end in these values and one bench performs them.
 *
 * Strings marked Template may hold `${name}`, resolved when the step is performed: `origin`, `origin_https`, `origin_host`,
 * `closed` (an address that refuses connections), `seed`, `profile.<key>`, what `set` and captures have kept, and `<name>.length`
 * (the value's bytes). A count marked CountTemplate is a number, or such a string that must resolve to one.
 * A step that asks for a profile value which is `unknown` records instead of judging.
 */
import type { Place } from '../base/place.ts';
import type { FormKind } from '../spec/model.ts';

export type Template = string;
export type CountTemplate = number | Template;

interface StepCommon {
  readonly place: Place;
  /** The step as its author wrote it, on one line. */
  readonly text: string;
  /** given: a precondition, whose failure makes the scenario inconclusive. */
  readonly role: 'given' | 'test';
  /** Requirements that this expectation proves; empty for an act. */
  readonly proves: readonly string[];
  /** Questions whose answer this expectation observes. */
  readonly answers: readonly string[];
  /** Record what comes instead of judging it (an ambiguous requirement, or an unknown profile value). */
  readonly record: boolean;
  /** How long to wait at most, in ms; null: the profile's time. The time that the bytes need on the line is added. */
  readonly withinMs: number | null;
}

/** A command line. `call` is encoded by the spec; `line` goes out as it stands. */
export interface SendStep extends StepCommon {
  readonly kind: 'send';
  readonly content:
    | { readonly kind: 'line'; readonly line: Template }
    | {
        readonly kind: 'call';
        readonly command: string;
        readonly form: FormKind;
        /** By name, in any order; a repeated parameter takes a list. `null` is an omitted one that keeps its comma. */
        readonly parameters: Readonly<Record<string, ParameterArgument>>;
        /** auto: `\`, `,` and `"` inside strings get a backslash. none: strings go out as they are. */
        readonly escape: 'auto' | 'none';
      };
  /** Instead of the profile's terminator; may be empty. */
  readonly terminator: Template | null;
}

export type ParameterArgument = null | number | Template | readonly (number | Template)[];

/** Bytes to write, by value or by rule. */
export type ByteSource =
  | { readonly kind: 'text'; readonly text: Template }
  | { readonly kind: 'hex'; readonly hex: Template }
  | { readonly kind: 'base64'; readonly base64: Template }
  /** Path from the project's root. */
  | { readonly kind: 'file'; readonly path: Template }
  | { readonly kind: 'repeat'; readonly text: Template; readonly bytes: CountTemplate }
  /** Text that begins with `start` and is filled up to `bytes` with a repeating pattern that is legal in a URL. */
  | { readonly kind: 'fill'; readonly start: Template; readonly bytes: CountTemplate }
  | { readonly kind: 'random'; readonly seed: Template; readonly bytes: CountTemplate };

/** Exact bytes outside any command or data phase. */
export interface RawStep extends StepCommon {
  readonly kind: 'raw';
  readonly source: ByteSource;
}

/** A word that an expected final may be: an exact final, or a class of the profile's. */
export type FinalChoice =
  | { readonly kind: 'exact'; readonly text: Template }
  /** success, error: the profile's finals of that kind. any: every final. busy: a line that refuses a command while another runs (no final). */
  | { readonly kind: 'class'; readonly class: 'success' | 'error' | 'any' | 'busy' };

export interface FinalStep extends StepCommon {
  readonly kind: 'final';
  readonly choices: readonly FinalChoice[];
}

/** A value to compare a field or a line with. */
export type Pattern =
  | { readonly kind: 'exact'; readonly value: Template }
  | { readonly kind: 'number'; readonly min: CountTemplate | null; readonly max: CountTemplate | null }
  /** A regular expression that must match the whole value; named groups are captured. */
  | { readonly kind: 'matches'; readonly pattern: Template };

/** Information responses of one prefix in the exchange that runs. */
export interface InformationStep extends StepCommon {
  readonly kind: 'information';
  /** As on the wire without the colon: `+HTTPGETSIZE`. */
  readonly prefix: Template;
  /** Patterns of the fields by name as the spec names them; an unnamed field may be anything. */
  readonly fields: Readonly<Record<string, Pattern>>;
  /** Variables to keep: name to field. */
  readonly capture: Readonly<Record<string, string>>;
  /** next: the next response of the exchange. any: one of them, wherever. all: every one of that prefix. */
  readonly which: 'next' | 'any' | 'all';
  /** How many responses of the prefix the whole exchange must have; null: not asked. Waits for the final where given. */
  readonly count: { readonly min: CountTemplate; readonly max: CountTemplate | null } | null;
}

/** Whole lines of the answer. `not` waits for the final; `count` lines must match where given. */
export interface LinesStep extends StepCommon {
  readonly kind: 'lines';
  readonly mode: 'next' | 'in-order' | 'any-order' | 'not' | 'count';
  readonly patterns: readonly Pattern[];
  readonly count: { readonly min: number; readonly max: number | null } | null;
  readonly capture: Readonly<Record<string, string>>;
}

/** The `OK` and prompt that open a data phase, or (absent) a final without any prompt. */
export interface PromptStep extends StepCommon {
  readonly kind: 'prompt';
  readonly present: boolean;
}

/** Bytes for the open data phase. */
export interface PayloadStep extends StepCommon {
  readonly kind: 'payload';
  /** null: what the last payload of the exchange left over. */
  readonly source: ByteSource | null;
  /** Write only the first so many bytes of it; null: all. */
  readonly first: CountTemplate | null;
  /** How the bytes are cut: whole, pieces of so many bytes, with a pause between them. */
  readonly pieceBytes: number | null;
  readonly gapMs: number;
  /** Bytes written in the same breath after the payload, beyond the declared length. */
  readonly surplus: Template | null;
}

/** The joined data of the counted information responses of the exchange. Waits for its final, which it leaves for `final`. */
export interface BodyStep extends StepCommon {
  readonly kind: 'body';
  readonly bytes: CountTemplate | null;
  readonly content: ByteSource | null;
  readonly sha256: Template | null;
  /** Equal to the body that the origin served in this exchange. */
  readonly asServed: boolean;
  /** Each block's data is at most this long. */
  readonly blockBytesMax: CountTemplate | null;
  readonly blocks: { readonly min: number; readonly max: number | null } | null;
}

export interface SilenceStep extends StepCommon {
  readonly kind: 'silence';
  readonly forMs: number;
}

export interface UrcStep extends StepCommon {
  readonly kind: 'urc';
  readonly pattern: Pattern;
}

/** Where a scripted answer deviates in time or at the transport. Times in ms, positions in bytes of the body as sent. */
export interface AnswerScript {
  /** Only for a request of this method or to this path; null: the next one whatever it is. */
  readonly method: string | null;
  readonly path: string | null;
  readonly status: number;
  readonly reason: string | null;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: AnswerBody;
  /** length: a true Content-Length. chunked: in chunks of `chunkBytes`. none: ended by closing. false-length: `claimedBytes` is declared. */
  readonly framing: 'length' | 'chunked' | 'none' | 'false-length';
  readonly chunkBytes: number | null;
  readonly claimedBytes: number | null;
  /** Wait before the status line. */
  readonly delayMs: number;
  /** Send so many bytes every so many ms (absolute deadlines). */
  readonly trickle: { readonly bytes: number; readonly everyMs: number } | null;
  /** Fall silent for good: before the head, after the head, or after `atBytes` of the body. The connection stays open. */
  readonly stall: 'none' | 'before-head' | 'after-head' | 'in-body';
  /** End the connection after `atBytes` of the body: by closing, or by a TCP reset. */
  readonly end: 'normal' | 'close-early' | 'reset';
  readonly atBytes: number | null;
  /** So many further requests get the same answer; 1 by default. */
  readonly times: number;
}

export type AnswerBody =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'seeded'; readonly seed: string; readonly length: number };

/** Script the origin's next answer. */
export interface OriginStep extends StepCommon {
  readonly kind: 'origin';
  readonly answer: AnswerScript;
  /** Body text with variables, resolved when performed; null: `answer.body` stands. */
  readonly bodyText: Template | null;
}

/** What the origin got since the last `send` (or, with `since: scenario`, in this scenario). */
export interface ReceivedStep extends StepCommon {
  readonly kind: 'received';
  readonly since: 'send' | 'scenario';
  /** Number of requests; 0: nothing came, not even a connection with bytes. */
  readonly requests: number;
  /** With `requests: 0`, a request whose body has not begun is allowed. */
  readonly bodyOnly: boolean;
  readonly method: Template | null;
  /** Request target as sent, path with query. */
  readonly target: Template | null;
  /** Each must be there with exactly these values, in this order where a name comes more than once. Names compare without case. */
  readonly headers: readonly { readonly name: string; readonly values: readonly Template[] }[];
  /** Raw header lines exactly as sent, in this order, others between them allowed. */
  readonly headerLines: readonly Template[];
  /** Names that must not be there. */
  readonly withoutHeaders: readonly string[];
  readonly body: ByteSource | null;
  readonly bodyBytes: CountTemplate | null;
  /** Equal to the payload that was declared and written in this exchange: its first `length` bytes. */
  readonly bodyAsEntered: boolean;
  readonly tls: boolean | null;
  /** Every connection used by these requests was closed, and none was used twice. */
  readonly connectionsClosed: boolean;
  /** Variables to keep: name to `method`, `target`, `body`, or `header <name>`. */
  readonly capture: Readonly<Record<string, string>>;
}

/** The time from the last send (or the last payload byte) to the final is inside a window. Bounds in ms, either may be missing. */
export interface ElapsedStep extends StepCommon {
  readonly kind: 'elapsed';
  readonly from: 'send' | 'payload';
  readonly minMs: CountTemplate | null;
  readonly maxMs: CountTemplate | null;
}

export interface WaitStep extends StepCommon {
  readonly kind: 'wait';
  readonly forMs: number;
}

/** Reset the module by its command and wait for its banner. `restore` also returns it to factory settings. */
export interface ResetStep extends StepCommon {
  readonly kind: 'reset';
  readonly restore: boolean;
}

/** Clean the named states (all that the set knows, where null) and verify it by query. */
export interface CleanStep extends StepCommon {
  readonly kind: 'clean';
  readonly states: readonly string[] | null;
}

export interface SetStep extends StepCommon {
  readonly kind: 'set';
  readonly name: string;
  readonly value: Template;
}

/** Keep bytes made by rule as a variable (their text, latin1): a URL of an exact length. */
export interface MakeStep extends StepCommon {
  readonly kind: 'make';
  readonly name: string;
  readonly source: ByteSource;
}

export interface NoteStep extends StepCommon {
  readonly kind: 'note';
  readonly note: Template;
}

export type Step =
  | SendStep
  | RawStep
  | FinalStep
  | InformationStep
  | LinesStep
  | PromptStep
  | PayloadStep
  | BodyStep
  | SilenceStep
  | UrcStep
  | OriginStep
  | ReceivedStep
  | ElapsedStep
  | WaitStep
  | ResetStep
  | CleanStep
  | SetStep
  | MakeStep
  | NoteStep;

export type StepKind = Step['kind'];

/** Kinds that observe something and therefore can prove a requirement. */
export const EXPECTATION_KINDS: ReadonlySet<StepKind> = new Set([
  'final',
  'information',
  'lines',
  'prompt',
  'body',
  'silence',
  'urc',
  'received',
  'elapsed',
]);
