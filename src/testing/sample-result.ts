/** Sample results for what is rendered: one with every verdict in it, one that conforms, and one as large as reports must bear. */
import type { RunResult, ScenarioResult } from '../record/result.ts';
import { buildJudgement, buildLadder, buildResult, buildScenario, type RowParts } from './result-builder.ts';
import { brokenScenarios } from './sample-breaches.ts';
import {
  SAMPLE_COMMANDS,
  SAMPLE_QUESTIONS,
  SAMPLE_REQUIREMENTS,
  sampleKnownAnswers,
} from './sample-requirements.ts';
import { healthyScenarios, recordedScenarios } from './sample-scenarios.ts';

const SAMPLE_SESSION: RunResult['session'] = {
  exchanges: 1243,
  moves: [
    { from: 'idle', to: 'replying', count: 1243 },
    { from: 'replying', to: 'idle', count: 2 },
    { from: 'replying', to: 'interim', count: 187 },
    { from: 'replying', to: 'settled', count: 1054 },
    { from: 'interim', to: 'data', count: 180 },
    { from: 'interim', to: 'settled', count: 7 },
    { from: 'data', to: 'idle', count: 1 },
    { from: 'data', to: 'completing', count: 178 },
    { from: 'data', to: 'lost', count: 1 },
    { from: 'completing', to: 'settled', count: 178 },
    { from: 'settled', to: 'idle', count: 1239 },
    { from: 'lost', to: 'idle', count: 1 },
  ],
  oddities: [
    { kind: 'short-payload', count: 3, scenarios: ['HTTPCPOST/prompt/never-seen'] },
    { kind: 'surplus', count: 3, scenarios: ['HTTPCPOST/data-phase/surplus'] },
    { kind: 'link-lost', count: 1, scenarios: ['HTTPCLIENT/methods/delete'] },
  ],
};

/** Every verdict in some scenario, one failure in the wire channel, several with one cause, a command that nobody tested. */
export function buildSampleResult(run: Partial<RunResult> = {}): RunResult {
  return buildResult({
    scenarios: [...healthyScenarios(), ...recordedScenarios(), ...brokenScenarios()],
    requirements: SAMPLE_REQUIREMENTS,
    commands: SAMPLE_COMMANDS,
    questions: SAMPLE_QUESTIONS,
    run: {
      verdict: 'does-not-conform',
      exitCode: 4,
      rule: 'no error, fail, unverified or inconclusive',
      session: SAMPLE_SESSION,
      ...run,
    },
  });
}

/** A run on a serial port at full speed with nothing red, latencies measured. */
export function buildConformingResult(run: Partial<RunResult> = {}): RunResult {
  const latency = {
    ...{ count: 12, p50Ms: 41.2, p95Ms: 118.4, maxMs: 131, limitMs: 5000 },
    histogram: [20, 50, 100, 200].map((uptoMs, index) => ({ uptoMs, count: [3, 5, 0, 4][index] ?? 0 })),
  };
  return buildResult({
    scenarios: [
      ...healthyScenarios(),
      ...recordedScenarios().filter(({ verdict }) => verdict !== 'nonstrict'),
    ],
    requirements: SAMPLE_REQUIREMENTS.filter(({ id }) => id !== 'R-HTTPCPOST-15'),
    commands: SAMPLE_COMMANDS.map((command) => ({ ...command, latency })),
    questions: SAMPLE_QUESTIONS,
    run: {
      ...{ clockScale: 1, repeat: '--device /dev/ttyUSB0 --profile winnermicro', rule: 'nothing red' },
      device: {
        ...{ address: '/dev/ttyUSB0', link: 'serial', settings: { baudRate: 115_200, rtscts: false } },
        ...{
          profile: 'winnermicro',
          profileTitle: 'WinnerMicro HTTP firmware',
          identity: ['AT version:1.4.0'],
        },
      },
      ...run,
    },
  });
}

/** `scenarios` scenarios with `exchanges` exchanges each, four rows to an exchange; all pass. */
export function buildLargeResult(scenarios: number, exchanges: number): RunResult {
  const rowsEach = exchanges * 4;
  const large = Array.from({ length: scenarios }, (_, index) =>
    buildLargeScenario(index, index * rowsEach + 1, exchanges),
  );
  return buildResult({
    scenarios: large,
    requirements: SAMPLE_REQUIREMENTS,
    commands: SAMPLE_COMMANDS,
    questions: sampleKnownAnswers(),
  });
}

function buildLargeScenario(index: number, first: number, exchanges: number): ScenarioResult {
  const rows = Array.from({ length: exchanges }, (_, exchange): RowParts[] => {
    const t = exchange * 31.25;
    const url = `http://127.0.0.1:18080/anything/scenario-${index}/exchange-${exchange}`;
    return [
      [t, 'step', `When I send AT+HTTPCGET="\${origin}/anything/scenario-${index}",2048,2048,5000`],
      [t + 0.4, 'tx', `AT+HTTPCGET="${url}",2048,2048,5000\\r\\n`],
      [t + 9.1, 'origin', 'GET /anything', `GET /anything HTTP/1.1\\r\\nHost: 127.0.0.1:18080\\r\\n\\r\\n`],
      [t + 21.7, 'rx', '\\r\\n+HTTPCGET:11,hello world\\r\\n\\r\\nOK\\r\\n'],
    ];
  }).flat();
  const judgements = Array.from({ length: exchanges }, (_, exchange) =>
    buildJudgement({
      requirements: ['R-HTTPCGET-01'],
      evidence: [first + exchange * 4 + 3],
      expected: '+HTTPCGET with data "hello world"',
      received: '+HTTPCGET:11,hello world',
      text: 'Then the module answers OK',
    }),
  );
  const id = `HTTPCGET/generated/case-${String(index).padStart(4, '0')}`;
  const title = `The answer arrives whole, case ${index}`;
  return buildScenario({ id, title, judgements, ladder: buildLadder(first, rows) });
}
