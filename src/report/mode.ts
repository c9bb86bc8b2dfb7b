/** How a run met its module, in words: simulated, replayed, or over which line; and whether its clock was scaled. */
import type { RunResult } from '../record/result.ts';

export type RunMode = 'simulated' | 'replayed' | 'device';

export function findMode(result: RunResult): RunMode {
  const { address, link } = result.device;
  if (/^sim(:|$)/.test(address)) return 'simulated';
  return /^replay(:|$)/.test(address) || link === 'replay' ? 'replayed' : 'device';
}

/** `simulated, clock ×10`, `serial, 115200 baud`, `replayed`. */
export function describeMode(result: RunResult): string {
  const mode = findMode(result);
  const scale = result.clockScale === 1 ? [] : [`clock ×${result.clockScale}`];
  return [...(mode === 'device' ? describeLink(result) : [mode]), ...scale].join(', ');
}

function describeLink(result: RunResult): string[] {
  const { link, settings } = result.device;
  const speed = settings.baudRate ?? settings.baud;
  return [link, ...(speed === undefined ? [] : [`${String(speed)} baud`])];
}

/** A time of the run's clock as the wall saw it, in milliseconds: a scaled clock goes faster. */
export function toWallMs(result: RunResult, clockMs: number): number {
  return clockMs / result.clockScale;
}
