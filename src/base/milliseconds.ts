/** Milliseconds as they are written down. */

/** To a thousandth, which is finer than any clock here is true. */
export function roundMs(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
