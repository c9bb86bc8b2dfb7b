import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import type { RunEvent } from '../record/event.ts';
import {
  listVerdicts,
  type RunEnd,
  runCommandLine,
  runConformanceCommand,
} from '../testing/command-line-run.ts';
import { alterBytes, writeAltered } from '../testing/evidence-file.ts';

const SELECTION = [
  '--id',
  'HTTPCPUT/data-phase/*',
  '--id',
  'HTTPCGET/status/*',
  '--id',
  'HTTPURLCFG/clear/*',
];

let recorded: RunEnd;
let evidence: string;
let kept: string;

before(async () => {
  recorded = await runConformanceCommand(SELECTION);
  evidence = join(recorded.out, 'events.ndjson');
  kept = join(recorded.out, 'kept.ndjson');
  const again = await runConformanceCommand([...SELECTION, '--record', kept]);
  assert.equal(again.exitCode, 0, again.stdout + again.stderr);
});

function requirementsOf({ result }: RunEnd): Record<string, string> {
  return Object.fromEntries((result?.requirements ?? []).map(({ id, verdict }) => [id, verdict]));
}

test('a recorded run and its replay give the same verdicts, scenario by scenario and requirement by requirement', async () => {
  const replayed = await runConformanceCommand(['--device', `replay:${evidence}`]);
  assert.equal(replayed.exitCode, recorded.exitCode, replayed.stdout + replayed.stderr);
  assert.ok(Object.keys(listVerdicts(recorded)).length > 10);
  assert.deepEqual(listVerdicts(replayed), listVerdicts(recorded));
  assert.deepEqual(requirementsOf(replayed), requirementsOf(recorded));
});

test('evidence that was kept without its verdicts is judged as the run was', async () => {
  const replayed = await runConformanceCommand(['--device', `replay:${kept}`]);
  assert.deepEqual(listVerdicts(replayed), listVerdicts(recorded));
});

test('with order=scenario a part of a recording runs, without it the rest is missed', async () => {
  const part = await runConformanceCommand([
    '--device',
    `replay:${evidence}?order=scenario`,
    '--id',
    'HTTPURLCFG/clear/*',
  ]);
  assert.equal(part.exitCode, 0, part.stdout + part.stderr);
  const strict = await runConformanceCommand([
    '--device',
    `replay:${evidence}`,
    '--id',
    'HTTPURLCFG/clear/*',
  ]);
  assert.equal(strict.exitCode, 3);
  assert.match(strict.stdout + strict.stderr, /not what was recorded/);
});

test('a file that was altered is refused, with the line that tells', async () => {
  const path = join(recorded.out, 'altered.ndjson');
  writeFileSync(path, recorded.read('events.ndjson').replace('SEND OK', 'SEND KO'));
  const end = await runConformanceCommand(['--device', `replay:${path}`]);
  assert.equal(end.exitCode, 3);
  assert.match(end.stderr, /altered\.ndjson:\d+: the footer vouches for SHA-256/);
});

const ALTERATIONS: readonly (readonly [what: string, alter: (event: RunEvent) => RunEvent | null])[] = [
  [
    'a byte that was sent',
    (event) =>
      event.kind === 'tx' && event.purpose === 'scenario'
        ? alterBytes(event, 'AT+HTTPCPUT=', 'AT+HTTPCPUX=')
        : null,
  ],
  [
    'a byte that was received',
    (event) => (event.kind === 'rx' ? alterBytes(event, 'SEND OK', 'SEND KO') : null),
  ],
  [
    'a byte of a request',
    (event) =>
      event.kind === 'origin' && event.what === 'request' ? alterBytes(event, 'PUT /put', 'PUX /put') : null,
  ],
  [
    'the script of an answer',
    (event) =>
      event.kind === 'origin' && event.what === 'script' ? { ...event, script: { status: 599 } } : null,
  ],
];

for (const [what, alter] of ALTERATIONS)
  test(`${what}, altered and vouched for again, shows in the audit, which plays it again`, async () => {
    const folder = writeAltered(recorded.read('events.ndjson'), alter);
    const audited = await runCommandLine(['audit', folder]);
    assert.equal(audited.exitCode, 3, audited.stdout + audited.stderr);
  });

test('an audit agrees with a run as it was, and says how much it compared', async () => {
  const end = await runCommandLine(['audit', recorded.out]);
  assert.equal(end.exitCode, 0, end.stderr);
  assert.match(end.stdout, /agrees with its evidence: \d{2,} judgements/);
});

test('an audit finds a verdict and a proof that the evidence does not give', async () => {
  const verdict = writeAltered(recorded.read('events.ndjson'), (event) =>
    event.kind === 'judgement' && event.verdict === 'pass' ? { ...event, verdict: 'info' } : null,
  );
  const end = await runCommandLine(['audit', verdict]);
  assert.equal(end.exitCode, 3);
  assert.match(end.stderr, /recorded {2}info for .*\n {2}again {5}pass for/);
  const proof = writeAltered(recorded.read('events.ndjson'), (event) =>
    event.kind === 'judgement' && event.channel === 'scenario' && event.requirements.length > 0
      ? { ...event, evidence: [2] }
      : null,
  );
  const proven = await runCommandLine(['audit', proof]);
  assert.equal(proven.exitCode, 3);
  assert.match(proven.stderr, /other bytes prove/, proven.stderr);
});

test('a recording that is not there is told in a sentence', async () => {
  const end = await runConformanceCommand(['--device', 'replay:/no/such/file']);
  assert.equal(end.exitCode, 2);
  assert.match(end.stderr, /the evidence \/no\/such\/file cannot be read: it is not there/);
});
