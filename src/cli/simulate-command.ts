/** `atconform simulate`: serves the simulated module to any host program until it is interrupted. */
import { createSystemClock } from '../base/clock.ts';
import { PERSONALITY_NAMES } from '../module/create.ts';
import { ServeError } from '../module/serve-error.ts';
import { serveModuleOnPty } from '../module/serve-pty.ts';
import { type ServedModule, serveModuleOnTcp } from '../module/serve-tcp.ts';
import { checkFaultId } from './fault-id.ts';
import { UsageFault } from './usage-fault.ts';

export interface SimulateOptions {
  readonly tcp?: string;
  readonly pty?: string;
  readonly personality: string;
  readonly net: string;
  readonly fault?: string;
}

/** Resolves once interrupted, when everything is closed again. */
export async function simulate(options: SimulateOptions): Promise<number> {
  const { tcp, pty, personality, net, fault = null } = options;
  if (tcp === undefined && pty === undefined)
    throw new UsageFault('where is the module to be served?', 'give --tcp HOST:PORT, --pty PATH, or both');
  if (!PERSONALITY_NAMES.includes(personality))
    throw new UsageFault(
      `no personality is called ${personality}`,
      `known are ${PERSONALITY_NAMES.join(', ')}`,
    );
  if (net !== 'up' && net !== 'down')
    throw new UsageFault(`--net is up or down, not ${net}`, 'leave it out for up');
  checkFaultId(fault);
  const module = { personality, net, fault, clock: createSystemClock() } as const;
  const served: ServedModule[] = [];
  try {
    if (tcp !== undefined) served.push(await serveModuleOnTcp({ ...module, ...parseEndpoint(tcp) }));
    if (pty !== undefined) served.push(await serveModuleOnPty({ ...module, linkPath: pty }));
  } catch (error) {
    await Promise.all(served.map((one) => one.close()));
    if (error instanceof ServeError) throw new UsageFault(error.message, error.hint, 4);
    throw error;
  }
  // Listens before it tells: whoever reads the address may interrupt at once, and a link to a terminal must not stay behind.
  const interrupted = untilInterrupted();
  const name = fault === null ? personality : `${personality}?fault=${fault}`;
  for (const { address } of served) console.log(`${name} on ${address}`);
  console.log('Ctrl-C ends it');
  await interrupted;
  await Promise.all(served.map((one) => one.close()));
  return 0;
}

function parseEndpoint(text: string): { host: string; port: number } {
  const match = /^(?:(.*):)?(\d{1,5})$/.exec(text);
  const port = Number(match?.[2]);
  if (match === null || port > 65535)
    throw new UsageFault(`--tcp takes HOST:PORT, not ${text}`, 'for example --tcp 127.0.0.1:7000');
  return { host: (match[1] ?? '127.0.0.1').replace(/^\[|\]$/g, ''), port };
}

function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
