import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { AttemptResult, RunResult } from '../record/result.ts';
import { buildResult, buildScenario } from '../testing/result-builder.ts';
import { buildSampleResult } from '../testing/sample-result.ts';
import { renderJunit } from './junit.ts';

const SCHEMA = fileURLToPath(new URL('../../schemas/junit.xsd', import.meta.url));
const isThere = spawnSync('xmllint', ['--version']).error === undefined;
const skip =
  isThere || process.env.CI === 'true' ? false : 'xmllint is not installed: apt-get install libxml2-utils';

function validate(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'atconform-junit-')), 'junit.xml');
  writeFileSync(path, text);
  const { status, stderr, error } = spawnSync('xmllint', ['--noout', '--nonet', '--schema', SCHEMA, path], {
    encoding: 'utf8',
  });
  assert.equal(error, undefined, 'xmllint must be installed in CI: apt-get install libxml2-utils');
  return status === 0 ? '' : stderr;
}

function attempt(number: number, verdict: 'pass' | 'fail' | 'error', decisive = false): AttemptResult {
  const ladder = [{ n: number, t: 0, kind: 'tx', text: 'AT', bytes: { text: 'AT\\r\\n' } }] as const;
  return {
    ...{ attempt: number, verdict, wire: 'pass', decisive, durationMs: 1, judgements: [], ladder },
    reason: verdict === 'pass' ? null : `because of <${verdict}>`,
  };
}

function attemptRun(allowsFlaky: boolean): RunResult {
  const flaky = { flaky: true, verdict: 'pass' } as const;
  return buildResult({
    scenarios: [
      buildScenario({
        id: 'A/flaky',
        ...flaky,
        attempts: [attempt(1, 'fail'), attempt(2, 'error'), attempt(3, 'pass', true)],
      }),
      buildScenario({
        id: 'A/failing',
        verdict: 'fail',
        attempts: [attempt(1, 'fail', true), attempt(2, 'fail'), attempt(3, 'error')],
      }),
    ],
    ...{ requirements: [], commands: [], questions: [] },
    run: { attempts: { repeat: 1, retry: 2, allowsFlaky } },
  });
}

test('what is written is valid by the schema', { skip }, () => {
  assert.equal(validate(renderJunit(buildSampleResult())), '');
  for (const allowsFlaky of [true, false]) assert.equal(validate(renderJunit(attemptRun(allowsFlaky))), '');
});

test('the schema refuses what the readers would not take', { skip }, () => {
  const valid = renderJunit(buildSampleResult());
  for (const [from, to] of [
    ['</testcase>', '<properties/></testcase>'],
    [' classname="', ' file="'],
    [/time="[\d.]+"/, 'time="soon"'],
  ] as const)
    assert.match(validate(valid.replace(from, to)), /Schemas validity error/);
});

test('attempts that failed are flaky where the case passed, and reruns where it did not', () => {
  const names = (allowsFlaky: boolean) =>
    [...renderJunit(attemptRun(allowsFlaky)).matchAll(/<(failure|rerun\w+|flaky\w+) type="(\w+)"/g)].map(
      ([, name, type]) => `${name} ${type}`,
    );
  assert.deepEqual(names(true).slice(0, 2), ['flakyFailure fail', 'flakyError error']);
  assert.match(renderJunit(attemptRun(true)), /tests="2" failures="1"/);
  assert.match(renderJunit(attemptRun(false)), /tests="2" failures="2"/);
  assert.match(renderJunit(attemptRun(false)), /<failure type="flaky"/);
  assert.deepEqual(names(true).slice(-2), ['rerunFailure fail', 'rerunError error']);
});
