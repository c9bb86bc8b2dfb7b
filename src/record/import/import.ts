/** Makes a transcript of what other programs recorded: bytes of a file in, events or what is wrong with the file out. */
import { type Bytes, decodeLatin1, encodeText, escapeBytes } from '../../base/bytes.ts';
import { EVENT_FORMAT, type HeaderEvent, type Json, type RunEvent } from '../event.ts';
import { encodeRecordedBytes } from '../recorded-bytes.ts';
import { readNdjson } from './ndjson.ts';
import { arrangeSentLines, findTerminator, type Passage } from './sent-lines.ts';
import { readSocat } from './socat.ts';
import { looksLikeSocat } from './socat-transfer.ts';
import { looksLikeMinicom, readMinicomLog, readPicocomLog } from './terminal-log.ts';
import type { ImportFault, Reading, Traffic } from './traffic.ts';

export const IMPORT_FORMATS = ['ndjson', 'socat', 'picocom', 'minicom'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** Stands as the kind of link in the header of a transcript that was imported. */
const IMPORT_LINK = 'import';

/** Was the transcript of `header` made from what another program recorded? It holds no word of a bench's then: no probe, no cleaning. */
export function isImported(header: HeaderEvent): boolean {
  return header.device.link === IMPORT_LINK;
}

/** A recording larger than this is no conversation with a module; it would be held in memory several times. */
export const IMPORT_BYTES_MAX = 64 * 1024 * 1024;

export interface ImportOptions {
  /** Names the recording: the device's address becomes `import:NAME`. */
  readonly name: string;
  /** null: found by what the file contains. */
  readonly format: ImportFormat | null;
  /** The end of a two-ended recording that is wanted; null where there is only one. */
  readonly channel: string | null;
  /** Ends command lines where the recording does not tell: the profile's. */
  readonly terminator: string;
  /** When it was recorded where the recording does not tell, ISO 8601: for example the file's date. */
  readonly startedAt: string;
  readonly tool: HeaderEvent['tool'];
  /** The command set and profile that the transcript is to be read by, whole, with their hashes. */
  readonly set: Json;
  readonly profile: Json;
  readonly hashes: { readonly set: string; readonly profile: string };
}

export interface Import {
  readonly format: ImportFormat;
  /** A header and the bytes both ways, numbered, without a footer (transcript.ts writes one); empty where there are faults. */
  readonly events: readonly RunEvent[];
  /** What keeps the file from being imported. */
  readonly faults: readonly ImportFault[];
  /** What the recording does not tell and was taken for granted, each a sentence without its full stop. */
  readonly remarks: readonly string[];
}

/** Never throws and never cuts a byte out: what cannot be read whole is a fault with its line. */
export function importTranscript(bytes: Bytes, options: ImportOptions): Import {
  const format = options.format ?? detectFormat(bytes);
  const refuse = (faults: readonly ImportFault[]): Import => ({ format, events: [], faults, remarks: [] });
  if (bytes.length > IMPORT_BYTES_MAX)
    return refuse([
      { line: 1, message: `expected at most ${IMPORT_BYTES_MAX} bytes, the file has ${bytes.length}` },
    ]);
  if (bytes.length === 0) return refuse([{ line: 1, message: 'expected a recording, the file is empty' }]);
  const reading = readAs(format, bytes);
  const faults = reading.faults.length > 0 ? reading.faults : checkTraffic(reading.traffic, options.channel);
  if (faults.length > 0) return refuse(faults);
  const { channel } = options;
  const traffic = reading.traffic.filter((one) => channel === null || one.channel === channel);
  const terminator = findTerminator(traffic, options.terminator);
  const passages = arrangeSentLines(traffic, terminator);
  return {
    format,
    events: [makeHeader(options, format, terminator, reading.startedAt), ...passages.map(makeEvent)],
    faults: [],
    remarks: [...reading.remarks, ...remarkOn(terminator, options.terminator, reading.startedAt)],
  };
}

/** Told by the first bytes, and for the logs of terminal programs by their line ends. */
export function detectFormat(bytes: Bytes): ImportFormat {
  const start = decodeLatin1(bytes.subarray(0, 4096)).trimStart();
  if (start.startsWith('{')) return 'ndjson';
  if (looksLikeSocat(start)) return 'socat';
  return looksLikeMinicom(decodeLatin1(bytes)) ? 'minicom' : 'picocom';
}

function readAs(format: ImportFormat, bytes: Bytes): Reading {
  switch (format) {
    case 'ndjson':
      return readNdjson(decodeLatin1(bytes));
    case 'socat':
      return readSocat(decodeLatin1(bytes));
    case 'picocom':
      return readPicocomLog(bytes);
    case 'minicom':
      return readMinicomLog(bytes);
  }
}

function checkTraffic(traffic: readonly Traffic[], channel: string | null): ImportFault[] {
  const channels = [...new Set(traffic.flatMap((one) => (one.channel === null ? [] : [one.channel])))];
  const line = traffic[0]?.line ?? 1;
  if (traffic.length === 0)
    return [{ line: 1, message: 'expected bytes in at least one direction, got none' }];
  const known = channels.slice(0, 10).join(', ');
  if (channel !== null && !channels.includes(channel))
    return [
      {
        line,
        message: `expected the channel "${channel}", the recording has ${known === '' ? 'none' : known}`,
      },
    ];
  if (channel === null && channels.length > 1)
    return [
      { line, message: `expected one end of the line, the recording has the channels ${known}: say which` },
    ];
  return [];
}

function remarkOn(terminator: string, expected: string, startedAt: string | null): string[] {
  const show = (text: string) => `"${escapeBytes(encodeText(text))}"`;
  return [
    ...(terminator === expected
      ? []
      : [`its command lines end in ${show(terminator)}, the profile says ${show(expected)}`]),
    ...(startedAt === null ? [] : ['its clock names no time zone and was taken as UTC']),
  ];
}

function makeHeader(
  options: ImportOptions,
  format: ImportFormat,
  terminator: string,
  startedAt: string | null,
): HeaderEvent {
  const { channel, name, tool, set, profile, hashes } = options;
  return {
    n: 1,
    t: 0,
    kind: 'header',
    format: EVENT_FORMAT,
    tool,
    startedAt: startedAt ?? options.startedAt,
    device: {
      address: `import:${name}`,
      link: IMPORT_LINK,
      settings: {
        format,
        terminator: escapeBytes(encodeText(terminator)),
        ...(channel === null ? {} : { channel }),
      },
    },
    seed: '',
    clockScale: 1,
    variables: {},
    hashes: { ...hashes, scenarios: '' },
    repeat: '',
    plan: [],
    profile,
    set,
  };
}

function makeEvent({ as, atMs, bytes }: Passage, index: number): RunEvent {
  const common = { n: index + 2, t: atMs };
  const recorded = encodeRecordedBytes(bytes);
  if (as === null) return { ...common, kind: 'rx', bytes: recorded };
  return { ...common, kind: 'tx', purpose: 'scenario', as, bytes: recorded };
}
