/**
 * Compares a run with the failures that are known of its device. What fails must be listed and must fail as listed; what is
 * listed must fail: a deviation that has gone, or has become another one, is news.
 */
import type { JudgementResult, RunResult, ScenarioResult } from '../record/result.ts';
import { isRed } from '../record/verdict.ts';
import type { ExpectedFailure, ExpectedFailures } from '../spec/expected-failures.ts';

/** One thing in which a run is not as expected; null as `scenario`: the whole of it. */
export interface Disagreement {
  readonly scenario: string | null;
  readonly expected: string;
  readonly received: string;
}

export interface ComparedRun extends Pick<RunResult, 'set' | 'stopped' | 'scenarios'> {
  readonly device: Pick<RunResult['device'], 'profile'>;
}

/** `isWhole`: every scenario of the set ran, so that one which is listed and did not run is missing. */
export function compareWithExpected(
  run: ComparedRun,
  expected: ExpectedFailures,
  isWhole: boolean,
): Disagreement[] {
  const known = new Map(expected.failures.map((failure) => [failure.scenario, failure]));
  const ran = new Set(run.scenarios.map(({ id }) => id));
  const missing = expected.failures.filter(({ scenario }) => isWhole && !ran.has(scenario));
  return [
    ...compareWhole(run, expected),
    ...run.scenarios.flatMap((scenario) => compareScenario(scenario, known.get(scenario.id) ?? null)),
    ...missing.map(({ scenario }) => ({ scenario, expected: 'a failure', received: 'it did not run' })),
  ];
}

function compareWhole({ set, device, stopped }: ComparedRun, expected: ExpectedFailures): Disagreement[] {
  const rows: [string, string][] = [
    [`the command set ${expected.set}`, `the command set ${set.name}`],
    [`the profile ${expected.profile}`, `the profile ${device.profile}`],
    ['a run to its end', stopped === null ? 'a run to its end' : `stopped: ${stopped}`],
  ];
  return rows
    .filter(([wanted, came]) => wanted !== came)
    .map(([wanted, came]) => ({ scenario: null, expected: wanted, received: came }));
}

function compareScenario(result: ScenarioResult, failure: ExpectedFailure | null): Disagreement[] {
  const came = describeFailure(result);
  const wanted = failure === null ? NO_FAILURE : describeExpected(failure, result);
  return came === wanted ? [] : [{ scenario: result.id, expected: wanted, received: came }];
}

const NO_FAILURE = 'no failure';

/** `fail of R-V250-16 (received OK); wire channel: fail of R-GEN-08`, what one scenario shows. */
function describeFailure({ verdict, wire, judgements }: ScenarioResult): string {
  const red = judgements.filter((judgement) => isRed(judgement.verdict));
  const own = red.filter(({ channel }) => channel === 'scenario');
  const received = own.map((judgement) => maskTimes(judgement.received));
  return join(
    isRed(verdict) ? describePart(verdict, listRequirements(own), received) : null,
    isRed(wire)
      ? describePart(wire, listRequirements(red.filter(({ channel }) => channel === 'wire')), [])
      : null,
  );
}

/** What is not asked (`received` of null) is taken as it came. */
function describeExpected(failure: ExpectedFailure, { judgements }: ScenarioResult): string {
  const { breaks, received, wire } = failure;
  const own = judgements.filter(({ channel, verdict }) => channel === 'scenario' && isRed(verdict));
  const came = own.map((judgement) => maskTimes(judgement.received));
  const wanted = received === null ? came : came.length === 0 ? [received] : came.map(() => received);
  return join(
    breaks.length === 0 ? null : describePart('fail', breaks, wanted),
    wire.length === 0 ? null : describePart('fail', wire, []),
  );
}

function join(own: string | null, wire: string | null): string {
  const parts = [own, wire === null ? null : `wire channel: ${wire}`].filter((part) => part !== null);
  return parts.length === 0 ? NO_FAILURE : parts.join('; ');
}

function describePart(verdict: string, ids: readonly string[], received: readonly string[]): string {
  const what = ids.length === 0 ? 'no requirement' : [...ids].sort().join(', ');
  const came = [...new Set(received)];
  return `${verdict} of ${what}${came.length === 0 ? '' : ` (received ${came.join(', then ')})`}`;
}

function listRequirements(judgements: readonly JudgementResult[]): string[] {
  return [...new Set(judgements.flatMap(({ requirements }) => requirements))];
}

/** Times differ from run to run. */
function maskTimes(text: string): string {
  return text.replace(/\d+ ms/g, 'N ms');
}

/** Two lines for a terminal. */
export function renderDisagreement({ scenario, expected, received }: Disagreement): string {
  return `${scenario ?? 'the run'}\n  expected  ${expected}\n  received  ${received}`;
}
