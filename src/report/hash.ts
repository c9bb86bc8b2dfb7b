/** Hashes as people compare them. */

/** The first eight characters: enough to tell two documents apart by eye. */
export function shortHash(hash: string): string {
  return hash.slice(0, 8);
}
