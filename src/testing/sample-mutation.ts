/** A small kill matrix, for tests of what is folded and rendered from one. */
import { type CampaignFacts, foldMutation, type Matrix, type MatrixRow } from '../coverage/mutation.ts';
import type { ClaimingScenario } from '../coverage/mutation-advice.ts';
import type { FaultCell } from '../coverage/mutation-cell.ts';
import type { MutationResult } from '../record/mutation.ts';
import { SMALL_SET } from './small-set.ts';

function scenario(id: string, line: number, ...requirements: string[]): ClaimingScenario {
  const [command = ''] = id.split('/');
  return { id, command, requirements, place: { path: 'specs/http/scenarios/a.yaml', line, column: 5 } };
}

export const SCENARIOS: readonly ClaimingScenario[] = [
  scenario('HTTPCGET/a', 3, 'R-HTTPCGET-01'),
  scenario('HTTPCGET/b', 9, 'R-HTTPCGET-01'),
  scenario('HTTPURLCFG/c', 15, 'R-HTTPURLCFG-01'),
  scenario('HTTPCGET/recorded', 21, 'R-HTTPCGET-02'),
];

/** `requirement` is that of the first red expectation. */
export function cell(
  id: string,
  verdict: FaultCell['verdict'],
  requirement: string | null = null,
  wire: FaultCell['wire'] = 'pass',
): FaultCell {
  const first =
    requirement === null
      ? null
      : {
          ...{ scenario: id, channel: verdict === 'pass' ? ('wire' as const) : ('scenario' as const) },
          requirements: [requirement],
          ...{ text: 'final: OK', place: { path: 'specs/http/scenarios/a.yaml', line: 5, column: 9 } },
          ...{ expected: 'OK', received: 'ERROR' },
        };
  return { scenario: id, verdict, wire, first, wireBreaches: [] };
}

export function row(id: string, breaks: readonly string[], cells: readonly FaultCell[]): MatrixRow {
  return {
    fault: { id, breaks, personality: null, equivalent: null },
    title: `the defect ${id}`,
    personality: 'winnermicro',
    ...{ cells, generated: [] },
  };
}

function cellsWith(red: Readonly<Record<string, string>>): FaultCell[] {
  return SCENARIOS.map(({ id }) =>
    id in red ? cell(id, 'fail', red[id]) : cell(id, id.endsWith('recorded') ? 'info' : 'pass'),
  );
}

/** One fault that is seen by the right requirement, one by another first, one by nobody. */
export function buildSampleMatrix(): Matrix {
  return {
    set: SMALL_SET,
    scenarios: SCENARIOS,
    sound: new Map([['winnermicro', cellsWith({})]]),
    rows: [
      row(
        'seen',
        ['R-HTTPCGET-01'],
        cellsWith({ 'HTTPCGET/a': 'R-HTTPCGET-01', 'HTTPCGET/b': 'R-HTTPCGET-01' }),
      ),
      row(
        'elsewhere',
        ['R-HTTPURLCFG-01'],
        cellsWith({ 'HTTPCGET/a': 'R-HTTPCGET-01', 'HTTPURLCFG/c': 'R-HTTPURLCFG-01' }),
      ),
      row('unseen', ['R-HTTPURLCFG-01'], cellsWith({})),
    ],
  };
}

const FACTS: CampaignFacts = {
  tool: { name: 'atconform', version: '0.1.0' },
  startedAt: '2026-03-14T09:26:53.589Z',
  ...{ durationMs: 95_000, seed: 'mutate', sampled: null },
};

export function foldSample(given: Partial<Matrix> = {}, facts: Partial<CampaignFacts> = {}): MutationResult {
  return foldMutation({ ...buildSampleMatrix(), ...given }, { ...FACTS, ...facts });
}
