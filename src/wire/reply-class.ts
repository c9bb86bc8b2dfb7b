/** What a line of a module means by the words that its profile declares: a final, a busy refusal, an unsolicited code, the banner. */

export interface ReplyWords {
  readonly successFinals: readonly string[];
  readonly errorFinals: readonly string[];
  /** Codes of results that are numbers: finals only where they end with CR alone. */
  readonly numericSuccessFinals: readonly string[];
  readonly numericErrorFinals: readonly string[];
  readonly busy: readonly string[];
  /** Regular expressions that match a whole line. */
  readonly urcs: readonly string[];
  readonly banner: string;
}

export type ReplyClass = 'success' | 'error' | 'busy' | 'urc' | 'banner' | 'other';

/** Tells the class of a whole line, its terminator removed. Compiles the profile's expressions once. */
export function createReplyClassifier(words: ReplyWords): (line: string) => ReplyClass {
  const success = new Set([...words.successFinals, ...words.numericSuccessFinals]);
  const error = new Set([...words.errorFinals, ...words.numericErrorFinals]);
  const busy = new Set(words.busy);
  const urcs = words.urcs.map(compileWholeLine);
  const banner = compileWholeLine(words.banner);
  return (line) => {
    if (success.has(line)) return 'success';
    if (error.has(line)) return 'error';
    if (busy.has(line)) return 'busy';
    if (banner.test(line)) return 'banner';
    return urcs.some((urc) => urc.test(line)) ? 'urc' : 'other';
  };
}

function compileWholeLine(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 's');
}
