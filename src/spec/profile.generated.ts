/** Made from schemas/profile.schema.json by `npm run types`; edit the schema instead. */

/**
 * Where the value comes from. manual: the command set's own manual. document: another document of the vendor. binary: a string in a shipped image. source: source code. issue: a report by a user. inferred: a conclusion. For an unknown value: what was read without finding it.
 */
export type Provenance = 'document' | 'binary' | 'source' | 'inferred' | 'issue' | 'manual';

/**
 * A capability profile: how one family of modules differs where the manual leaves room.
 */
export interface ProfileFile {
  /**
   * The name of the profile, that of its file.
   */
  profile: string;
  /**
   * The family of modules, as a report names it.
   */
  title: string;
  /**
   * The profile that holds for everything that this one does not say.
   */
  extends?: string;
  framing?: RawFraming;
  timing?: RawTiming;
  values?: RawValues;
}
/**
 * What the session must know before it can read a single byte.
 */
export interface RawFraming {
  /**
   * Ends a command line, written with escapes: "\r\n".
   */
  terminator?: string;
  /**
   * Does the module repeat what it is sent? either: tolerated and found out.
   */
  echo?: 'on' | 'off' | 'either';
  /**
   * bare: `OK\r\n`. wrapped: `\r\nOK\r\n`. either: one of both, the same throughout a run.
   */
  results?: 'bare' | 'wrapped' | 'either';
  /**
   * The bytes from the end of OK's line to the end of the prompt, each an accepted form.
   *
   * @minItems 1
   *
   * Items: One form.
   */
  prompts?: [string, ...string[]];
  /**
   * Finals that mean success, the longest first.
   *
   * @minItems 1
   *
   * Items: A final.
   */
  success_finals?: [string, ...string[]];
  /**
   * Finals that mean refusal or failure.
   *
   * @minItems 1
   *
   * Items: A final.
   */
  error_finals?: [string, ...string[]];
  /**
   * Lines that refuse a command while another one runs.
   *
   * Items: A line.
   */
  busy?: string[];
  /**
   * Unsolicited result codes, each a regular expression that matches the whole line.
   *
   * Items: A regular expression that matches the whole line.
   */
  urcs?: string[];
  /**
   * A regular expression that matches the line that a module prints when it has started.
   */
  banner?: string;
}
/**
 * How long things take.
 */
export interface RawTiming {
  /**
   * Longest wait for a final that has no time limit of its own.
   */
  reply_ms?: number;
  /**
   * Quiet time after which an exchange is taken to be over.
   */
  quiet_ms?: number;
  /**
   * Rest after a prompt before the first payload byte.
   */
  prompt_settle_ms?: number;
  /**
   * Rest between two commands.
   */
  command_settle_ms?: number;
  /**
   * Longest wait for the banner after a reset.
   */
  boot_ms?: number;
  /**
   * The line that resets the module.
   */
  reset_command?: string;
  /**
   * The line that returns it to factory settings.
   */
  restore_command?: string;
}
/**
 * Capabilities and expected values. unknown: the expectation only records.
 */
export interface RawValues {
  /**
   * How many headers AT+HTTPCHEAD keeps. unlimited: no limit but memory.
   */
  headers_max?: {
    value: number | ('unlimited' | 'unknown');
    from: Provenance;
  };
  /**
   * How many headers one command line may hold beside the configured ones.
   */
  inline_headers_max?: {
    value: number | ('unlimited' | 'unknown');
    from: Provenance;
  };
  /**
   * The longest URL that AT+HTTPURLCFG takes, in bytes.
   */
  url_bytes_max?: {
    value: number | 'unknown';
    from: Provenance;
  };
  /**
   * The longest URL that then reaches a server whole, in bytes.
   */
  url_usable_bytes_max?: {
    value: number | 'unknown';
    from: Provenance;
  };
  /**
   * The longest command line that is taken, in bytes, its terminator not counted.
   */
  line_bytes_max?: {
    value: number | 'unknown';
    from: Provenance;
  };
  /**
   * The largest length that AT+HTTPCPOST and AT+HTTPCPUT take, in bytes. heap: as much as memory is free.
   */
  post_bytes_max?: {
    value: number | ('heap' | 'unknown');
    from: Provenance;
  };
  /**
   * The longest header that AT+HTTPCHEAD takes, in bytes.
   */
  chead_bytes_max?: {
    value: number | ('unlimited' | 'unknown');
    from: Provenance;
  };
  /**
   * How a response body is printed. per-block: each block with its own length. total-once: the total once, then everything raw.
   */
  body_framing?: {
    value: 'per-block' | 'total-once' | 'unknown';
    from: Provenance;
  };
  /**
   * What AT+HTTPCLIENT prints for HEAD. header-blocks: one counted block for each header. length-only: the content length. none: nothing.
   */
  head_response?: {
    value: 'header-blocks' | 'length-only' | 'none' | 'unknown';
    from: Provenance;
  };
  /**
   * Which HTTP statuses count as success. below-400: all of them. only-200: no other.
   */
  success_statuses?: {
    value: 'below-400' | 'only-200' | 'unknown';
    from: Provenance;
  };
  /**
   * The final of a command without data phase when the server answers 400 or above.
   */
  http_error_final_get?: {
    value: string;
    from: Provenance;
  };
  /**
   * The final of AT+HTTPCPOST and AT+HTTPCPUT when the server answers 400 or above.
   */
  http_error_final_post?: {
    value: string;
    from: Provenance;
  };
  /**
   * Are the bodies of answers to AT+HTTPCPOST and AT+HTTPCPUT printed?
   */
  post_response_body?: {
    value: true | false | 'unknown';
    from: Provenance;
  };
  /**
   * AT+HTTPCPOST and AT+HTTPCPUT with a length of 0. prompts: as for any other length. refused: an error final.
   */
  zero_length_post?: {
    value: 'prompts' | 'refused' | 'unknown';
    from: Provenance;
  };
  /**
   * A count of headers that differs from the headers given. refused: an error final before any prompt. accepted: it prompts.
   */
  header_count_mismatch?: {
    value: 'refused' | 'accepted' | 'unknown';
    from: Provenance;
  };
  /**
   * A header without a colon in AT+HTTPCPOST or AT+HTTPCPUT. before-prompt, after-data: when it is refused. accepted: it is not.
   */
  header_without_colon?: {
    value: 'before-prompt' | 'after-data' | 'accepted' | 'unknown';
    from: Provenance;
  };
  /**
   * Fewer bytes than declared. waits: for ever. timeout: the command ends with an error final after a while.
   */
  short_data?: {
    value: 'waits' | 'timeout' | 'unknown';
    from: Provenance;
  };
  /**
   * Bytes beyond the declared length. command: they are read as the start of a command line. dropped: they are lost.
   */
  surplus_data?: {
    value: 'command' | 'dropped' | 'unknown';
    from: Provenance;
  };
  /**
   * `+++` among the bytes of a counted data phase. data: three bytes like others. leaves: it ends the phase.
   */
  escape_in_data_phase?: {
    value: 'data' | 'leaves' | 'unknown';
    from: Provenance;
  };
  /**
   * The final of AT+HTTPURLCFG=0.
   */
  urlcfg_clear_final?: {
    value: string;
    from: Provenance;
  };
  /**
   * Does AT+HTTPURLCFG=0 prompt?
   */
  urlcfg_clear_prompts?: {
    value: true | false | 'unknown';
    from: Provenance;
  };
  /**
   * Does AT+HTTPURLCFG? print the URL between double quotes?
   */
  urlcfg_query_quoted?: {
    value: true | false | 'unknown';
    from: Provenance;
  };
  /**
   * The final of AT+HTTPCHEAD=0.
   */
  chead_clear_final?: {
    value: string;
    from: Provenance;
  };
  /**
   * Does AT+HTTPCHEAD=0 prompt?
   */
  chead_clear_prompts?: {
    value: true | false | 'unknown';
    from: Provenance;
  };
  /**
   * How many fields each line of AT+HTTPCHEAD? has: 2 (index and header) or 3 (index, key and value).
   */
  chead_query_fields?: {
    value: number | 'unknown';
    from: Provenance;
  };
  /**
   * The index of the first header that AT+HTTPCHEAD? lists.
   */
  chead_index_first?: {
    value: number | 'unknown';
    from: Provenance;
  };
  /**
   * The order in which AT+HTTPCHEAD? lists headers.
   */
  chead_order?: {
    value: 'oldest-first' | 'newest-first' | 'unknown';
    from: Provenance;
  };
  /**
   * The same key configured twice. last-wins: the second replaces the first. both-kept: two headers. refused: the second is refused.
   */
  chead_same_key?: {
    value: 'last-wins' | 'both-kept' | 'refused' | 'unknown';
    from: Provenance;
  };
  /**
   * Are keys that differ only in case the same header?
   */
  chead_key_case?: {
    value: 'sensitive' | 'insensitive' | 'unknown';
    from: Provenance;
  };
  /**
   * A header without a colon given to AT+HTTPCHEAD. refused: an error final after its bytes. accepted: it is kept.
   */
  chead_without_colon?: {
    value: 'refused' | 'accepted' | 'unknown';
    from: Provenance;
  };
  /**
   * The size that AT+HTTPGETSIZE prints where the server declares none. error: an error final instead.
   */
  get_size_without_length?: {
    value: number | ('error' | 'unknown');
    from: Provenance;
  };
  /**
   * The HTTP method of AT+HTTPGETSIZE.
   */
  get_size_method?: {
    value: 'GET' | 'HEAD' | 'unknown';
    from: Provenance;
  };
  /**
   * Where the address comes from when the URL of AT+HTTPCLIENT is empty and host and path are given too.
   */
  empty_url_source?: {
    value: 'configured-url' | 'host-and-path' | 'unknown';
    from: Provenance;
  };
  /**
   * AT+HTTPCLIENT with an empty transport type. default: taken as 1. refused: an error final.
   */
  transport_omitted?: {
    value: 'default' | 'refused' | 'unknown';
    from: Provenance;
  };
  /**
   * Does 0 for a buffer size or a timeout mean the default?
   */
  zero_uses_default?: {
    value: true | false | 'unknown';
    from: Provenance;
  };
  /**
   * The network timeout of AT+HTTPGETSIZE and AT+HTTPCGET where none is given, in ms.
   */
  default_timeout_ms?: {
    value: number | 'unknown';
    from: Provenance;
  };
  /**
   * The network timeout of AT+HTTPCLIENT, AT+HTTPCPOST and AT+HTTPCPUT, in ms.
   */
  client_timeout_ms?: {
    value: number | 'unknown';
    from: Provenance;
  };
  /**
   * Are redirects followed by the commands other than AT+HTTPCLIENT?
   */
  redirects_followed?: {
    value: true | false | 'unknown';
    from: Provenance;
  };
  /**
   * Do the configured URL and headers survive a reset?
   */
  reset_keeps_configuration?: {
    value: true | false | 'unknown';
    from: Provenance;
  };
  /**
   * Are there ATE0 and ATE1?
   */
  echo_switch?: {
    value: true | false | 'unknown';
    from: Provenance;
  };
  /**
   * What `AT+X=?` is answered with. usage: text, then OK. ok: only OK. error: an error final.
   */
  test_form?: {
    value: 'usage' | 'ok' | 'error' | 'unknown';
    from: Provenance;
  };
  /**
   * The final of a command that the module does not know.
   */
  unknown_command_final?: {
    value: string;
    from: Provenance;
  };
  /**
   * The final of a known command with a parameter that it does not take.
   */
  bad_parameter_final?: {
    value: string;
    from: Provenance;
  };
}
