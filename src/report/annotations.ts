/** Workflow commands by which GitHub Actions marks the lines of scenarios that failed. */
import type { RunResult } from '../record/result.ts';
import { isRed } from '../record/verdict.ts';
import { describeAttempts } from './attempts.ts';
import { type Failure, findFailures, groupFailures, labelRequirement, summarizeFailure } from './failure.ts';
import { clipText } from './ladder.ts';
import { countNoun } from './words.ts';

/** GitHub shows no more errors of one step. Source: GitHub Docs, Workflow commands, limits of annotations. */
export const ERRORS_MAX = 10;
const MESSAGE_LENGTH_MAX = 500;

interface Annotation {
  readonly path: string;
  readonly line: number;
  readonly title: string;
  readonly message: string;
}

/** One line each, without newlines: at most ERRORS_MAX errors, then how many more there are. Empty where nothing failed. */
export function renderAnnotations(result: RunResult): readonly string[] {
  const annotations = listAnnotations(result);
  const rest = annotations.length - ERRORS_MAX;
  return [
    ...annotations.slice(0, ERRORS_MAX).map(renderError),
    ...(rest > 0
      ? [
          `::notice title=${escapeProperty('atconform')}::and ${countNoun(rest, 'more scenario')} failed, see the report`,
        ]
      : []),
  ];
}

/** One a scenario: the gravest first. */
function listAnnotations(result: RunResult): readonly Annotation[] {
  const failures = groupFailures(findFailures(result)).flatMap(({ first, others }) => [first, ...others]);
  const gravest = new Map<string, Failure>();
  for (const failure of failures)
    if (!gravest.has(failure.scenario.id)) gravest.set(failure.scenario.id, failure);
  const flaky = result.attempts.allowsFlaky
    ? []
    : result.scenarios.filter((one) => one.flaky && !isRed(one.verdict) && !isRed(one.wire));
  return [
    ...[...gravest.values()].map(annotateFailure),
    ...flaky.map((scenario) => ({
      path: scenario.place.path,
      line: scenario.place.line,
      title: `flaky: ${scenario.id}`,
      message: `${scenario.title}\n${describeAttempts(scenario)}`,
    })),
  ];
}

function annotateFailure(failure: Failure): Annotation {
  const { scenario, requirement, verdict } = failure;
  const label = labelRequirement(failure);
  return {
    path: scenario.place.path,
    line: scenario.place.line,
    title: `${verdict}: ${scenario.id}${label === null ? '' : `, ${label}`}`,
    message: `${requirement?.text ?? scenario.title}\n${summarizeFailure(failure)}`,
  };
}

/** A scenario whose place is not known stands without one. */
function renderError({ path, line, title, message }: Annotation): string {
  const at = path === '' ? '' : `file=${escapeProperty(path)},line=${line},`;
  return `::error ${at}title=${escapeProperty(title)}::${escapeData(clipText(message, MESSAGE_LENGTH_MAX))}`;
}

/** Source: actions/toolkit, command.ts: what would end a line or a command is written in per cent. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
