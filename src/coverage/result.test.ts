import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import type { HeaderEvent, Json, RunEvent, Unnumbered } from '../record/event.ts';
import { readEvents } from '../record/event-reader.ts';
import type { RunResult } from '../record/result.ts';
import { type EventWriter, planScenario, writeEvents } from '../testing/events.ts';
import { SMALL_PROFILE, SMALL_SET } from '../testing/small-set.ts';
import { foldResult } from './result.ts';

const JUDGED_BY = {
  set: SMALL_SET as unknown as Json,
  profile: SMALL_PROFILE as unknown as Json,
};

const CGET = 'HTTPCGET/set/basic';
const CFG = 'HTTPURLCFG/set/zero';

/** A run that exercises HTTPCGET fully in one scenario and asks a question in another. */
function writeRun(header: Partial<Unnumbered<HeaderEvent>> = {}): EventWriter {
  const writer = writeEvents({
    ...JUDGED_BY,
    plan: [
      planScenario(CGET, { requirements: ['R-HTTPCGET-01'] }),
      planScenario(CFG, { requirements: ['R-HTTPURLCFG-01'], questions: ['Q-15'] }),
    ],
    ...header,
  });
  writer.record({ kind: 'identity', lines: ['sim 1.0'] });
  writer.start(CGET);
  const [sent, received] = writer.exchange(CGET, 'AT+HTTPCGET="u",1000', 'OK\r\n', { durationMs: 12 });
  writer.judge({
    scenario: CGET,
    verdict: 'pass',
    requirements: ['R-HTTPCGET-01'],
    evidence: [sent, received],
  });
  writer.exchange(CGET, 'AT+HTTPCGET="u",-1', 'ERROR\r\n', { durationMs: 2 });
  writer.judge({
    scenario: CGET,
    channel: 'wire',
    verdict: 'pass',
    requirements: ['R-GEN-08'],
    evidence: [received],
  });
  writer.end(CGET);
  writer.start(CFG);
  writer.exchange(CFG, 'AT+HTTPURLCFG=8', 'OK\r\n', { purpose: 'given', durationMs: 900 });
  const [asked, answered] = writer.exchange(CFG, 'AT+HTTPURLCFG=0', 'SET OK\r\n', { durationMs: 4 });
  writer.judge({
    scenario: CFG,
    verdict: 'info',
    requirements: ['R-HTTPURLCFG-01'],
    questions: ['Q-15'],
    observed: 'ends in SET OK',
    evidence: [asked, answered],
  });
  writer.end(CFG, 'info');
  return writer;
}

function foldRunOf(writer: EventWriter): RunResult {
  return foldResult(writer.events, null);
}

function commandOf(result: RunResult, name: string) {
  const command = result.commands.find((one) => one.command === name);
  assert.ok(command !== undefined, name);
  return command;
}

test('a run has its header, its verdict and a row for each covered command, the common rules and the wire channel', () => {
  const result = foldRunOf(writeRun());
  assert.equal(result.verdict, 'conforms');
  assert.equal(result.exitCode, 0);
  assert.equal(result.device.profileTitle, 'WinnerMicro');
  assert.deepEqual(result.device.identity, ['sim 1.0']);
  assert.deepEqual(result.set, { name: 'http', title: 'HTTP commands', document: 'Manual' });
  assert.deepEqual(
    result.commands.map(({ command, verdict, wire }) => [command, verdict, wire]),
    [
      ['HTTPCGET', 'pass', 'pass'],
      ['HTTPURLCFG', 'info', 'pass'],
      ['GEN', 'pass', 'pass'],
      ['WIRE', 'untested', 'untested'],
    ],
  );
});

test('forms count what scenarios sent, accepted and refused apart, and nothing of preconditions', () => {
  const result = foldRunOf(writeRun());
  assert.deepEqual(commandOf(result, 'HTTPCGET').forms, [{ form: 'set', sent: 2, accepted: 1, refused: 1 }]);
  assert.deepEqual(commandOf(result, 'HTTPURLCFG').forms, [
    { form: 'query', sent: 0, accepted: 0, refused: 0 },
    { form: 'set', sent: 1, accepted: 1, refused: 0 },
  ]);
});

test('coverage is the share of forms, requirements and parameter classes that were exercised', () => {
  const result = foldRunOf(writeRun());
  const cget = commandOf(result, 'HTTPCGET');
  const classes = cget.parameters.flatMap((parameter) => parameter.classes);
  const tried = classes.filter((one) => one.sent > 0).map(({ name }) => name);
  assert.deepEqual(tried, ['text', 'below 0', 'inside 1..179999']);
  assert.deepEqual(cget.requirements, { total: 2, exercised: 1, passed: 1, failed: 0, recorded: 0 });
  assert.equal(cget.coverage, (1 + 1 + 3) / (1 + 2 + classes.length));
  assert.equal(commandOf(result, 'GEN').coverage, 1 / 2);
  assert.equal(commandOf(result, 'HTTPURLCFG').requirements.recorded, 1);
});

test('a claim alone covers nothing: neither form, nor class, nor requirement', () => {
  const writer = writeEvents({
    ...JUDGED_BY,
    plan: [planScenario(CGET, { requirements: ['R-HTTPCGET-01', 'R-HTTPCGET-02'] })],
  });
  writer.start(CGET);
  writer.judge({ scenario: CGET, verdict: 'pass', requirements: ['R-HTTPCGET-02'], evidence: [] });
  writer.end(CGET);
  const result = foldRunOf(writer);
  const cget = commandOf(result, 'HTTPCGET');
  assert.equal(cget.coverage, 0);
  assert.equal(cget.requirements.exercised, 0);
  assert.equal(cget.verdict, 'unverified');
  assert.equal(result.exitCode, 1);
});

test('requirements stand in the order of the set, judged or untested', () => {
  const { requirements } = foldRunOf(writeRun());
  assert.deepEqual(
    requirements.map(({ id, verdict }) => [id, verdict]),
    [
      ['R-GEN-01', 'untested'],
      ['R-GEN-08', 'pass'],
      ['R-HTTPCGET-01', 'pass'],
      ['R-HTTPCGET-02', 'untested'],
      ['R-HTTPURLCFG-01', 'info'],
      ['W-ECHO', 'untested'],
    ],
  );
  assert.deepEqual(requirements[2]?.scenarios, [CGET]);
  assert.equal(requirements[2]?.text, 'Text of R-HTTPCGET-01.');
});

test('a question carries the answers of this module beside those that are known', () => {
  const [question] = foldRunOf(writeRun()).questions;
  assert.deepEqual(
    question?.observed.map(({ answer, scenario }) => [answer, scenario]),
    [['ends in SET OK', CFG]],
  );
  assert.deepEqual(question?.known, [{ who: 'esp-at', answer: 'no' }]);
  assert.deepEqual(question?.requirements, ['R-HTTPURLCFG-01']);
});

test('latency is told against the profile limit, and not at all where the clock was scaled', () => {
  const cget = commandOf(foldRunOf(writeRun()), 'HTTPCGET');
  const { histogram, ...figures } = cget.latency ?? { histogram: [] };
  assert.deepEqual(figures, { count: 2, p50Ms: 2, p95Ms: 12, maxMs: 12, limitMs: 5000 });
  assert.deepEqual([histogram.at(0), histogram.at(-1)?.uptoMs], [{ uptoMs: 2, count: 1 }, 20]);
  assert.equal(commandOf(foldRunOf(writeRun()), 'HTTPURLCFG').latency?.maxMs, 4);
  assert.equal(commandOf(foldRunOf(writeRun({ clockScale: 10 })), 'HTTPCGET').latency, null);
});

test('a breach on the wire turns its command, its requirement and the run red', () => {
  const writer = writeEvents({ ...JUDGED_BY, plan: [planScenario(CGET)] });
  writer.start(CGET);
  const [sent, received] = writer.exchange(CGET, 'AT+HTTPCGET="u"', 'AT+HTTPCGRT="u"\r\nOK\r\n');
  writer.judge({ scenario: CGET, verdict: 'pass', requirements: ['R-HTTPCGET-01'], evidence: [received] });
  writer.judge({
    scenario: CGET,
    channel: 'wire',
    verdict: 'fail',
    requirements: ['W-ECHO'],
    evidence: [sent, received],
  });
  writer.end(CGET, 'pass', { wire: 'fail' });
  const result = foldRunOf(writer);
  assert.equal(result.exitCode, 1);
  assert.equal(result.wireCounts.fail, 1);
  assert.equal(result.counts.pass, 1);
  assert.equal(commandOf(result, 'HTTPCGET').verdict, 'pass');
  assert.equal(commandOf(result, 'HTTPCGET').wire, 'fail');
  assert.equal(commandOf(result, 'WIRE').verdict, 'fail');
});

test('what a run decides before its footer is what its file folds to after it', () => {
  const writer = writeRun();
  const before = foldResult(writer.events, null);
  writer.finish({ exitCode: before.exitCode, rule: before.rule, stopped: before.stopped });
  const after = foldResult(readEvents(writer.text()).events);
  assert.deepEqual(after, { ...before, durationMs: after.durationMs });
});

test('a run of no scenario is not judged', () => {
  const writer = writeEvents({ ...JUDGED_BY });
  writer.finish({ exitCode: 0, rule: 'fine' });
  const result = foldResult(writer.events);
  assert.equal(result.verdict, 'not-judged');
  assert.equal(result.exitCode, 2);
});

test('a run that was killed is reported with what it judged, as interrupted', () => {
  const writer = writeRun();
  const result = foldResult(readEvents(`${writer.lines.slice(0, 9).join('\n')}\n`).events);
  assert.equal(result.exitCode, 130);
  assert.match(result.stopped ?? '', /no footer/);
  assert.deepEqual(
    result.scenarios.map(({ verdict }) => verdict),
    ['inconclusive', 'inconclusive'],
  );
  assert.equal(result.requirements.find(({ id }) => id === 'R-HTTPCGET-01')?.verdict, 'pass');
});

const validate = addFormats
  .default(new Ajv({ allErrors: true }))
  .compile(
    JSON.parse(readFileSync(new URL('../../schemas/result.schema.json', import.meta.url), 'utf8')),
  ) as ValidateFunction;

function assertPublished(events: readonly RunEvent[]): void {
  const result: unknown = JSON.parse(JSON.stringify(foldResult(events)));
  assert.ok(validate(result), JSON.stringify(validate.errors));
}

test('results satisfy the published schema', () => {
  const writer = writeRun();
  writer.record({ kind: 'rx', bytes: { base64: 'AAAA' } });
  writer.finish();
  assertPublished(writer.events);
  assert.equal(validate({ ...foldResult(writer.events), surplus: 1 }), false);
});

test('any prefix of an event file folds without a throw to a result of the published form', () => {
  const writer = writeRun();
  writer.finish();
  const text = writer.text();
  fc.assert(
    fc.property(fc.nat(text.length), (length) => {
      assertPublished(readEvents(text.slice(0, length)).events);
    }),
  );
  assertPublished([]);
});

test('any selection of events, out of order, folds without a throw', () => {
  const writer = writeRun();
  writer.finish();
  fc.assert(
    fc.property(fc.shuffledSubarray(writer.events), (events) => {
      foldResult(events);
    }),
  );
});
