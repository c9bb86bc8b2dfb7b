/** The result of a run that was held against a baseline and stands before a gate. */
import type {
  BaselineResult,
  DeviationResult,
  ExampleResult,
  GateResult,
  RunResult,
} from '../record/result.ts';
import { buildJudgement, buildResult, buildScenario } from './result-builder.ts';

const FACTS = { issue: null, owner: null, firmware: null, expires: null, expiresInDays: null };

const DEVIATIONS: readonly DeviationResult[] = [
  {
    ...FACTS,
    ...{ reason: 'It closes the connection late.', issue: 'https://issues.example.org/412' },
    ...{ owner: 'firmware', expires: '2026-03-20', expiresInDays: 6 },
    fails: ['fail of R-HTTPCGET-07: nothing within N ms'],
    cases: [{ kind: 'scenario', id: 'HTTPCGET/close/late', status: 'matched', came: [] }],
  },
  {
    ...FACTS,
    reason: 'It refuses the longest URL.',
    fails: ['fail of R-HTTPURLCFG-03: ERROR'],
    cases: [{ kind: 'scenario', id: 'HTTPURLCFG/set/longest', status: 'gone', came: [] }],
  },
];

const BASELINE: BaselineResult = {
  ...{ path: 'baselines/our-module.yaml', hash: '4ac1d0e2'.repeat(8), deviations: DEVIATIONS },
  answers: [
    { question: 'Q-15', status: 'changed', pinned: ['prompts, then SET OK'], came: ['ends in SET OK'] },
    { question: 'Q-16', status: 'new', pinned: [], came: ['an empty URL'] },
  ],
};

const GATE: GateResult = {
  rules: [
    {
      ...{ rule: 'no-new-fail', outcome: 'kept', asks: 'no fail beyond the baseline', unit: 'count' },
      ...{ figures: [{ of: 'scenarios', came: 0, limit: 0, isKept: true }], why: null },
    },
    {
      ...{ rule: 'coverage', outcome: 'broken', unit: '%', why: null },
      asks: 'coverage of every command at least 95 %',
      figures: [
        { of: 'HTTPCGET', came: 100, limit: 95, isKept: true },
        { of: 'HTTPURLCFG', came: 81.4, limit: 95, isKept: false },
      ],
    },
    {
      ...{ rule: 'latency', outcome: 'kept', unit: 'ms', why: null },
      asks: '95 % of the exchanges of a command within its limit',
      figures: [
        { of: 'HTTPCGET', came: 320, limit: 800, isKept: true },
        { of: 'HTTPURLCFG', came: 30, limit: 200, isKept: true },
      ],
    },
    {
      ...{ rule: 'flaky', outcome: 'not-evaluated', unit: 'count', asks: 'no flaky scenario' },
      ...{ figures: [], why: 'the run did not come to its end' },
    },
  ],
};

const example = (
  id: string,
  scenario: string,
  works: ExampleResult['works'],
  line: string,
): ExampleResult => ({
  ...{ id, command: id.split('-')[1] ?? '', lines: [line], scenarios: [scenario], works },
  source: { document: 'HTTP AT Command Set', section: `AT+${id.split('-')[1]}, Example` },
});

const EXAMPLES: readonly ExampleResult[] = [
  example('E-HTTPURLCFG-01', 'HTTPURLCFG/set/longest', 'yes', 'AT+HTTPURLCFG=8192'),
  example('E-HTTPCGET-01', 'HTTPCGET/close/late', 'no', 'AT+HTTPCGET="http://example.org/"'),
  example('E-HTTPCGET-02', 'HTTPCGET/manual', 'not-run', 'AT+HTTPCGET=""'),
];

/** One deviation is as it was accepted, one has gone, and half of the gate is kept. */
export function buildGatedResult(run: Partial<RunResult> = {}): RunResult {
  const judged = (requirement: string, verdict: 'pass' | 'fail') =>
    buildJudgement({ requirements: [requirement], verdict, evidence: [3] });
  return buildResult({
    scenarios: [
      buildScenario({
        ...{ id: 'HTTPCGET/close/late', title: 'The connection is closed in time', accepted: true },
        judgements: [judged('R-HTTPCGET-07', 'fail')],
      }),
      buildScenario({
        ...{ id: 'HTTPURLCFG/set/longest', title: 'The longest URL is taken' },
        judgements: [judged('R-HTTPURLCFG-03', 'pass')],
      }),
    ],
    requirements: [],
    commands: [
      { command: 'HTTPCGET', title: 'Get a resource' },
      { command: 'HTTPURLCFG', title: 'Configure a URL' },
    ],
    questions: [],
    run: {
      ...{ baseline: BASELINE, gate: GATE, examples: EXAMPLES, verdict: 'does-not-conform', exitCode: 1 },
      rule: 'no change against the baseline is allowed: fails no more: HTTPURLCFG/set/longest',
      ...run,
    },
  });
}
