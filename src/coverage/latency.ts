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
    histogram: countClasses(sorted),
  };
}

/** Classes that end at 1, 2, 5, 10 ms and so on, from the first with any to the last. */
function countClasses(sorted: readonly number[]): { uptoMs: number; count: number }[] {
  const classes = new Map<number, number>();
  for (const durationMs of sorted) {
    const uptoMs = findBound(durationMs);
    classes.set(uptoMs, (classes.get(uptoMs) ?? 0) + 1);
  }
  const [first, last] = [Math.min(...classes.keys()), Math.max(...classes.keys())];
  const bounds: number[] = [];
  for (let uptoMs = first; uptoMs <= last; uptoMs = nextBound(uptoMs)) bounds.push(uptoMs);
  return bounds.map((uptoMs) => ({ uptoMs, count: classes.get(uptoMs) ?? 0 }));
}

function findBound(durationMs: number): number {
  let uptoMs = 1;
  while (uptoMs < durationMs) uptoMs = nextBound(uptoMs);
  return uptoMs;
}

/** 1, 2, 5, 10, 20, 50, … */
function nextBound(uptoMs: number): number {
  return String(uptoMs).startsWith('2') ? uptoMs * 2.5 : uptoMs * 2;
}
