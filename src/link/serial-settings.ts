/** How a serial line is set: the options of `serial:/dev/ttyUSB0?baud=115200&parity=even`. */
import { type Result, refuse, succeed } from '../base/result.ts';
import { type AddressFault, checkOptionNames, type Option, refuseValue } from './address-option.ts';

export interface SerialSettings {
  readonly baud: number;
  readonly dataBits: 5 | 6 | 7 | 8;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stopBits: 1 | 2;
  /** Flow control by lines (rtscts) and by bytes (xon: of what we send, xoff: of what we receive). */
  readonly rtscts: boolean;
  readonly xon: boolean;
  readonly xoff: boolean;
  /** How the modem lines stand while the port is open; `auto` leaves them to the driver, which mostly asserts both. */
  readonly dtr: 'auto' | 'on' | 'off';
  readonly rts: 'auto' | 'on' | 'off';
  /** Which modem line is wired to the module's reset pin, asserted to reset; `none` where none is. */
  readonly reset: 'none' | 'rts' | 'dtr';
}

/** What the AT firmwares of the known modules start with. */
const DEFAULT_SETTINGS: SerialSettings = {
  baud: 115_200,
  dataBits: 8,
  parity: 'none',
  stopBits: 1,
  rtscts: false,
  xon: false,
  xoff: false,
  dtr: 'auto',
  rts: 'auto',
  reset: 'none',
};

const LINE = { auto: 'auto', on: 'on', off: 'off' };
const SWITCH = { on: true, off: false, true: true, false: false, 1: true, 0: false };

/** Each option but `baud` with the words that it takes and what they mean. */
const WORDS: Readonly<Record<Exclude<keyof SerialSettings, 'baud'>, Readonly<Record<string, unknown>>>> = {
  dataBits: { 5: 5, 6: 6, 7: 7, 8: 8 },
  parity: { none: 'none', even: 'even', odd: 'odd' },
  stopBits: { 1: 1, 2: 2 },
  rtscts: SWITCH,
  xon: SWITCH,
  xoff: SWITCH,
  dtr: LINE,
  rts: LINE,
  reset: { none: 'none', rts: 'rts', dtr: 'dtr' },
};

/** The slowest line in use and the fastest that USB bridges offer. */
const BAUD_MIN = 50;
const BAUD_MAX = 12_000_000;

/** The settings that `options` ask for, over 115200 8N1 without flow control. */
export function parseSerialSettings(options: readonly Option[]): Result<SerialSettings, AddressFault> {
  const unknown = checkOptionNames(options, Object.keys(DEFAULT_SETTINGS));
  if (unknown) return refuse(unknown);
  const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  for (const option of options) {
    const value = option.name === 'baud' ? parseBaud(option.value) : readWord(option);
    if (value === undefined) return refuse(refuseValue(option, describeValues(option.name)));
    settings[option.name] = value;
  }
  const parsed = settings as unknown as SerialSettings;
  const conflict = checkModemLines(parsed);
  return conflict ? refuse(conflict) : succeed(parsed);
}

function checkModemLines({ rtscts, dtr, rts, reset }: SerialSettings): AddressFault | null {
  if (rtscts && (rts !== 'auto' || reset === 'rts'))
    return {
      message: 'with `rtscts` the line RTS is moved by flow control',
      hint: 'leave out `rtscts`, or what else would move RTS',
    };
  if ((reset === 'rts' && rts === 'on') || (reset === 'dtr' && dtr === 'on'))
    return {
      message: `\`${reset}=on\` would hold the module in reset`,
      hint: `leave out \`${reset}\`: \`reset=${reset}\` keeps it released`,
    };
  return null;
}

function parseBaud(text: string): number | undefined {
  const baud = /^\d{1,8}$/.test(text) ? Number(text) : 0;
  return baud >= BAUD_MIN && baud <= BAUD_MAX ? baud : undefined;
}

function readWord({ name, value }: Option): unknown {
  const words = WORDS[name as keyof typeof WORDS];
  return Object.hasOwn(words, value) ? words[value] : undefined;
}

function describeValues(name: string): readonly string[] {
  if (name === 'baud') return [`a number from ${BAUD_MIN} to ${BAUD_MAX}`];
  return Object.keys(WORDS[name as keyof typeof WORDS]);
}
