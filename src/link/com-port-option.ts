/** What RFC 2217 says inside the Telnet option COM-PORT-OPTION: requests that set a line, and what the server answers. */
import { type Bytes, encodeText } from '../base/bytes.ts';
import type { ModemLines } from './modem-lines.ts';
import type { SerialSettings } from './serial-settings.ts';

/** Source: RFC 2217, section 2. */
export const COM_PORT_OPTION = 44;

/** The number of each request; the server answers with 100 more. Source: RFC 2217, section 2. */
const COMMANDS = { signature: 0, baud: 1, dataBits: 2, parity: 3, stopBits: 4, control: 5, purge: 12 };
const SERVER_OFFSET = 100;
const SUSPEND = 8;
const RESUME = 9;

const PARITY_VALUES = { none: 1, odd: 2, even: 3 };
const FLOW = { none: 1, xonXoff: 2, lines: 3 };
const INBOUND_FLOW = { none: 14, xonXoff: 15 };
const LINE_VALUES = { dtr: { on: 8, off: 9 }, rts: { on: 11, off: 12 } };
const PURGE_BOTH = 3;

/** Requests whose answers are told apart; the number 5 serves four of them. */
export type RequestName =
  | 'baud'
  | 'dataBits'
  | 'parity'
  | 'stopBits'
  | 'flow'
  | 'inboundFlow'
  | 'dtr'
  | 'rts'
  | 'purge'
  | 'break';

/** One thing asked of the server, which answers with the value that is in effect then. */
export interface LineRequest {
  readonly name: RequestName;
  readonly payload: Bytes;
  readonly value: number;
}

export type ServerMessage =
  | { readonly kind: 'answer'; readonly name: RequestName; readonly value: number }
  /** What the server calls itself, printable and at most SIGNATURE_CHARS_MAX; empty where it asks for our name. */
  | { readonly kind: 'signature'; readonly text: string }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'resume' };

export const SIGNATURE_CHARS_MAX = 64;

/** Asks the server for its name. */
export const SIGNATURE_REQUEST: Bytes = Uint8Array.of(COMMANDS.signature);

/** Our name, for a server that asks. */
export const SIGNATURE_ANSWER: Bytes = Uint8Array.of(COMMANDS.signature, ...encodeText('atconform'));

/**
 * Sets the line; empties the buffers of the server once it runs at its speed: what came before is noise of another
 * speed, and a local port is emptied by its driver as well.
 */
export function createLineRequests(settings: SerialSettings): readonly LineRequest[] {
  const { baud, dataBits, parity, stopBits, rtscts, xon, xoff } = settings;
  const flow = rtscts ? FLOW.lines : xon ? FLOW.xonXoff : FLOW.none;
  return [
    { name: 'baud', payload: encodeBaud(baud), value: baud },
    createRequest('dataBits', COMMANDS.dataBits, dataBits),
    createRequest('parity', COMMANDS.parity, PARITY_VALUES[parity]),
    createRequest('stopBits', COMMANDS.stopBits, stopBits),
    createRequest('purge', COMMANDS.purge, PURGE_BOTH),
    createRequest('flow', COMMANDS.control, flow),
    // The first says it for both directions.
    ...(xon === xoff
      ? []
      : [createRequest('inboundFlow', COMMANDS.control, xoff ? INBOUND_FLOW.xonXoff : INBOUND_FLOW.none)]),
  ];
}

export function createModemRequests(lines: ModemLines): readonly LineRequest[] {
  return (['dtr', 'rts'] as const).flatMap((name) => {
    const isAsserted = lines[name];
    if (isAsserted === undefined) return [];
    return [createRequest(name, COMMANDS.control, LINE_VALUES[name][isAsserted ? 'on' : 'off'])];
  });
}

/** Empties what the server has not yet sent: a stalled line would hold back its closing. */
export const PURGE_REQUEST: LineRequest = createRequest('purge', COMMANDS.purge, PURGE_BOTH);

function createRequest(name: RequestName, command: number, value: number): LineRequest {
  return { name, payload: Uint8Array.of(command, value), value };
}

function encodeBaud(baud: number): Bytes {
  const payload = Buffer.alloc(5);
  payload[0] = COMMANDS.baud;
  payload.writeUInt32BE(baud, 1);
  return payload;
}

const ANSWERS = new Map<number, RequestName>([
  [COMMANDS.dataBits, 'dataBits'],
  [COMMANDS.parity, 'parity'],
  [COMMANDS.stopBits, 'stopBits'],
  [COMMANDS.purge, 'purge'],
]);

/** What the server says with `payload`; null for what says nothing to us: line states, modem states, malformed bytes. */
export function decodeServerMessage(payload: Bytes): ServerMessage | null {
  const [code, value] = payload;
  if (code === undefined) return null;
  const command = code - SERVER_OFFSET;
  if (command === COMMANDS.signature) return { kind: 'signature', text: readSignature(payload) };
  if (command === SUSPEND) return { kind: 'suspend' };
  if (command === RESUME) return { kind: 'resume' };
  if (command === COMMANDS.baud)
    return payload.length === 5
      ? { kind: 'answer', name: 'baud', value: Buffer.from(payload).readUInt32BE(1) }
      : null;
  if (value === undefined || payload.length !== 2) return null;
  const name = command === COMMANDS.control ? nameControl(value) : ANSWERS.get(command);
  return name === undefined ? null : { kind: 'answer', name, value };
}

/** Of what a value of SET-CONTROL speaks. Source: RFC 2217, section 2, SET-CONTROL. */
function nameControl(value: number): RequestName | undefined {
  if (value <= 3 || value === 17 || value === 19) return 'flow';
  if (value <= 6) return 'break';
  if (value <= 9) return 'dtr';
  if (value <= 12) return 'rts';
  return value <= 18 ? 'inboundFlow' : undefined;
}

function readSignature(payload: Bytes): string {
  const text = Buffer.from(payload.subarray(1)).toString('latin1');
  return text.replace(/[^ -~]/g, '').slice(0, SIGNATURE_CHARS_MAX);
}

/** A value of the wire in the words of the address: `even`, `on`, `115200`. */
export function describeValue(name: RequestName, value: number): string {
  const words: Partial<Record<RequestName, Readonly<Record<number, string>>>> = {
    parity: { 1: 'none', 2: 'odd', 3: 'even', 4: 'mark', 5: 'space' },
    stopBits: { 1: '1', 2: '2', 3: '1.5' },
    flow: { 1: 'none', 2: 'xon/xoff', 3: 'rtscts' },
    inboundFlow: { 14: 'none', 15: 'xon/xoff', 16: 'rtscts' },
    dtr: { 8: 'on', 9: 'off' },
    rts: { 11: 'on', 12: 'off' },
  };
  return words[name]?.[value] ?? String(value);
}
