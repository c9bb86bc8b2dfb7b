/** Before any scenario can blame the module: does it answer, who is it, is it clean, does it reach the origin? */
import { decodeLatin1 } from '../base/bytes.ts';
import { BenchFault } from './bench-fault.ts';
import type { BenchOptions } from './bench-options.ts';
import { PROBE_TRIES } from './housekeeping.ts';

/** A module that starts up prints less than this; what sends more is no module. */
const STARTING_BYTES_MAX = 64 * 1024;
/** Of what came instead of an answer so much is shown. */
const SHOWN_BYTES_MAX = 48;

export interface BenchToCheck
  extends Pick<BenchOptions, 'set' | 'profile' | 'conversation' | 'housekeeping' | 'cleaning' | 'recorder'> {
  /** As the user gave it. */
  readonly address: string;
  /** Setup lines are sent, so the module may need a while to join its network. */
  readonly joins: boolean;
}

/** Throws BenchFault where a run makes no sense. */
export async function checkBench(bench: BenchToCheck): Promise<void> {
  await findModule(bench);
  const { housekeeping, cleaning, conversation, recorder, set, profile, joins } = bench;
  recorder.record({ kind: 'identity', lines: [...(await housekeeping.identify())] });
  refuse(await housekeeping.setUp('setup'), 'the module could not be set up', 'check the file of --setup');
  refuse(
    await cleaning.clean(set.states, 'setup'),
    'the module could not be cleaned before the run',
    'check the profile, and reset the module',
  );
  refuse(
    await housekeeping.preflight('setup', joins ? profile.timing.bootMs : 0),
    'the module cannot reach the origin',
    'join the network with --setup FILE, and tell the module an address that it can reach with --origin-host and --origin-http',
  );
  conversation.closeExchange();
  cleaning.rememberEcho();
}

function refuse(problem: string | null, what: string, hint: string): void {
  if (problem !== null) throw new BenchFault(`${what}: ${problem}`, hint);
}

/** Lets the module start up, and sees that it answers. The first answer may belong to what came before. */
async function findModule(bench: BenchToCheck): Promise<void> {
  const { conversation, housekeeping, profile } = bench;
  const { quietMs, bootMs } = profile.timing;
  const isFlooded = () => conversation.receivedBytes >= STARTING_BYTES_MAX;
  await conversation.settle(quietMs, bootMs, STARTING_BYTES_MAX);
  for (let attempt = 0; attempt < PROBE_TRIES && !isFlooded(); attempt += 1)
    if (await housekeeping.probe('setup', 1)) return;
  throw describeStranger(bench, isFlooded());
}

/** What is at the port instead of a module. */
function describeStranger({ conversation, set, address }: BenchToCheck, isFlood: boolean): BenchFault {
  const { probe } = set.housekeeping;
  const { bytes } = conversation.session.arrivedSince(0, true);
  if (bytes.length === 0)
    return new BenchFault(
      `the module on ${address} sends nothing: no byte came after ${probe}`,
      'check power, wiring, baud rate, and that no other program talks to it',
    );
  const start = decodeLatin1(bytes.subarray(0, SHOWN_BYTES_MAX)).replace(/[^\x20-\x7e]/g, '.');
  const what = isFlood ? `${address} never stops sending` : `what ${address} sends is no answer to ${probe}`;
  return new BenchFault(
    `${what}: ${bytes.length} bytes that begin with "${start}"`,
    'check the baud rate and that an AT module is at the other end',
  );
}
