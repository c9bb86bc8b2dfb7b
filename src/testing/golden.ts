/** Golden files: what was rendered is compared with what stands in a file, and written there when GOLDEN_UPDATE=1. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Holds `actual` against the file at `golden` (`new URL('./golden/run.txt', import.meta.url)`). A missing file is a
 * failure, a difference is told by its first line; with GOLDEN_UPDATE=1 the file is written instead.
 */
export function assertGolden(actual: string, golden: URL): void {
  const path = fileURLToPath(golden);
  if (process.env.GOLDEN_UPDATE === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
    return;
  }
  if (!existsSync(path)) assert.fail(`there is no golden file ${path}; write it with GOLDEN_UPDATE=1`);
  const difference = describeFirstDifference(readFileSync(path, 'utf8'), actual);
  if (difference !== null)
    assert.fail(`${path} differs from what was rendered; ${difference}\nif that is meant, GOLDEN_UPDATE=1`);
}

/** The number of the first line that differs, and both lines; null where all are equal. */
export function describeFirstDifference(expected: string, actual: string): string | null {
  if (expected === actual) return null;
  const [expectedLines, actualLines] = [expected.split('\n'), actual.split('\n')];
  const index = expectedLines.findIndex((line, at) => line !== actualLines[at]);
  const at = index < 0 ? expectedLines.length : index;
  const show = (line: string | undefined) => (line === undefined ? 'no line' : JSON.stringify(line));
  return `first in line ${at + 1}\n  expected  ${show(expectedLines[at])}\n  rendered  ${show(actualLines[at])}`;
}
