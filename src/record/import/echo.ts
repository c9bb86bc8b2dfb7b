/** Finds command lines in what a module sent: a log of received bytes tells what was sent only by its echo. */

export interface EchoedLine {
  /** Where the echo begins. */
  readonly start: number;
  /** The line as it was sent, with its terminator. */
  readonly sent: string;
}

/**
 * A line that a host may have sent. Replies begin with AT too (`AT version:2.2.0`), so a blank may not follow; lower case is
 * taken only where the rest is short, since words begin with it (`attached`).
 */
const COMMAND =
  /AT(?:[+!#$%&*@\\^_][^\r\n]*|[A-Z][^\s]*)?(?=[\r\n])|at(?:[+!#$%&*@\\^_][^\r\n]*|[a-z]\d*)?(?=[\r\n])/y;
/** The head of a response whose number may count raw bytes. */
const COUNTED = /\+[A-Z][A-Z0-9_]*:(\d{1,9}),/y;
const CONTROL = /[\x00-\x1f\x7f]/;

/** The echoed command lines of `log` (one character a byte), in order. Counted bytes are passed over, whatever they contain. */
export function findEchoedLines(log: string): EchoedLine[] {
  const found: EchoedLine[] = [];
  let isBehindPrompt = false;
  let offset = 0;
  while (offset < log.length) {
    const counted = endOfCounted(log, offset);
    if (counted !== null) {
      offset = counted;
      continue;
    }
    const line = matchAt(COMMAND, log, offset);
    const end = log.indexOf('\n', offset);
    // What is echoed directly behind a prompt is a payload, even one that looks like a command.
    if (line !== null && !CONTROL.test(line) && !isBehindPrompt)
      found.push({ start: offset, sent: line + terminatorAt(log, offset + line.length) });
    const next = end < 0 ? log.length : end + 1;
    const text = log.slice(offset, Math.min(next, offset + 4)).trim();
    if (text !== '') isBehindPrompt = isPrompt(log.slice(offset, next));
    offset = next;
  }
  return found;
}

/** How many prompts for data stand in `log`. */
export function countPrompts(log: string): number {
  return log.split('\n').filter(isPrompt).length;
}

function isPrompt(line: string): boolean {
  return line.length <= 4 && line.trim() === '>';
}

/** Behind the line end of a counted response at `offset`, or null where none stands there that ends as it declares. */
function endOfCounted(log: string, offset: number): number | null {
  COUNTED.lastIndex = offset;
  const head = COUNTED.exec(log);
  const count = Number(head?.[1]);
  if (head === null || count === 0) return null;
  const end = offset + head[0].length + count;
  return log.startsWith('\r\n', end) ? end + 2 : null;
}

/** `AT\r` comes back as `AT\r`, and the reply begins with a line end of its own (V.250 5.7.1): the first CR alone was sent. */
function terminatorAt(log: string, offset: number): string {
  if (log.startsWith('\r\n', offset)) return '\r\n';
  return log[offset] ?? '';
}

function matchAt(expression: RegExp, text: string, offset: number): string | null {
  expression.lastIndex = offset;
  return expression.exec(text)?.[0] ?? null;
}
