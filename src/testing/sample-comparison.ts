/** Sample comparisons for what is rendered: three runs with every change among them, and two that are the same. */
import { compareRuns, type RunEvidence } from '../coverage/compare-runs.ts';
import type { Comparison } from '../coverage/comparison.ts';
import type { RunResult } from '../record/result.ts';
import { writeEvents } from './events.ts';
import { buildConformingResult, buildSampleResult } from './sample-result.ts';

const TOOL = { name: 'atconform', version: '0.1.0' };

/** The firmware before, one that is slower and answers otherwise, and a simulated module with every verdict. */
export function buildSampleComparison(): Comparison {
  const before = buildConformingResult();
  return compareRuns(
    [
      makeRun('before', before, [
        ['AT+HTTPCPOST="${origin}/post",5', 'OK\r\n>\r\nSEND OK'],
        ['AT+HTTPCGET="${origin}/get"', '+HTTPCGET:2,hi\r\nOK'],
      ]),
      makeRun('after', buildSlower(before), [
        ['AT+HTTPCPOST="${origin}/post",5', 'OK\r\n>\r\nOK'],
        ['AT+HTTPCGET="${origin}/get"', '+HTTPCGET:2,hi\r\nERROR'],
      ]),
      { name: 'sim', path: 'reports/sim/result.json', result: buildSampleResult(), events: null },
    ],
    0,
    TOOL,
  );
}

/** Two runs of one module. */
export function buildEvenComparison(): Comparison {
  const runs = ['monday', 'tuesday'].map((name) => makeRun(name, buildConformingResult(), [['AT', 'OK']]));
  return compareRuns(runs, 0, TOOL);
}

/** The same device with another firmware: slower by half, one answer and one scenario changed, one flaky, one not run. */
function buildSlower(before: RunResult): RunResult {
  const [first, second, third] = before.scenarios;
  const scenarios = before.scenarios.flatMap((scenario) => {
    if (scenario === first) return [];
    if (scenario === second) return [{ ...scenario, flaky: true }];
    if (scenario === third) return [{ ...scenario, hash: 'of other steps' }];
    const judgements = scenario.judgements.map((judgement) => ({
      ...judgement,
      observed: judgement.observed === null ? null : `not ${judgement.observed}`,
    }));
    return [{ ...scenario, judgements }];
  });
  const commands = before.commands.map((command) =>
    command.latency === null
      ? command
      : { ...command, latency: { ...command.latency, p95Ms: command.latency.p95Ms * 1.5 } },
  );
  const hashes = { ...before.hashes, set: 'a0b1c2d3'.repeat(8) };
  const device = { ...before.device, identity: ['AT version:1.5.0'] };
  return { ...before, scenarios, commands, hashes, device };
}

/** A run whose events hold one scenario with these exchanges. */
function makeRun(
  name: string,
  result: RunResult,
  exchanges: readonly (readonly [line: string, answer: string])[],
): RunEvidence {
  const writer = writeEvents();
  const scenario = result.scenarios.at(-1)?.id ?? '';
  writer.start(scenario);
  for (const [line, answer] of exchanges) writer.exchange(scenario, line, `${answer}\r\n`);
  writer.end(scenario);
  writer.finish();
  return { name, path: `reports/${name}/events.ndjson`, result, events: writer.events };
}
