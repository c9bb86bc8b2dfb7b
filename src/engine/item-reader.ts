/** Turns what the framer cut into items: which line is a final, which an information response, and what is wrong with its form. */
import { decodeLatin1, decodeText, encodeText, escapeBytes } from '../base/bytes.ts';
import type { InformationResponse } from '../spec/model.ts';
import { splitFields, unescapeString } from '../wire/command-line.ts';
import type { Unfinished } from '../wire/framer.ts';
import type { BlockToken, EchoToken, LineToken, OverflowToken, PromptToken } from '../wire/token.ts';
import type { CommandContext } from './command-context.ts';
import type { Item, ItemClass, ItemFlaw } from './exchange.ts';
import { type Classify, countBytes, showBytes } from './observation.ts';

type ItemDraft = Omit<Item, 'atMs' | 'events'>;

const EMPTY = { data: null, prefix: null, fields: {}, flaws: [], blanksBefore: 0, isTaken: false } as const;

/** What a line is in the exchange of `context`; null: no exchange is open. `mayBeInterim`: an `OK` may still open a data phase. */
export function readLine(
  token: LineToken,
  context: CommandContext | null,
  classify: Classify,
  mayBeInterim: boolean,
): ItemDraft {
  const text = decodeText(token.bytes);
  const isNumeric = token.terminator === '\r';
  const isWell = isNumeric || token.terminator === '\r\n';
  const flaws = isWell ? [] : [flawOfTerminator(text, token.terminator)];
  const numeric = isNumeric ? ({ isNumeric } as const) : {};
  const line = { ...EMPTY, ...numeric, text, blanksBefore: token.blanksBefore, flaws };
  // As a line of its own a number is information.
  const meaning = isNumeric || !/^\d+$/.test(text) ? classify(text) : 'other';
  if (meaning === 'urc' || meaning === 'banner') return { ...line, class: meaning, flaws: [] };
  if (context === null) return { ...line, class: meaning === 'busy' ? 'busy' : 'unexpected' };
  if (meaning === 'busy') return { ...line, class: 'busy' };
  if (meaning === 'success' || meaning === 'error')
    return { ...line, class: text === 'OK' && mayBeInterim ? 'interim' : 'final' };
  return readInformation(line, context);
}

function readInformation(line: Omit<ItemDraft, 'class'>, context: CommandContext): ItemDraft {
  const colon = line.text.indexOf(':');
  const prefix = line.text.startsWith('+') && colon > 1 ? line.text.slice(0, colon) : null;
  const known = context.responses.filter((response) => response.prefix === prefix);
  if (prefix !== null && known.length > 0) {
    const readings = known.map((response) => readFields(response, line.text.slice(colon + 1)));
    const reading = readings.find(({ flaw }) => flaw === null) ?? readings[0];
    const flaws =
      reading?.flaw == null
        ? line.flaws
        : [
            ...line.flaws,
            {
              requirement: 'W-INFO',
              expected: describeResponse(known[0] as InformationResponse),
              received: `${reading.flaw}: ${line.text}`,
            },
          ];
    return { ...line, class: 'information', prefix, fields: reading?.fields ?? {}, flaws };
  }
  if (context.allowsText)
    return {
      ...line,
      class: 'text',
      prefix,
      fields: prefix === null ? {} : numberFields(line.text.slice(colon + 1)),
    };
  const expected =
    context.responses.length === 0
      ? 'no information response'
      : context.responses.map(describeResponse).join(' or ');
  const kind: ItemClass = 'unexpected';
  return {
    ...line,
    class: kind,
    prefix,
    flaws: [
      ...line.flaws,
      {
        requirement: 'W-INFO',
        expected,
        received: `the line ${showBytes(encodeText(line.text))}`,
      },
    ],
  };
}

function readFields(
  response: InformationResponse,
  text: string,
): { fields: Record<string, string>; flaw: string | null } {
  const parts = splitFields(text);
  const fields: Record<string, string> = {};
  const last = response.fields.at(-1);
  if (last?.type === 'raw' && last.countedBy === null && parts.length > response.fields.length)
    parts.splice(response.fields.length - 1, parts.length, parts.slice(response.fields.length - 1).join(','));
  let flaw =
    parts.length === response.fields.length
      ? null
      : `${parts.length} fields instead of ${response.fields.length}`;
  for (const [index, field] of response.fields.entries()) {
    const part = parts[index];
    if (part === undefined) continue;
    const isQuoted = part.length >= 2 && part.startsWith('"') && part.endsWith('"');
    fields[field.name] = isQuoted ? unescapeString(part.slice(1, -1)) : part;
    if (field.type === 'integer' && !/^-?\d+$/.test(part)) flaw ??= `${field.name} is no integer`;
    if (field.type === 'string' && !isQuoted) flaw ??= `${field.name} stands without quotes`;
    if (field.type === 'raw' && field.countedBy !== null) flaw ??= `${field.name} is not counted by a number`;
  }
  return { fields, flaw };
}

function numberFields(text: string): Record<string, string> {
  return Object.fromEntries(splitFields(text).map((part, index) => [String(index + 1), part]));
}

/** `+HTTPGETSIZE:<size>`. */
export function describeResponse(response: InformationResponse): string {
  return `${response.prefix}:${response.fields.map(({ name, type }) => (type === 'string' ? `"<${name}>"` : `<${name}>`)).join(',')}`;
}

export function readBlock(token: BlockToken, context: CommandContext | null): ItemDraft {
  const response = context?.responses.find(
    ({ prefix, fields }) => prefix === token.prefix && fields.at(-1)?.type === 'raw',
  );
  const values = token.head.slice(token.prefix.length + 1, -1).split(',');
  const fields: Record<string, string> = {};
  for (const [index, field] of (response?.fields ?? []).entries())
    fields[field.name] = field.type === 'raw' ? decodeLatin1(token.data) : (values[index] ?? '');
  const flaws: ItemFlaw[] = [];
  if (token.surplus.length > 0) flaws.push(flawOfCount(token));
  if (!/^(\r\n)?$/.test(token.terminator) || (token.terminator === '' && token.surplus.length === 0))
    flaws.push(flawOfTerminator(token.head, token.terminator));
  return {
    ...EMPTY,
    class: 'information',
    text:
      token.head +
      (token.data.length <= 200 ? decodeLatin1(token.data) : `<${countBytes(token.data.length)}>`),
    data: token.data,
    prefix: token.prefix,
    fields,
    flaws,
  };
}

function flawOfCount(token: BlockToken): ItemFlaw {
  const declared = countBytes(token.data.length);
  return {
    requirement: 'W-COUNT',
    expected: `${declared} after ${token.head} and then the end of the line`,
    received: `${showBytes(token.surplus, 60)} more before the end of the line`,
  };
}

function flawOfTerminator(line: string, terminator: string): ItemFlaw {
  const ended = escapeBytes(encodeText(terminator));
  return {
    requirement: 'W-LINE',
    expected: 'every line ended by \\r\\n',
    received: `${line.length > 60 ? `${line.slice(0, 60)}…` : line} ended by ${ended === '' ? 'nothing' : ended}`,
  };
}

export function readEcho(token: EchoToken): ItemDraft {
  const flaws = token.isExact
    ? []
    : [
        {
          requirement: 'W-ECHO',
          expected: 'the command line echoed byte for byte',
          received: 'an echo whose line end differs from what was sent',
        },
      ];
  return { ...EMPTY, class: 'echo', text: 'echo', flaws };
}

export function readPrompt(token: PromptToken): ItemDraft {
  return { ...EMPTY, class: 'prompt', text: '>', blanksBefore: token.blanksBefore };
}

export function readOverflow(token: OverflowToken): ItemDraft {
  const received = `${countBytes(token.end - token.start)} without a line end`;
  return {
    ...EMPTY,
    class: 'unexpected',
    text: received,
    flaws: [{ requirement: 'W-LINE', expected: 'every line ended by \\r\\n', received }],
  };
}

/** A block or line that never became complete before the exchange had to be given up. */
export function readUnfinished({ bytes, declared }: Unfinished): ItemDraft {
  if (declared === null)
    return {
      ...EMPTY,
      class: 'unexpected',
      text: decodeText(bytes),
      flaws: [flawOfTerminator(decodeText(bytes), '')],
    };
  const received = `${countBytes(bytes.length)}, the last of them ${showBytes(bytes.subarray(-40), 40)}`;
  const flaw = {
    requirement: 'W-COUNT',
    expected: `${countBytes(declared)} as the response declares`,
    received,
  };
  return {
    ...EMPTY,
    class: 'unexpected',
    text: `a counted response of ${declared} bytes that broke off after ${bytes.length}`,
    flaws: [flaw],
  };
}
