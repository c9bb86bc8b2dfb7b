/**
 * `junit.xml` as CI servers read it: a suite per command, a case per scenario. Valid by schemas/junit.xsd, a part of what
 * Jenkins's xUnit plugin takes (junit-10.xsd), which knows properties of suites alone: a case says its own at the top of its output.
 */
import type { AttemptResult, LadderRow, RunResult, ScenarioResult } from '../record/result.ts';
import { isRed, raiseVerdict, type Verdict } from '../record/verdict.ts';
import { explainAccepted } from './baseline-notes.ts';
import { type Failure, findFailures, labelRequirement, summarizeFailure } from './failure.ts';
import { countClosed, describeGate, listGateNotes } from './gate-notes.ts';
import { ARROWS, describeRow } from './ladder.ts';
import { describeMode, toWallMs } from './mode.ts';
import { renderRepeatCommand } from './repeat.ts';
import { renderPlace } from './terminal-failure.ts';
import { formatLadderTime } from './words.ts';
import { escapeXml } from './xml.ts';

/** Characters of a ladder row in a case's output. */
const ROW_LENGTH_MAX = 400;

type CaseOutcome = 'pass' | 'skipped' | 'failure' | 'error';

export function renderJunit(result: RunResult): string {
  const failures = groupBy(findFailures(result), ({ scenario }) => scenario.id);
  const byCommand = groupBy(result.scenarios, ({ command }) => command);
  const suites = [...byCommand].map(([command, scenarios]) => {
    const cases = scenarios.map((each) => renderCase(result, each, failures.get(each.id) ?? []));
    return ` <testsuite${describeSuite(result, command, scenarios)}>\n${renderProperties(result)}${cases.join('')} </testsuite>\n`;
  });
  const gate = renderGateSuite(result);
  const { skipped, ...totals } = countTotals(result);
  const name = `${result.tool.name} ${result.set.name} ${result.device.address}`;
  const head = attributes({ name, ...totals, time: seconds(toWallMs(result, result.durationMs)) });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${head}>\n${suites.join('')}${gate}</testsuites>\n`;
}

function groupBy<Item>(items: readonly Item[], pick: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(pick(item));
    if (group === undefined) groups.set(pick(item), [item]);
    else group.push(item);
  }
  return groups;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value)).replace(/[\t\n]/g, ' ')}"`)
    .join('');
}

function seconds(timeMs: number): string {
  return (timeMs / 1000).toFixed(3);
}

function countOutcomes(scenarios: readonly ScenarioResult[], { attempts }: RunResult) {
  const count = (wanted: CaseOutcome) =>
    scenarios.filter((each) => chooseOutcome(each, attempts.allowsFlaky) === wanted).length;
  const [failures, errors, skipped] = [count('failure'), count('error'), count('skipped')];
  return { tests: scenarios.length, failures, errors, skipped };
}

/** Scenarios and rules of the gate together. */
function countTotals(result: RunResult) {
  const { tests, failures, ...rest } = countOutcomes(result.scenarios, result);
  const ruleCount = result.gate?.rules.length ?? 0;
  return { tests: tests + ruleCount, failures: failures + countClosed(result), ...rest };
}

/** A case for each rule, so that a server which looks at cases alone is red where the exit code is. */
function renderGateSuite(result: RunResult): string {
  const notes = listGateNotes(result);
  if (notes.length === 0) return '';
  const cases = notes.map(({ rule, text, isKept }) => {
    const failure = isKept ? '' : `   <failure${attributes({ type: 'gate', message: text })}/>\n`;
    return `  <testcase${attributes({ name: rule, classname: 'gate', time: seconds(0) })}>\n${failure}  </testcase>\n`;
  });
  const head = {
    ...{ name: 'gate', tests: notes.length, failures: countClosed(result), errors: 0, skipped: 0 },
    ...{ time: seconds(0), timestamp: timestampOf(result) },
  };
  return ` <testsuite${attributes(head)}>\n${renderProperties(result)}${cases.join('')} </testsuite>\n`;
}

/** Both channels count: the scenario's own verdict, and the wire channel's where that is red. */
function combineVerdicts(scenario: Pick<ScenarioResult, 'verdict' | 'wire'>): Verdict {
  return raiseVerdict(scenario.verdict, isRed(scenario.wire) ? scenario.wire : 'pass');
}

/**
 * Broken or unproved is a failure of the module; what could not be judged is an error of the run. An accepted deviation is no
 * pass; servers know nothing closer to it than a skipped case.
 */
function chooseOutcome(scenario: ScenarioResult, allowsFlaky: boolean): CaseOutcome {
  if (scenario.accepted) return 'skipped';
  const verdict = combineVerdicts(scenario);
  if (verdict === 'error' || verdict === 'inconclusive') return 'error';
  if (verdict === 'fail' || verdict === 'unverified') return 'failure';
  if (scenario.flaky && !allowsFlaky) return 'failure';
  return verdict === 'skip' ? 'skipped' : 'pass';
}

function describeSuite(result: RunResult, command: string, scenarios: readonly ScenarioResult[]): string {
  return attributes({
    name: command,
    ...countOutcomes(scenarios, result),
    time: seconds(
      toWallMs(
        result,
        scenarios.reduce((sum, { durationMs }) => sum + durationMs, 0),
      ),
    ),
    timestamp: timestampOf(result),
  });
}

/** The schema knows no zone and no fractions. */
function timestampOf({ startedAt }: RunResult): string {
  return startedAt.replace(/(\.\d+)?Z$/, '');
}

function renderProperties(result: RunResult): string {
  const values = {
    device: result.device.address,
    mode: describeMode(result),
    identity: result.device.identity.join('; '),
    profile: result.device.profile,
    set: result.set.name,
    seed: result.seed,
    verdict: result.verdict,
    rule: result.rule,
    ...(result.gate === null ? {} : { gate: describeGate(result) }),
  };
  const lines = Object.entries(values).map(
    ([name, value]) => `   <property${attributes({ name, value })}/>\n`,
  );
  return `  <properties>\n${lines.join('')}  </properties>\n`;
}

function renderCase(result: RunResult, scenario: ScenarioResult, failures: readonly Failure[]): string {
  const head = attributes({
    name: scenario.id,
    classname: `${result.set.name}.${scenario.command}`,
    time: seconds(toWallMs(result, scenario.durationMs)),
  });
  const output = escapeXml([...listFacts(scenario), ...listLadders(scenario)].join('\n'));
  const outcome = renderOutcome(result, scenario, failures);
  const attempts = renderAttempts(scenario, chooseOutcome(scenario, result.attempts.allowsFlaky));
  return `  <testcase${head}>\n${outcome}${attempts}   <system-out>${output}</system-out>\n  </testcase>\n`;
}

/** One element at most, since servers keep one per case: all that is wrong stands in it. */
function renderOutcome(result: RunResult, scenario: ScenarioResult, failures: readonly Failure[]): string {
  const outcome = chooseOutcome(scenario, result.attempts.allowsFlaky);
  if (outcome === 'pass') return '';
  if (outcome === 'skipped')
    return `   <skipped${attributes({ message: explainSkip(result, scenario) })}/>\n`;
  const verdict = combineVerdicts(scenario);
  const type = scenario.flaky && !isRed(verdict) ? 'flaky' : verdict;
  const worst = failures.find((failure) => failure.verdict === verdict);
  const label = worst === undefined ? null : labelRequirement(worst);
  const why = worst === undefined ? (scenario.reason ?? '') : summarizeFailure(worst);
  const head = attributes({ type, message: label === null ? why : `${label}: ${why}` });
  const text = [
    ...failures.flatMap(describeFailure),
    `repeat    ${renderRepeatCommand(result, scenario.id)}`,
  ];
  return `   <${outcome}${head}>${escapeXml(text.join('\n'))}</${outcome}>\n`;
}

function explainSkip(result: RunResult, scenario: ScenarioResult): string {
  return scenario.accepted ? `accepted: ${explainAccepted(result, scenario)}` : (scenario.reason ?? '');
}

/** Attempts that failed and are not told already, by the words of Maven Surefire: flaky where the case passed, rerun where it did not. */
function renderAttempts(scenario: ScenarioResult, outcome: CaseOutcome): string {
  const passed = outcome === 'pass';
  return scenario.attempts
    .filter(({ verdict, wire, decisive }) => (isRed(verdict) || isRed(wire)) && (passed || !decisive))
    .map((attempt) => renderAttempt(attempt, passed ? 'flaky' : 'rerun'))
    .join('');
}

function renderAttempt(attempt: AttemptResult, prefix: 'flaky' | 'rerun'): string {
  const type = combineVerdicts(attempt);
  const name = `${prefix}${type === 'error' || type === 'inconclusive' ? 'Error' : 'Failure'}`;
  const message = `attempt ${attempt.attempt}: ${attempt.reason ?? `${attempt.verdict}, wire channel ${attempt.wire}`}`;
  const trace = escapeXml(listLadder(attempt.ladder).join('\n'));
  return `   <${name}${attributes({ type, message })}><stackTrace>${trace}</stackTrace></${name}>\n`;
}

function describeFailure(failure: Failure): string[] {
  const { judgement, requirement, scenario, channel } = failure;
  const label = labelRequirement(failure);
  const source = requirement?.source;
  return [
    `${failure.verdict}${channel === 'wire' ? ' (wire channel)' : ''}${label === null ? '' : `  ${label}`}`,
    ...(requirement === null ? [] : [requirement.text, `Source: ${source?.document}, ${source?.section}`]),
    `${renderPlace(judgement?.place ?? scenario.place)}   ${judgement?.text ?? scenario.title}`,
    ...(judgement === null
      ? [`reason    ${scenario.reason ?? 'none was recorded'}`]
      : [`expected  ${judgement.expected}`, `received  ${judgement.received}`]),
    '',
  ];
}

function listFacts(scenario: ScenarioResult): string[] {
  return [
    `title: ${scenario.title}`,
    `requirements: ${scenario.requirements.join(' ')}`,
    ...(scenario.accepted ? ['accepted: yes'] : []),
    ...(scenario.questions.length > 0 ? [`questions: ${scenario.questions.join(' ')}`] : []),
    `verdict: ${scenario.verdict}`,
    `wire channel: ${scenario.wire}`,
    `notation: ${scenario.notation}`,
    `place: ${renderPlace(scenario.place)}`,
  ];
}

/** What happened, attempt by attempt where there are several. */
function listLadders({ ladder, attempts }: ScenarioResult): string[] {
  if (attempts.length === 0) return ['', ...listLadder(ladder)];
  return attempts.flatMap((attempt) => [
    '',
    `attempt ${attempt.attempt}: ${attempt.verdict}, wire channel ${attempt.wire}${attempt.reason === null ? '' : ` (${attempt.reason})`}`,
    ...listLadder(attempt.ladder),
  ]);
}

function listLadder(ladder: readonly LadderRow[]): string[] {
  return ladder.map((row) => {
    const time = formatLadderTime(row.t).padStart(7);
    return `${time} ${ARROWS[row.kind]}  ${describeRow(row, ROW_LENGTH_MAX)}`;
  });
}
