/** How one family of modules differs from the others: words, framing, limits, choices. Data, with a function where data would not do. */
import type { Conduct, HeaderRules } from './conduct.ts';
import type { HeaderLine } from './http/header-line.ts';

/**
 * Everything that ends a command. malformed: an unknown command or a line that cannot be read. bad-parameter: an
 * argument of the wrong type, out of range, missing or too many. failed: a well-formed command that did not succeed.
 */
export type Final = 'ok' | 'set-ok' | 'send-ok' | 'malformed' | 'bad-parameter' | 'failed' | 'send-failed';

/** Where a command with an empty url finds its address, tried in order. */
export type UrlSource = 'configured' | 'host-and-path';

export interface Personality {
  readonly name: string;
  readonly conduct: Conduct;
  /** Lines of AT+GMR. */
  readonly identity: readonly string[];
  /** What the wire carries, CR and LF included. */
  readonly wire: {
    readonly finals: Readonly<Record<Final, string>>;
    /** The OK before a data phase together with its prompt. */
    readonly prompt: string;
    readonly busy: string;
    readonly banner: string;
    /** The unsolicited codes of a station that has joined its network and got an address. */
    readonly networkUp: string;
  };
  readonly hasEchoAtBoot: boolean;
  /** From a reset to the banner; what arrives meanwhile is lost. */
  readonly bootMs: number;
  /** From the banner to the network. */
  readonly joinMs: number;
  /** How long a data phase waits for its bytes before it fails; null: for ever. */
  readonly payloadMs: number | null;
  /** Longest command line, without its CR LF. */
  readonly lineBytesMax: number;
  /** What a data phase may take at most. */
  readonly heapBytesFree: number;
  /** Whether `AT+COMMAND=?` answers with a usage text. */
  readonly hasTestForms: boolean;
  readonly url: {
    readonly bytesMin: number;
    readonly bytesMax: number;
    /** The information response of AT+HTTPURLCFG? with its line ends; null: nothing is configured. */
    renderQuery(url: string | null): string;
  };
  readonly headers: HeaderRules & {
    /** The information response of AT+HTTPCHEAD? with its line ends; headers in the order in which they were set. */
    renderQuery(headers: readonly HeaderLine[]): string;
  };
  readonly http: {
    readonly userAgent: string;
    /** Content-Type of AT+HTTPCPOST and AT+HTTPCPUT where the user names none; null: no such header. */
    readonly postContentType: string | null;
    readonly putContentType: string | null;
    /** What AT+HTTPGETSIZE asks with, and what it prints where the answer names no length. */
    readonly sizeMethod: 'GET' | 'HEAD';
    readonly unknownSize: string;
    /** Finals of an answer with status 400 or more. */
    readonly errorStatusFinal: Final;
    readonly sendErrorStatusFinal: Final;
    /** Smallest length of AT+HTTPCPOST and AT+HTTPCPUT. */
    readonly sendBytesMin: number;
    /** Idle limit of AT+HTTPCPOST and AT+HTTPCPUT, and most data in one information block. */
    readonly sendIdleMs: number;
    readonly sendBlockBytes: number;
  };
  readonly client: {
    readonly idleMs: number;
    readonly blockBytes: number;
    readonly emptyUrl: readonly UrlSource[];
    readonly mayOmitTransport: boolean;
    /** An omitted content type then means no Content-Type header. */
    readonly mayOmitContentType: boolean;
  };
}
