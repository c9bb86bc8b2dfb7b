import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, mock, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readEvents } from '../record/event-reader.ts';
import { importRecording } from './import-command.ts';
import { draftFromTranscript } from './scenario-command.ts';
import { UsageFault } from './usage-fault.ts';

const FIXTURES = fileURLToPath(new URL('../record/import/fixtures/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'atconform-import-'));
const printed: string[] = [];
const take = (...words: unknown[]) => void printed.push(words.join(' '));
mock.method(console, 'log', take);
mock.method(console, 'error', take);
after(() => mock.restoreAll());

function isFault(message: RegExp, exitCode: number) {
  return (error: unknown) =>
    error instanceof UsageFault && message.test(error.message) && error.exitCode === exitCode;
}

test('a recording becomes a transcript, and its draft says what is left to do', async () => {
  const out = join(folder, 'bench.ndjson');
  assert.equal(await importRecording(join(FIXTURES, 'socat-xv.dump'), { out }), 0);
  assert.ok(printed.includes(`${out}: socat, 20 sent, 23 received`), printed.join('\n'));
  const { events, faults } = readEvents(readFileSync(out, 'utf8'));
  assert.deepEqual(faults, []);
  const [header] = events;
  assert.ok(header?.kind === 'header');
  assert.equal(header.device.address, 'import:socat-xv.dump');
  assert.match(header.hashes.set, /^[0-9a-f]{64}$/);

  const draft = join(folder, 'bench.yaml');
  assert.equal(await draftFromTranscript(out, { out: draft }), 0);
  assert.ok(printed.includes(`${draft}: 1 scenario`));
  assert.match(printed.at(-1) ?? '', /^note: 1 of 1 scenario names no requirement yet: write `proves`/);
  assert.match(readFileSync(draft, 'utf8'), /- id: GEN\/recorded\/bench\n/);

  printed.length = 0;
  assert.equal(await draftFromTranscript(out, { out: draft, proves: 'R-GEN-08' }), 0);
  assert.deepEqual(printed, [`${draft}: 1 scenario`]);
  assert.match(readFileSync(draft, 'utf8'), /\n {4}proves: R-GEN-08\n/);
});

test('one end of a recording of two is chosen by its name', async () => {
  const out = join(folder, 'call.ndjson');
  const path = join(FIXTURES, 'tcpser_call.jsonl');
  await assert.rejects(importRecording(path, { out }), isFault(/read as ndjson and not imported/, 3));
  assert.ok(printed.some((line) => line.includes('the recording has the channels A, B: say which')));
  assert.equal(await importRecording(path, { out, channel: 'B' }), 0);
});

test('a wrong format, set, profile, file or requirement is told before anything is written', async () => {
  const path = join(FIXTURES, 'picocom.log');
  const out = join(folder, 'never.ndjson');
  await assert.rejects(
    importRecording(path, { out, format: 'putty' }),
    isFault(/no format is called putty/, 2),
  );
  await assert.rejects(
    importRecording(path, { out, set: 'x25' }),
    isFault(/no command set is called x25/, 2),
  );
  await assert.rejects(
    importRecording(path, { out, profile: 'x25' }),
    isFault(/no profile is called x25/, 2),
  );
  await assert.rejects(importRecording(join(folder, 'none'), { out }), isFault(/none cannot be read/, 2));
  await assert.rejects(
    importRecording(path, { out: join(folder, 'no', 'folder') }),
    isFault(/cannot be written/, 2),
  );
  assert.throws(() => readFileSync(out));

  const kept = join(folder, 'kept.ndjson');
  await importRecording(path, { out: kept });
  await assert.rejects(
    draftFromTranscript(kept, { proves: 'R-GEN-8' }),
    isFault(/has no requirement R-GEN-8/, 2),
  );
  await assert.rejects(draftFromTranscript(join(folder, 'none'), {}), isFault(/none cannot be read/, 2));
  await assert.rejects(draftFromTranscript(path, {}), isFault(/is no transcript/, 3));
  await assert.rejects(
    draftFromTranscript(kept, { out: join(folder, 'no', 'folder') }),
    isFault(/cannot be written/, 2),
  );
  writeFileSync(kept, readFileSync(kept, 'utf8').replace('AT+NOPE', 'AT+NOPF'));
  await assert.rejects(draftFromTranscript(kept, {}), isFault(/is no transcript/, 3));
});
