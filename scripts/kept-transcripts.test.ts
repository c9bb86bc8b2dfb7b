/** The runs that are kept in `transcripts/` are replayed, and judged as they were. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { readEvents } from '../src/record/event-reader.ts';
import { runCommandLine, runConformanceCommand } from '../src/testing/command-line-run.ts';
import { readDocument } from '../src/testing/document.ts';
import {
  compareSelection,
  compareVerdicts,
  KEPT_TRANSCRIPTS,
  type KeptTranscript,
  listVerdicts,
  pathOf,
  readVerdicts,
} from './kept-transcripts.ts';

/** Of all of them, so that nobody minds to clone them. */
const BYTES_MAX = 1_500_000;

const renew = (name: string) => `where the change is meant: npm run transcripts:update -- ${name}`;

function listRecorded(kept: KeptTranscript): string[] {
  const { events, faults } = readEvents(readFileSync(pathOf(kept, 'ndjson'), 'utf8'));
  const [header] = events;
  if (faults.length === 0 && header?.kind === 'header') return header.plan.map(({ id }) => id);
  const [first] = faults;
  throw new Error(
    `transcripts/${kept.name}.ndjson:${first?.line}: ${first?.message}\nwhere the form of events has changed: npm run transcripts:update`,
  );
}

async function listSelected({ device, options }: KeptTranscript): Promise<string[]> {
  const { stdout, stderr, exitCode } = await runCommandLine([
    'run',
    '--device',
    device,
    ...options,
    '--list',
  ]);
  assert.equal(exitCode, 0, stderr);
  return stdout.trim().split('\n');
}

for (const kept of KEPT_TRANSCRIPTS) {
  const { name } = kept;
  const recorded = listRecorded(kept);
  const { added, gone } = compareSelection(recorded, await listSelected(kept));

  test(`the recording ${name} replays to the verdicts that the module got`, async () => {
    assert.deepEqual(gone, [], `recorded scenarios that are gone or have another id; ${renew(name)}`);
    const run = await runConformanceCommand(['--device', `replay:${pathOf(kept, 'ndjson')}`]);
    rmSync(run.out, { recursive: true });
    const found = readVerdicts(kept);
    assert.ok(run.result !== null && found !== null, run.stderr);
    assert.equal(run.result.stopped, null, `${run.result.stopped}\n${renew(name)}`);
    const differences = compareVerdicts(found, listVerdicts(run.result));
    assert.deepEqual(differences, [], `${differences.join('\n')}\n${renew(name)}`);
    assert.equal(Object.keys(found.scenarios).length, recorded.length);
    assert.ok(Object.keys(found.requirements).length > 10);
  });

  // A new scenario is no mistake: it is shown until somebody with the module at hand records it.
  if (added.length > 0)
    test(`the recording ${name} has every scenario of its selection`, {
      skip: `${added.length} new since it was made: ${added.slice(0, 5).join(', ')}: \`npm run transcripts:update -- ${name}\``,
    }, () => {});

  test(`transcripts/README.md names the command that recorded ${name}`, () => {
    const words = kept.options.map((word) => (word.includes('*') ? `'${word}'` : word)).join(' ');
    const lines = readDocument('transcripts/README.md').replaceAll('\\\n', '').replaceAll(/ +/g, ' ');
    assert.ok(lines.includes(words), words);
  });
}

test('a scenario that came, went, or fared otherwise is told by its id', () => {
  assert.deepEqual(compareSelection(['a', 'b'], ['b', 'c']), { added: ['c'], gone: ['a'] });
  const found = { scenarios: { a: 'pass' }, wire: { a: 'pass' }, requirements: { 'R-1': 'pass' } };
  const now = { scenarios: { a: 'fail' }, wire: { a: 'pass' }, requirements: {} };
  assert.deepEqual(compareVerdicts(found, now), [
    'a (scenarios): recorded pass, now fail',
    'R-1 (requirements): recorded pass, now nothing',
  ]);
});

test('the recordings stay small enough for git', () => {
  const sizes = KEPT_TRANSCRIPTS.map((kept) => statSync(pathOf(kept, 'ndjson')).size);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(total < BYTES_MAX, `${total} bytes: record fewer scenarios`);
});
