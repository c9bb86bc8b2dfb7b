/** How a run met its module, in words: simulated, replayed, or over which line; and whether its clock was the wall's. */
import type { RunResult } from '../record/result.ts';

export type RunMode = 'simulated' | 'replayed' | 'device';

export function findMode(result: RunResult): RunMode {
  const { address, link } = result.device;
  if (/^sim(:|$)/.test(address)) return 'simulated';
  return /^replay(:|$)/.test(address) || link === 'replay' ? 'replayed' : 'device';
}

/** `simulated, virtual clock`, `serial, 115200 baud`, `replayed`. */
export function describeMode(result: RunResult): string {
  const mode = findMode(result);
  const clock = result.clockScale === 1 ? [] : [describeClock(result.clockScale)];
  return [...(mode === 'device' ? describeLink(result) : [mode]), ...clock].join(', ');
}

/** `clock ×10`, `virtual clock`. */
export function describeClock(clockScale: number | null): string {
  return clockScale === null ? 'virtual clock' : `clock ×${clockScale}`;
}

function describeLink(result: RunResult): string[] {
  const { link, settings } = result.device;
  const speed = settings.baudRate ?? settings.baud;
  return [link, ...(speed === undefined ? [] : [`${String(speed)} baud`])];
}

/** A time of the run's clock as the wall saw it, in milliseconds: a scaled clock goes faster. What a virtual one shows no wall saw. */
export function toWallMs(result: RunResult, clockMs: number): number {
  return clockMs / (result.clockScale ?? 1);
}
