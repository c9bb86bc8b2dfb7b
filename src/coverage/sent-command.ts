/** The command lines that scenarios put on the wire, each with how the module took it. */
import { type Bytes, decodeText, escapeBytes } from '../base/bytes.ts';
import type { ExchangeEvent, SentEvent } from '../record/event.ts';
import { decodeRecordedBytes } from '../record/recorded-bytes.ts';
import { type CommandLine, parseCommandLine } from '../wire/command-line.ts';

/** unknown: no final came, or the bytes were part of no exchange. */
export type Outcome = 'accepted' | 'refused' | 'unknown';

export interface SentCommand {
  readonly line: CommandLine;
  readonly outcome: Outcome;
  /** From the last byte of the line to the last byte of the final; null where none came. */
  readonly durationMs: number | null;
}

/**
 * What `sent` holds of well-formed command lines sent for a scenario's own sake, in order. Preconditions, cleaning,
 * probing, payloads and lines that are no commands are left out.
 */
export function listSentCommands(
  sent: readonly SentEvent[],
  exchanges: readonly ExchangeEvent[],
): readonly SentCommand[] {
  const pending = groupByLine(exchanges.filter((exchange) => exchange.purpose === 'scenario'));
  const commands: SentCommand[] = [];
  for (const event of sent) {
    if (event.purpose !== 'scenario' || event.as !== 'command') continue;
    const bytes = withoutTerminator(decodeRecordedBytes(event.bytes));
    const exchange = takeExchange(pending.get(escapeBytes(bytes)), event.n);
    const line = parseCommandLine(decodeText(bytes));
    if (line === null) continue;
    commands.push({
      line,
      outcome: exchange === null ? 'unknown' : outcomeOf(exchange),
      durationMs: exchange?.durationMs ?? null,
    });
  }
  return commands;
}

function groupByLine(exchanges: readonly ExchangeEvent[]): ReadonlyMap<string, ExchangeEvent[]> {
  const groups = new Map<string, ExchangeEvent[]>();
  for (const exchange of exchanges) {
    const group = groups.get(exchange.line);
    if (group === undefined) groups.set(exchange.line, [exchange]);
    else group.push(exchange);
  }
  return groups;
}

/** The exchange among `candidates` (all of the same line) that event `n` belongs to; each answers for one line only. */
function takeExchange(candidates: ExchangeEvent[] | undefined, n: number): ExchangeEvent | null {
  const index = candidates?.findIndex(({ events: [first, last] }) => first <= n && n <= last) ?? -1;
  return index < 0 ? null : (candidates?.splice(index, 1)[0] ?? null);
}

/** A module that prompts has accepted the line, whatever becomes of the data. */
function outcomeOf(exchange: ExchangeEvent): Outcome {
  if (exchange.prompted || exchange.accepted === true) return 'accepted';
  return exchange.accepted === false ? 'refused' : 'unknown';
}

const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

function withoutTerminator(bytes: Bytes): Bytes {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === CARRIAGE_RETURN || bytes[end - 1] === LINE_FEED)) end -= 1;
  return bytes.subarray(0, end);
}
