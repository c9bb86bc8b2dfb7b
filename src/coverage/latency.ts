/** How long a command took, summed up. */
import type { CommandResult } from '../record/result.ts';

/** Percentiles (nearest rank) of `durationsMs` against the profile's limit; null where nothing was measured. */
export function summariseLatency(durationsMs: readonly number[], limitMs: number): CommandResult['latency'] {
  if (durationsMs.length === 0) return null;
  const sorted = [...durationsMs].sort((left, right) => left - right);
  const percentile = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] as number;
  return {
    count: sorted.length,
    p50Ms: percentile(0.5),
    p95Ms: percentile(0.95),
    maxMs: percentile(1),
    limitMs,
  };
}
