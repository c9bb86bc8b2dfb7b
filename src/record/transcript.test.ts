import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planScenario, writeEvents } from '../testing/events.ts';
import { readEvents } from './event-reader.ts';
import { createTranscriptWriter } from './transcript.ts';

test('a transcript keeps the evidence without the verdicts, numbered anew and vouched for', () => {
  const run = writeEvents({ plan: [planScenario('HTTPCGET/get')] });
  run.start('HTTPCGET/get');
  const [sent, received] = run.exchange('HTTPCGET/get', 'AT', 'OK\r\n');
  run.judge({ scenario: 'HTTPCGET/get', verdict: 'pass', evidence: [sent, received] });
  run.end('HTTPCGET/get');
  run.finish();
  const lines: string[] = [];
  const writer = createTranscriptWriter((line) => lines.push(line));
  for (const event of run.events) writer.take(event);
  writer.finish();
  const reading = readEvents(`${lines.join('\n')}\n`);
  assert.deepEqual(reading.faults, []);
  const kinds = new Set(reading.events.map(({ kind }) => kind));
  assert.deepEqual(
    [...kinds].filter((kind) => ['judgement', 'exchange', 'scenario-end'].includes(kind)),
    [],
  );
  assert.ok(kinds.has('tx') && kinds.has('rx') && kinds.has('scenario-start'));
});
