/** Looks for a module at the port: listens, asks in every line end, and at other rates where the line has one. */
import { encodeText } from '../../base/bytes.ts';
import type { DeviceAddress } from '../../link/device-address.ts';
import { LinkError } from '../../link/link.ts';
import type { Heard } from './heard.ts';
import type { DoctorPort } from './port.ts';
import { hasRate, listOtherRates } from './rates.ts';
import { type KnownWords, readReply } from './reply.ts';

export interface Surroundings {
  /** Rejects with a LinkError. */
  readonly openPort: (address: DeviceAddress) => Promise<DoctorPort>;
  readonly probe: string;
  /** The declared one. */
  readonly terminator: string;
  readonly words: KnownWords;
  /** Told of what is done now, in few words. */
  readonly onStage: (what: string) => void;
}

export interface Found {
  readonly port: DoctorPort;
  readonly address: DeviceAddress;
  /** One that the module takes. */
  readonly terminator: string;
  readonly answer: Heard;
}

export interface Search {
  readonly found: Found | null;
  /** At the address as given: what came unasked, and what came in answer. */
  readonly heard: readonly Heard[];
  /** The addresses at other rates that were tried in vain, and those that could not be opened, with the reason. */
  readonly tried: readonly string[];
  readonly refused: readonly { readonly address: string; readonly reason: string }[];
}

/** A module that has just been connected may still be starting. */
const LISTEN_MS = 300;
/** The first answer may belong to what came before; of a silent port more would only be waited for. */
const TRIES = 3;
const TRIES_SILENT = 2;
const TERMINATORS = ['\r\n', '\r', '\n'];
/** A module answers the probe at once; at eleven rates an unhurried wait would try the user's patience. */
const RATE_ANSWER_MS = 400;

/** The port of what is found stays open; every other one is closed. Rejects with a LinkError where `address` cannot be opened or is lost. */
export async function findModule(address: DeviceAddress, around: Surroundings): Promise<Search> {
  around.onStage(`listening at ${address.text}`);
  const port = await around.openPort(address);
  const heard = [await port.listen(LISTEN_MS)];
  const terminators = [...new Set([around.terminator, ...TERMINATORS])];
  let best: Probed | null = null;
  for (const terminator of terminators) {
    const probed = await askProbe(port, terminator, around, heard);
    if (best === null || probed?.isSteady === true) best = probed;
    if (best?.isSteady === true) break;
  }
  if (best !== null) return { found: { port, address, ...best }, heard, tried: [], refused: [] };
  await port.close();
  return { heard, ...(await tryOtherRates(address, around)) };
}

interface Probed {
  readonly terminator: string;
  readonly answer: Heard;
  /** Twice in a row: what the line end leaves behind does not spoil the next line. */
  readonly isSteady: boolean;
}

/** The answer of a module, or null; what came goes to `heard`. */
async function askProbe(
  port: DoctorPort,
  terminator: string,
  { probe, words, onStage }: Surroundings,
  heard: Heard[],
  answerMs?: number,
): Promise<Probed | null> {
  onStage(`asking ${probe}`);
  let answered: Heard | null = null;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    if (heard.some(({ isFlood }) => isFlood)) break;
    if (attempt >= TRIES_SILENT && answered === null && isSilent(heard)) break;
    const isWhole = (received: Heard['received']) =>
      readReply(received, probe, terminator, words).final !== null;
    const answer = await port.ask(encodeText(probe + terminator), {
      isWhole,
      ...(answerMs !== undefined && { answerMs }),
    });
    heard.push(answer);
    const isAnswer = readReply(answer.received, probe, terminator, words).final?.isSuccess === true;
    if (isAnswer && answered !== null) return { terminator, answer, isSteady: true };
    if (isAnswer) answered = answer;
  }
  return answered === null ? null : { terminator, answer: answered, isSteady: false };
}

function isSilent(heard: readonly Heard[]): boolean {
  return heard.every(({ received }) => received.length === 0);
}

async function tryOtherRates(address: DeviceAddress, around: Surroundings): Promise<Omit<Search, 'heard'>> {
  const tried: string[] = [];
  const refused: { address: string; reason: string }[] = [];
  for (const other of hasRate(address) ? listOtherRates(address) : []) {
    around.onStage(`trying ${other.settings.baud} baud`);
    try {
      const port = await around.openPort(other);
      const probed = await askProbe(port, around.terminator, around, [], RATE_ANSWER_MS);
      if (probed !== null) return { found: { port, address: other, ...probed }, tried, refused };
      await port.close();
      tried.push(other.text);
    } catch (error) {
      // A rate that the adapter cannot make says nothing of the next.
      if (!(error instanceof LinkError)) throw error;
      refused.push({ address: other.text, reason: error.message });
    }
  }
  return { found: null, tried, refused };
}
