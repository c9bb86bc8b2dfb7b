import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldRun } from '../record/fold.ts';
import type { Verdict } from '../record/verdict.ts';
import { planScenario, writeEvents } from '../testing/events.ts';
import { foldExamples } from './examples.ts';

/** Whether an example of `scenarios` works in a run of those of `ends`, each with its verdict and the wire's. */
function works(scenarios: readonly string[], ends: Readonly<Record<string, readonly [Verdict, Verdict]>>) {
  const writer = writeEvents({ plan: Object.keys(ends).map((id) => planScenario(id)) });
  for (const [scenario, [verdict, wire]] of Object.entries(ends)) {
    writer.start(scenario);
    const evidence = writer.exchange(scenario, 'AT', 'OK\r\n');
    writer.judge({ scenario, verdict, evidence });
    writer.end(scenario, verdict, { wire });
  }
  const source = { document: 'Manual', section: 'AT+HTTPCGET, Example' };
  const example = { id: 'E-HTTPCGET-01', command: 'HTTPCGET', source, lines: ['AT+HTTPCGET="u"'], scenarios };
  return foldExamples([example], foldRun(writer.events, null))[0]?.works;
}

test('an example works where all of its scenarios pass, in both channels', () => {
  assert.equal(works(['A/a', 'A/b'], { 'A/a': ['pass', 'pass'], 'A/b': ['nonstrict', 'pass'] }), 'yes');
  assert.equal(works(['A/a'], { 'A/a': ['fail', 'pass'] }), 'no');
  assert.equal(works(['A/a'], { 'A/a': ['pass', 'fail'] }), 'no');
  assert.equal(works(['A/a', 'A/b'], { 'A/a': ['pass', 'pass'], 'A/b': ['fail', 'pass'] }), 'no');
});

test('what did not run, or could not be judged, neither works nor fails', () => {
  for (const verdict of ['skip', 'inconclusive', 'info', 'error', 'unverified'] as const)
    assert.equal(works(['A/a'], { 'A/a': [verdict, 'pass'] }), 'not-run', verdict);
  assert.equal(works(['A/a', 'A/b'], { 'A/a': ['pass', 'pass'] }), 'not-run');
  assert.equal(works([], {}), 'not-run');
});
