/** Recordings of one JSON object a line: `t` in ms, `dir` tx or rx, `data` in base64, and `ch` where two ends were recorded. */
import { FaultList, quote, type Reading, type Traffic } from './traffic.ts';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

type LineReading = { readonly traffic: Traffic } | { readonly fault: string; readonly isSyntax: boolean };

/** `text` is the file, one character a byte or decoded: nothing in it is outside ASCII. A torn last line is left out and told. */
export function readNdjson(text: string): Reading {
  const faults = new FaultList();
  const traffic: Traffic[] = [];
  const remarks: string[] = [];
  const lines = text.split('\n');
  let lastMs = 0;
  for (const [index, line] of lines.entries()) {
    if (faults.isFull) break;
    if (line.trim() === '') continue;
    const reading = readLine(line, index + 1, lastMs);
    if ('traffic' in reading) {
      lastMs = reading.traffic.atMs;
      if (reading.traffic.bytes.length > 0) traffic.push(reading.traffic);
    } else if (reading.isSyntax && index === lines.length - 1 && traffic.length > 0)
      remarks.push(`line ${index + 1} is torn and was left out: the recorder was stopped while it wrote`);
    else faults.add(index + 1, reading.fault);
  }
  return { traffic, faults: faults.list, remarks, startedAt: null };
}

function readLine(line: string, number: number, lastMs: number): LineReading {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { fault: `expected one JSON object on the line, got ${quote(line)}`, isSyntax: true };
  }
  const refuse = (fault: string): LineReading => ({ fault, isSyntax: false });
  if (typeof value !== 'object' || value === null) return refuse(`expected an object, got ${quote(line)}`);
  const { t, dir, data, ch } = value as Readonly<Record<string, unknown>>;
  if ('kind' in value)
    return refuse('expected a recording, this is a transcript already: it needs no import');
  if (typeof t !== 'number' || !Number.isFinite(t) || t < 0)
    return refuse(`field t: expected milliseconds from 0, got ${show(t)}`);
  if (t < lastMs) return refuse(`field t: expected a time not before ${lastMs}, got ${t}`);
  if (dir !== 'tx' && dir !== 'rx') return refuse(`field dir: expected "tx" or "rx", got ${show(dir)}`);
  if (typeof data !== 'string' || !BASE64.test(data))
    return refuse(`field data: expected base64, got ${show(data)}`);
  if (ch !== undefined && typeof ch !== 'string') return refuse(`field ch: expected a text, got ${show(ch)}`);
  return {
    traffic: {
      direction: dir,
      bytes: Buffer.from(data, 'base64'),
      atMs: t,
      channel: ch ?? null,
      line: number,
    },
  };
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : quote(JSON.stringify(value) ?? '');
}
