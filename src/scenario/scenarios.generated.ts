/** Made from schemas/scenarios.schema.json by `npm run types`; edit the schema instead. */

/**
 * A step, or a word for a common one: clean, reset, restore.
 */
export type RawGiven = ('clean' | 'reset' | 'restore') | RawStep;
/**
 * A command line: `send: AT+GMR`, or by name: `send: { command: HTTPURLCFG, form: set, parameters: { url_length: 8 } }`.
 */
export type RawSend =
  | string
  | {
      /**
       * The line as it stands.
       */
      line?: string;
      /**
       * The command's name without `AT+`.
       */
      command?: string;
      /**
       * test, query, set or execute; set where there are parameters, execute otherwise.
       */
      form?: string;
      /**
       * By name, in any order. null omits one and keeps its comma; a repeated parameter takes a list.
       */
      parameters?: {
        [k: string]: RawArgument;
      };
      /**
       * auto (default): `\`, `,` and `"` inside strings get a backslash. none: strings go out as they are.
       */
      escape?: 'auto' | 'none';
      /**
       * Instead of the profile's line end; may be empty.
       */
      terminator?: string;
    };
export type RawArgument = string | number | null | (string | number)[];
/**
 * Write exact bytes outside any command.
 */
export type RawSource =
  | string
  | {
      text?: SourceText;
      escaped?: SourceEscaped;
      hex?: SourceHex;
      base64?: SourceBase64;
      file?: SourceFile;
      repeat?: SourceRepeat;
      fill?: SourceFill;
      url?: SourceUrl;
      random?: SourceRandom;
      bytes?: RawCount;
    };
/**
 * The text's bytes in UTF-8.
 */
export type SourceText = string;
/**
 * Text with the escapes \r \n \t \0 \\ and \xhh.
 */
export type SourceEscaped = string;
/**
 * Two hexadecimal digits a byte; blanks between them are allowed.
 */
export type SourceHex = string;
export type SourceBase64 = string;
/**
 * The content of a file; path from the project's root.
 */
export type SourceFile = string;
/**
 * This text again and again, up to `bytes`.
 */
export type SourceRepeat = string;
/**
 * Text that begins with this and is filled up to `bytes` with a pattern that is legal in a URL.
 */
export type SourceFill = string | number;
/**
 * The same with `fill` as the number of bytes: `{ url: "${origin}/anything/", fill: 512 }`.
 */
export type SourceUrl = string;
/**
 * `bytes` random bytes, always the same for the same name.
 */
export type SourceRandom = string;
/**
 * With repeat, fill and random: how many bytes.
 */
export type RawCount = number | string;
/**
 * A final result (`expect: OK`, `expect: [OK, ERROR]`, or one of the classes success, error, any, busy), an information response, or lines.
 */
export type RawExpect =
  | string
  | string[]
  | {
      final?: Words;
      /**
       * The prefix of an information response as on the wire without the colon: `+HTTPGETSIZE`.
       */
      information?: string;
      /**
       * With `information`: fields by their names in the command set, and what each must be.
       */
      fields?: {
        [k: string]: RawPattern;
      };
      /**
       * With `information`: the next response of the exchange, any one of that prefix (default), or every one of it.
       */
      which?: 'next' | 'any' | 'all';
      lines?: RawPatterns;
      /**
       * With `lines`: they come next, in this order with others between (default), or in any order.
       */
      order?: 'next' | 'in-order' | 'any-order';
      not?: RawPatterns1;
      count?: RawTimes;
      /**
       * Values to keep: name to field, or name to the named group of a line's expression.
       */
      capture?: {
        [k: string]: string;
      };
    };
/**
 * The same as the short form: `expect: { final: error }`.
 */
export type Words = string | string[];
/**
 * A value itself; or `{ matches: 'a regular expression for the whole value' }`, or `{ min: 1, max: 2048 }`.
 */
export type RawPattern =
  | string
  | number
  | {
      /**
       * A regular expression that matches the whole value; named groups are kept.
       */
      matches?: string;
      min?: RawCount1;
      max?: RawCount1;
    };
/**
 * A whole number, or a variable that is one.
 */
export type RawCount1 = number | string;
/**
 * Whole lines of the answer.
 */
export type RawPatterns =
  | string
  | number
  | {
      matches?: string;
      min?: RawCount1;
      max?: RawCount1;
    }
  | RawPattern[];
/**
 * No line of the answer is like these. Waits for the final.
 */
export type RawPatterns1 =
  | string
  | number
  | {
      matches?: string;
      min?: RawCount1;
      max?: RawCount1;
    }
  | RawPattern[];
/**
 * How many responses of the prefix, or lines like these, the whole exchange has: `2`, `0..3`, `1..`.
 */
export type RawTimes = number | string;
/**
 * The module asks for data: `prompt: {}`; or ends the command without asking: `prompt: none`, after which `expect` can name the final. Without a requirement `prompt: {}` only prepares what follows.
 */
export type RawPrompt = string | {};
/**
 * Bytes for the open data phase: `payload: hello`, `payload: { random: a-name, bytes: 4096 }`, or what the last payload left over: `payload: remaining`.
 */
export type RawPayload =
  | string
  | {
      text?: SourceText;
      escaped?: SourceEscaped;
      hex?: SourceHex;
      base64?: SourceBase64;
      file?: SourceFile;
      repeat?: SourceRepeat;
      fill?: SourceFill;
      url?: SourceUrl;
      random?: SourceRandom;
      bytes?: RawCount;
      /**
       * What the last payload left over.
       */
      remaining?: boolean;
      first?: RawCount2;
      pieces?: RawCount3;
      gap?: RawDuration;
      /**
       * Written in the same breath after the payload, beyond the declared length.
       */
      surplus?: string;
    };
/**
 * A whole number, or a variable that is one.
 */
export type RawCount2 = number | string;
/**
 * A whole number, or a variable that is one.
 */
export type RawCount3 = number | string;
/**
 * Pause between two pieces.
 */
export type RawDuration = string;
/**
 * The joined data of the counted information responses of the exchange: `body: hello`, `body: { as_served: true }`.
 */
export type RawBody =
  | string
  | {
      text?: SourceText;
      escaped?: SourceEscaped;
      hex?: SourceHex;
      base64?: SourceBase64;
      file?: SourceFile;
      repeat?: SourceRepeat;
      fill?: SourceFill;
      url?: SourceUrl;
      random?: SourceRandom;
      bytes?: RawCount4;
      /**
       * Its SHA-256 in hexadecimal.
       */
      sha256?: string;
      /**
       * Equal to the body that the origin served in this exchange.
       */
      as_served?: boolean;
      block_bytes_max?: RawCount5;
      blocks?: RawTimes1;
    };
/**
 * A whole number, or a variable that is one.
 */
export type RawCount4 = number | string;
/**
 * A whole number, or a variable that is one.
 */
export type RawCount5 = number | string;
/**
 * In how many blocks it arrives: `1`, `2..`.
 */
export type RawTimes1 = number | string;
/**
 * Nothing arrives for so long: `silence: 300 ms`.
 */
export type RawDuration1 = string;
/**
 * A value itself; or `{ matches: 'a regular expression for the whole value' }`, or `{ min: 1, max: 2048 }`.
 */
export type RawPattern1 =
  | string
  | number
  | {
      /**
       * A regular expression that matches the whole value; named groups are kept.
       */
      matches?: string;
      min?: RawCount1;
      max?: RawCount1;
    };
/**
 * A whole number, or a variable that is one.
 */
export type RawCount6 = number | string;
/**
 * Text (with variables), escaped, hex, base64, repeat or random; empty where not given.
 */
export type RawSource1 =
  | string
  | {
      text?: SourceText;
      escaped?: SourceEscaped;
      hex?: SourceHex;
      base64?: SourceBase64;
      file?: SourceFile;
      repeat?: SourceRepeat;
      fill?: SourceFill;
      url?: SourceUrl;
      random?: SourceRandom;
      bytes?: RawCount;
    };
/**
 * A whole number, or a variable that is one.
 */
export type RawCount7 = number | string;
/**
 * A whole number, or a variable that is one.
 */
export type RawCount8 = number | string;
/**
 * Wait before the status line.
 */
export type RawDuration2 = string;
/**
 * A number with its unit: `300 ms`, `5 s`, `2 min`.
 */
export type RawDuration3 = string;
/**
 * A whole number, or a variable that is one.
 */
export type RawCount9 = number | string;
/**
 * A whole number, or a variable that is one.
 */
export type RawCount10 = number | string;
/**
 * What the origin got since the last send: `received: { method: POST, target: /post, body: hello }`, or `received: nothing`, or `received: no body`.
 */
export type RawReceived =
  | string
  | {
      /**
       * Since the last send (default), or in this scenario.
       */
      since?: 'send' | 'scenario';
      requests?: RawCount11;
      method?: string;
      /**
       * The request target as sent, path with query.
       */
      target?: string;
      headers?: RawHeaders1;
      header_lines?: Words1;
      without_headers?: Words2;
      body?: RawSource2;
      body_bytes?: RawCount12;
      /**
       * The body is what was entered in this exchange, up to the declared length.
       */
      body_as_entered?: boolean;
      /**
       * Did it come over TLS?
       */
      tls?: boolean | string;
      /**
       * Every connection was closed, and none was used twice.
       */
      connections_closed?: boolean;
      /**
       * Values to keep: name to `method`, `target`, `body`, or `header <name>`.
       */
      capture?: {
        [k: string]: string;
      };
    };
/**
 * A whole number, or a variable that is one.
 */
export type RawCount11 = number | string;
/**
 * Raw header lines exactly as sent, in this order, others between them allowed.
 */
export type Words1 = string | string[];
/**
 * Names that are not there.
 */
export type Words2 = string | string[];
/**
 * The body's bytes.
 */
export type RawSource2 =
  | string
  | {
      text?: SourceText;
      escaped?: SourceEscaped;
      hex?: SourceHex;
      base64?: SourceBase64;
      file?: SourceFile;
      repeat?: SourceRepeat;
      fill?: SourceFill;
      url?: SourceUrl;
      random?: SourceRandom;
      bytes?: RawCount;
    };
/**
 * A whole number, or a variable that is one.
 */
export type RawCount12 = number | string;
/**
 * A number with its unit: `300 ms`, `5 s`, `2 min`.
 */
export type RawDuration4 = string;
/**
 * Clear the named states and verify it by query: `clean: [configured_url]`, or `clean: all`.
 */
export type Words3 = string | string[];
/**
 * Bytes: a text, or by one of these keys.
 */
export type RawSource3 =
  | string
  | {
      text?: SourceText;
      escaped?: SourceEscaped;
      hex?: SourceHex;
      base64?: SourceBase64;
      file?: SourceFile;
      repeat?: SourceRepeat;
      fill?: SourceFill;
      url?: SourceUrl;
      random?: SourceRandom;
      bytes?: RawCount;
    };
/**
 * Requirements that this expectation proves: `proves: R-HTTPCPOST-01`.
 */
export type Words4 = string | string[];
/**
 * Open questions whose answer this expectation records: `answers: Q-15`.
 */
export type Words5 = string | string[];
/**
 * A number with its unit: `300 ms`, `5 s`, `2 min`.
 */
export type RawDuration5 = string;
/**
 * Conditions on the profile: `headers_max >= 20`. Where one does not hold the scenario is skipped.
 */
export type Words6 = string | string[];
/**
 * Ids of scenarios that must pass first.
 */
export type Words7 = string | string[];
/**
 * Words to select by, without their `@`.
 */
export type Words8 = string | string[];
export type Cell = string | number | boolean | (string | number | boolean)[] | null;

/**
 * A file of scenarios: exchanges with a module and what they prove.
 */
export interface ScenarioFile {
  /**
   * The command set that the scenarios test: `http`.
   */
  set: string;
  scenarios: RawScenario[];
}
export interface RawScenario {
  /**
   * Stable and path-like; its first part is the command: `HTTPCPOST/data-phase/exact-length`.
   */
  id: string;
  /**
   * One sentence that says what holds.
   */
  title: string;
  /**
   * What must be so before the test begins. A failure here is inconclusive, never the module's failure.
   */
  given?: RawGiven[];
  needs?: Words6;
  after?: Words7;
  tags?: Words8;
  /**
   * Writes flash, restores or resets: needs leave on a real module. Known by itself where the steps show it.
   */
  destructive?: boolean;
  /**
   * The one requirement that every expectation proves, where the scenario proves exactly one.
   */
  proves?: string;
  /**
   * The scenario runs once a row. `${column}` in a step is the row's value; a value that is `${column}` alone keeps its type.
   */
  examples?: ExampleRow[];
  steps: RawStep[];
}
/**
 * One thing that is done or expected. Each has exactly one of send, raw, expect, prompt, payload, body, silence, urc, origin, received, elapsed, wait, reset, clean, set, make, note, given and when; beside it stand proves, answers, within and record.
 */
export interface RawStep {
  send?: RawSend;
  raw?: RawSource;
  expect?: RawExpect;
  prompt?: RawPrompt;
  payload?: RawPayload;
  body?: RawBody;
  silence?: RawDuration1;
  urc?: RawPattern1;
  origin?: RawOrigin;
  received?: RawReceived;
  elapsed?: RawElapsed;
  wait?: RawDuration4;
  /**
   * Reset the module by its command and wait for its banner: `reset: {}`, or `reset: restore`.
   */
  reset?:
    | string
    | {
        /**
         * Also return to factory settings.
         */
        restore?: boolean;
      };
  clean?: Words3;
  /**
   * Keep values under names: `set: { greeting: hello }` makes `${greeting}` and `${greeting.length}`.
   */
  set?: {
    [k: string]: string | number | boolean;
  };
  /**
   * Keep bytes made by rule under names: `make: { long_url: { fill: "${origin}/anything/", bytes: 512 } }`.
   */
  make?: {
    [k: string]: RawSource3;
  };
  /**
   * Write a sentence into the report.
   */
  note?: string;
  /**
   * Steps in the middle that only prepare what follows: they prove nothing, and a failure is inconclusive.
   */
  given?: RawGiven[];
  /**
   * A condition on columns and profile values, decided when the file is loaded: `${outcome} == accepted`, `${profile.headers_max} >= 20`.
   */
  when?: string;
  /**
   * With `when`: the steps where the condition holds.
   */
  steps?: RawStep[];
  /**
   * With `when`: the steps where it does not hold. Where the profile does not know the value, they record.
   */
  else?: RawStep[];
  proves?: Words4;
  answers?: Words5;
  within?: RawDuration5;
  /**
   * Record what comes instead of judging it.
   */
  record?: boolean;
}
/**
 * Script the origin's next answer: `origin: { status: 404, body: gone }`.
 */
export interface RawOrigin {
  /**
   * Only for a request of this method.
   */
  method?: string;
  /**
   * Only for a request to this path.
   */
  path?: string;
  status?: RawCount6;
  /**
   * The words after the status.
   */
  reason?: string;
  headers?: RawHeaders;
  body?: RawSource1;
  /**
   * length (default): a true Content-Length. chunked. none: the end of the connection ends the body. false-length: claims `claimed_bytes`.
   */
  framing?: string;
  chunk_bytes?: RawCount7;
  claimed_bytes?: RawCount8;
  delay?: RawDuration2;
  /**
   * Send the body slowly: `{ bytes: 1, every: 500 ms }`.
   */
  trickle?: {
    bytes: RawCount1;
    every: RawDuration3;
  };
  /**
   * Fall silent for good with the connection open: before-head, after-head, or in-body after `at_bytes`.
   */
  stall?: string;
  /**
   * End the connection after `at_bytes` of the body: close-early, or by a TCP reset.
   */
  end?: string;
  at_bytes?: RawCount9;
  times?: RawCount10;
}
/**
 * Header fields in order; a list repeats a name.
 */
export interface RawHeaders {
  [k: string]: string | number | (string | number)[];
}
/**
 * Each is there with exactly these values. Names compare without case.
 */
export interface RawHeaders1 {
  [k: string]: string | number | (string | number)[];
}
/**
 * The time from the last send (or the last payload byte) to the final: `elapsed: { min: 900 ms, max: 1500 ms }`.
 */
export interface RawElapsed {
  /**
   * Where the time begins; send where not given.
   */
  from?: 'send' | 'payload';
  min?: RawDuration3;
  max?: RawDuration3;
}
export interface ExampleRow {
  /**
   * The last part of this row's scenario id.
   */
  id: string;
  /**
   * The one requirement that this row proves.
   */
  proves?: string;
  [k: string]: Cell | string | undefined;
}
