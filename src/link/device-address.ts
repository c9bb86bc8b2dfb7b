/** What `--device` names: text to one of the kinds of device, or a fault that says what to write instead. */
import { type Result, refuse, succeed } from '../base/result.ts';
import {
  type AddressFault,
  checkOptionNames,
  type Option,
  refuseValue,
  splitOptions,
  suggestWord,
} from './address-option.ts';
import type { ExecAddress } from './exec-link.ts';
import type { Rfc2217Address } from './rfc2217-link.ts';
import type { SerialAddress } from './serial-link.ts';
import { parseSerialSettings } from './serial-settings.ts';
import type { TcpAddress } from './tcp-link.ts';

/** The simulated module, which lives outside this room: whoever parses the address opens it. */
export interface SimAddress {
  readonly kind: 'sim';
  /** As the user gave it. */
  readonly text: string;
  /** A name that is not checked here; null where the address names none. */
  readonly personality: string | null;
  readonly net: 'up' | 'down';
  /** The id of a defect that the module is given, not checked here; null: none. */
  readonly fault: string | null;
}

/** A recorded run instead of a module. */
export interface ReplayAddress {
  readonly kind: 'replay';
  readonly text: string;
  /** Path of an events file. */
  readonly path: string;
  /** Scenarios may come in another order than recorded, or not all of them. */
  readonly byScenario: boolean;
}

export type DeviceAddress =
  | SimAddress
  | ReplayAddress
  | TcpAddress
  | Rfc2217Address
  | ExecAddress
  | SerialAddress;

type Parsed = Result<DeviceAddress, AddressFault>;

const PARSERS: Readonly<Record<DeviceAddress['kind'], (text: string, rest: string) => Parsed>> = {
  sim: parseSim,
  replay: parseReplay,
  tcp: parseTcp,
  rfc2217: parseRfc2217,
  exec: parseExec,
  serial: parseSerial,
};

/** A path of a device: `/dev/ttyUSB0`, `./ttyAT`, `COM3`. */
const BARE_PATH = /^(?:\.{0,2}\/|COM\d+(?:\?|$)|\\\\\.\\)/i;

/**
 * Reads `sim:NAME?net=up|down&fault=ID`, `replay:FILE?order=scenario`, `tcp:host:port`, `rfc2217:host:port?baud=115200`, `exec:command`, `serial:PATH?baud=115200`, or a bare path with the
 * options of `serial:`. The fault's message names the address; its hint says one thing to write instead.
 */
export function parseDeviceAddress(text: string): Parsed {
  const parsed = parseKind(text);
  return parsed.ok
    ? parsed
    : refuse({ ...parsed.fault, message: `device \`${text}\`: ${parsed.fault.message}` });
}

function parseKind(text: string): Parsed {
  if (BARE_PATH.test(text)) return parseSerial(text, text);
  const colon = text.indexOf(':');
  const kind = colon < 0 ? text : text.slice(0, colon);
  if (colon >= 0 && isKind(kind)) return PARSERS[kind](text, text.slice(colon + 1));
  if (isKind(kind))
    return refuse({ message: 'a colon is missing', hint: `write \`${kind}:\` and what follows it` });
  return refuse({
    message: colon < 0 ? 'neither a path nor an address' : `unknown kind \`${kind}:\``,
    hint: `${suggestWord(
      `${kind}:`,
      Object.keys(PARSERS).map((known) => `${known}:`),
    )}; a path begins with \`/\` or \`./\``,
  });
}

function isKind(word: string): word is DeviceAddress['kind'] {
  return Object.hasOwn(PARSERS, word);
}

function parseReplay(text: string, rest: string): Parsed {
  const { head: path, options } = splitOptions(rest);
  const unknown = checkOptionNames(options, ['order']);
  if (unknown) return refuse(unknown);
  const order: Option = options[0] ?? { name: 'order', value: 'recorded' };
  if (order.value !== 'recorded' && order.value !== 'scenario')
    return refuse(refuseValue(order, ['recorded', 'scenario']));
  if (path === '')
    return refuse({ message: 'a file is missing', hint: 'write `replay:` and the path of an events file' });
  return succeed({ kind: 'replay', text, path, byScenario: order.value === 'scenario' });
}

function parseSim(text: string, rest: string): Parsed {
  const { head, options } = splitOptions(rest);
  const unknown = checkOptionNames(options, ['net', 'fault']);
  if (unknown) return refuse(unknown);
  const find = (name: string) => options.find((option) => option.name === name);
  const net: Option = find('net') ?? { name: 'net', value: 'up' };
  if (net.value !== 'up' && net.value !== 'down') return refuse(refuseValue(net, ['up', 'down']));
  const fault = find('fault')?.value ?? null;
  if (fault === '')
    return refuse({ message: 'expected an id after `fault=`', hint: '`atconform faults` lists all' });
  return succeed({ kind: 'sim', text, personality: head === '' ? null : head, net: net.value, fault });
}

/** The host in brackets where it is an IPv6 address. */
const HOST_AND_PORT = /^(?:\[([^\]]+)\]|([^:[\]/]+)):(\d{1,5})$/;
const PORT_MAX = 65_535;

function parseTcp(text: string, rest: string): Parsed {
  const { head, options } = splitOptions(rest);
  const unknown = checkOptionNames(options, []);
  if (unknown) return refuse(unknown);
  const endpoint = parseEndpoint('tcp', head);
  return endpoint.ok ? succeed({ kind: 'tcp', text, ...endpoint.value }) : endpoint;
}

function parseRfc2217(text: string, rest: string): Parsed {
  const { head, options } = splitOptions(rest);
  const endpoint = parseEndpoint('rfc2217', head);
  if (!endpoint.ok) return endpoint;
  const settings = parseSerialSettings(options);
  if (!settings.ok) return settings;
  const { rtscts, xon, xoff } = settings.value;
  if (rtscts && (xon || xoff))
    return refuse({
      message: 'a serial server takes either `rtscts` or `xon` and `xoff`',
      hint: 'leave out the one that the module does not use',
    });
  return succeed({ kind: 'rfc2217', text, ...endpoint.value, settings: settings.value });
}

interface Endpoint {
  readonly host: string;
  readonly port: number;
}

function parseEndpoint(kind: string, text: string): Result<Endpoint, AddressFault> {
  const match = HOST_AND_PORT.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (host !== undefined && port >= 1 && port <= PORT_MAX) return succeed({ host, port });
  return refuse({
    message: `expected a host and a port from 1 to ${PORT_MAX}`,
    hint: `write \`${kind}:192.168.1.7:7000\` or \`${kind}:[::1]:7000\``,
  });
}

function parseExec(text: string, command: string): Parsed {
  if (command.trim() === '')
    return refuse({
      message: 'expected a command after the colon',
      hint: 'write `exec:ssh bench picocom /dev/ttyUSB0`',
    });
  return succeed({ kind: 'exec', text, command });
}

function parseSerial(text: string, rest: string): Parsed {
  const { head, options } = splitOptions(rest);
  if (head === '')
    return refuse({
      message: 'expected a path after the colon',
      hint: 'write `serial:/dev/ttyUSB0?baud=115200`',
    });
  const settings = parseSerialSettings(options);
  return settings.ok ? succeed({ kind: 'serial', text, path: head, settings: settings.value }) : settings;
}
