/** The search for a module in words: what is at the port instead, or at which rate it answers. Pure. */
import { assertNever } from '../../base/invariant.ts';
import type { DeviceAddress } from '../../link/device-address.ts';
import type { Search } from './find-module.ts';
import type { Heard } from './heard.ts';
import { showHeard } from './heard.ts';
import type { Remark } from './part.ts';
import { hasRate } from './rates.ts';
import { recognizeStranger, type Stranger } from './stranger.ts';

/** Of what came so much is shown, the fullest first. */
const SHOWN_MAX = 3;

/** What is wrong with the port as it was given; nothing where a module answered there. */
export function describeSearch(address: DeviceAddress, search: Search, probe: string): Remark[] {
  const { found } = search;
  if (found !== null && found.address.text === address.text) return describeUnasked(search.heard[0]);
  if (found !== null) return [describeOtherRate(address, found.address, search.heard, found.answer)];
  return [describeStranger(address, search, probe)];
}

/** What came before anything was asked: a module that starts, or one that talks. */
function describeUnasked(heard: Heard | undefined): Remark[] {
  if (heard === undefined || heard.received.length === 0) return [];
  return [
    {
      topic: 'unasked',
      state: 'seen',
      says: `${heard.received.length} bytes came before anything was asked`,
      evidence: [showHeard(heard)],
      todo: 'list these lines under `urcs` in the profile, unless it was the start of the module',
    },
  ];
}

function describeOtherRate(
  given: DeviceAddress,
  found: DeviceAddress,
  heard: readonly Heard[],
  answer: Heard,
): Remark {
  const rate = hasRate(given) ? given.settings.baud : 0;
  const answering = hasRate(found) ? found.settings.baud : 0;
  return {
    topic: 'rate',
    state: 'unusable',
    says: `no module answers at ${rate} baud, and one does at ${answering}`,
    evidence: [...pickFullest(heard), answer].map(showHeard),
    todo: `use --device ${quoteWord(found.text)}`,
  };
}

function quoteWord(text: string): string {
  return /[&?;\s]/.test(text) ? `'${text}'` : text;
}

function describeStranger(address: DeviceAddress, search: Search, probe: string): Remark {
  const stranger = recognizeStranger(search.heard);
  const { says, todo } = explainStranger(stranger, address, probe);
  return {
    topic: 'port',
    state: 'unusable',
    says: `${says}${describeRates(address, search)}`,
    evidence: pickFullest(search.heard).map(showHeard),
    todo,
  };
}

function explainStranger(
  stranger: Stranger,
  address: DeviceAddress,
  probe: string,
): { readonly says: string; readonly todo: string } {
  const { text } = address;
  switch (stranger) {
    case 'silent':
      return {
        says: `${text} sends nothing: no byte came, also not after ${probe} with any line end`,
        todo: hasRate(address)
          ? 'check that the module has power and that its TX leads to our RX, then that its rate is none of an unusual kind'
          : 'check that the module has power, and that what passes its bytes on is at the right port and rate',
      };
    case 'flood':
      return {
        says: `${text} never stops sending, also while it is asked nothing`,
        todo: 'find the AT port of the module: this one looks like its log, or like an output that is switched on',
      };
    case 'garbage':
      return {
        says: `${text} sends bytes that are no text, as a line does at a wrong rate`,
        todo: hasRate(address)
          ? 'name the rate that the module is set to with ?baud=, and check parity and ground'
          : 'set the rate at whatever passes the bytes on: this kind of link cannot',
      };
    case 'loopback':
      return {
        says: `${text} sends back what it is sent and nothing else`,
        todo: 'see whether TX and RX are joined; a modem that was told to give no results (ATQ1) is cured by ATQ0',
      };
    case 'console':
      return {
        says: `at ${text} is a console and no AT module: it takes ${probe} for a command of its own`,
        todo: 'name the port of the module itself, or start the program that leads to it',
      };
    case 'numbers':
      return {
        says: `${text} answers ${probe} with a number, as a modem does that was told to number its results`,
        todo: 'send ATV1 from a terminal, then try again',
      };
    case 'refusal':
      return {
        says: `${text} refuses ${probe}, which every AT module takes`,
        todo: `see with a terminal why ${probe} is refused: a reset of the module may be all it needs`,
      };
    case 'text':
      return {
        says: `${text} sends text that is no answer to ${probe}`,
        todo: 'see what program is at the other end: an AT module answers OK',
      };
    default:
      return assertNever(stranger, 'stranger');
  }
}

function describeRates(address: DeviceAddress, { tried, refused }: Search): string {
  if (!hasRate(address)) return '';
  const rateOf = (text: string) => /[?&]baud=(\d+)/.exec(text)?.[1] ?? '';
  const rates = tried.map(rateOf).join(', ');
  const own = tried.length === 0 ? '' : `; nor does a module answer at ${rates} baud`;
  const [first] = refused;
  return first === undefined
    ? own
    : `${own}; ${refused.map((each) => rateOf(each.address)).join(', ')} could not be tried (${first.reason})`;
}

function pickFullest(heard: readonly Heard[]): readonly Heard[] {
  const shown = heard.filter(({ received }) => received.length > 0);
  if (shown.length === 0) return heard.filter(({ sent }) => sent.length > 0).slice(0, 1);
  return [...shown].sort((left, right) => right.received.length - left.received.length).slice(0, SHOWN_MAX);
}
