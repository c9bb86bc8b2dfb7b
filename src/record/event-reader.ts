/** Reads `events.ndjson` back: text to events, and what is wrong with it. */
import { createHash } from 'node:crypto';
import { EVENT_FORMAT, type FooterEvent, type RecordedBytes, type RunEvent } from './event.ts';
import { findShapeFault } from './event-shape.ts';
import { holdsItsHash } from './recorded-bytes.ts';

/**
 * empty: no line at all. format: written by another version. syntax: a line that is no JSON. shape: JSON that is no event.
 * gap: a number that does not follow the one before. altered: the bytes are not those that the footer (or a seeded body)
 * vouches for. unfinished: no footer, the run was killed; what is there can be read and judged all the same.
 */
export type EventFaultKind = 'empty' | 'format' | 'syntax' | 'shape' | 'gap' | 'altered' | 'unfinished';

export interface EventFault {
  readonly kind: EventFaultKind;
  /** From 1. */
  readonly line: number;
  /** What was expected and what came. */
  readonly message: string;
}

export interface EventReading {
  /** Every line that is an event, in the order of the file. */
  readonly events: readonly RunEvent[];
  readonly faults: readonly EventFault[];
}

/** May `faults` be overlooked? A run that was killed is still evidence; anything else means that the file is not what was written. */
export function isTrustworthy(faults: readonly EventFault[]): boolean {
  return faults.every((fault) => fault.kind === 'unfinished');
}

type LineReading = { readonly event: RunEvent } | { readonly fault: Omit<EventFault, 'line'> };

/** The events of `text`, one JSON object a line, with all that is wrong. Line ends may be LF or CR LF. */
export function readEvents(text: string): EventReading {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const isTorn = lines.at(-1) !== '';
  if (!isTorn) lines.pop();
  if (lines.length === 0)
    return {
      events: [],
      faults: [{ kind: 'empty', line: 1, message: 'expected a header event, the file is empty' }],
    };

  const events: RunEvent[] = [];
  const faults: EventFault[] = [];
  const hash = createHash('sha256');
  for (const [index, line] of lines.entries()) {
    const reading = readLine(line);
    if ('event' in reading) {
      faults.push(...checkSequence(events, reading.event, index + 1));
      if (reading.event.kind === 'footer')
        faults.push(...checkFooter(reading.event, events.length, hash.copy().digest('hex'), index + 1));
      events.push(reading.event);
    } else if (isTorn && index === lines.length - 1 && reading.fault.kind === 'syntax')
      faults.push({
        kind: 'unfinished',
        line: index + 1,
        message: 'the last line is torn: the run was killed while it wrote',
      });
    else faults.push({ ...reading.fault, line: index + 1 });
    hash.update(`${line}\n`);
  }
  if (
    !events.some((event) => event.kind === 'footer') &&
    !faults.some((fault) => fault.kind === 'unfinished')
  )
    faults.push({
      kind: 'unfinished',
      line: lines.length,
      message: 'there is no footer: the run was killed before its end',
    });
  return { events, faults };
}

function readLine(line: string): LineReading {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return {
      fault: {
        kind: 'syntax',
        message: `expected one JSON object on the line (${(error as Error).message})`,
      },
    };
  }
  const format = findOtherFormat(value);
  if (format !== null)
    return {
      fault: { kind: 'format', message: `expected the format ${EVENT_FORMAT}, this file has ${format}` },
    };
  const fault = findShapeFault(value);
  if (fault !== null) return { fault: { kind: 'shape', message: fault } };
  return { event: value as RunEvent };
}

/** The format that a header of another version names, or null. */
function findOtherFormat(value: unknown): string | null {
  const header = value as { readonly kind?: unknown; readonly format?: unknown } | null;
  return header?.kind === 'header' && header.format !== EVENT_FORMAT ? JSON.stringify(header.format) : null;
}

/** Is `event` the one that should follow `before`? */
function checkSequence(before: readonly RunEvent[], event: RunEvent, line: number): EventFault[] {
  const faults: EventFault[] = [];
  const expected = (before.at(-1)?.n ?? 0) + 1;
  if (event.n !== expected)
    faults.push({ kind: 'gap', line, message: `expected event ${expected}, this is event ${event.n}` });
  if ((before.length === 0) !== (event.kind === 'header'))
    faults.push({
      kind: 'shape',
      line,
      message: `expected ${before.length === 0 ? 'a header event first' : 'one header event'}, this is ${event.kind}`,
    });
  if (before.at(-1)?.kind === 'footer')
    faults.push({
      kind: 'altered',
      line,
      message: `expected nothing after the footer, a ${event.kind} event came`,
    });
  const bytes = bytesOf(event);
  if (bytes !== null && !holdsItsHash(bytes))
    faults.push({ kind: 'altered', line, message: 'the seeded body is not the one that its SHA-256 names' });
  return faults;
}

function bytesOf(event: RunEvent): RecordedBytes | null {
  return 'bytes' in event ? (event.bytes ?? null) : null;
}

function checkFooter(
  footer: FooterEvent,
  eventsBefore: number,
  sha256: string,
  line: number,
): readonly EventFault[] {
  if (footer.sha256 !== sha256)
    return [
      {
        kind: 'altered',
        line,
        message: `the footer vouches for SHA-256 ${footer.sha256}, the lines before it have ${sha256}`,
      },
    ];
  return footer.events === eventsBefore
    ? []
    : [
        {
          kind: 'altered',
          line,
          message: `the footer counts ${footer.events} events, ${eventsBefore} stand before it`,
        },
      ];
}
