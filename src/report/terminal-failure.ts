/** A failure in the terminal: what the manual asks, where the scenario asks it, what travelled, what came, how to repeat it. */
import type { Place } from '../base/place.ts';
import type { LadderRow, RunResult } from '../record/result.ts';
import { type Failure, type FailureGroup, labelRequirement, summarizeFailure } from './failure.ts';
import { ARROWS, clipText, describeRow, flattenText, windowRows } from './ladder.ts';
import { type Colors, paintVerdict } from './paint.ts';
import { renderRepeatCommand } from './repeat.ts';
import { countNoun, formatLadderTime, formatTime } from './words.ts';

const INDENT = '      ';
/** Rows of a ladder before the rest is only counted. */
const ROWS_MAX = 16;
/** Characters of an expected or a received line; the HTML page has all. */
const FACT_LENGTH_MAX = 400;
/** Ids of further scenarios with the same cause before the rest is only counted. */
const OTHERS_MAX = 12;

/** The lines of a group: its first failure in full, then the ids of the others. */
export function renderFailureGroup(
  result: RunResult,
  group: FailureGroup,
  width: number,
  colors: Colors,
): string[] {
  const { first, others } = group;
  const inner = width - INDENT.length;
  return [
    renderHeading(first, width, colors),
    ...indent([
      ...renderCause(first, inner, colors),
      '',
      ...renderLadder(first, inner, colors),
      '',
      ...renderFacts(result, first, colors),
      ...renderOthers(others, colors),
    ]),
  ];
}

/** A group on one line: verdict, requirement, scenario, what is wrong. */
export function renderFailureLine({ first, others }: FailureGroup, width: number, colors: Colors): string {
  const word = first.verdict.toUpperCase();
  const about = [labelRequirement(first)?.split(' ')[0] ?? [], first.scenario.id].flat().join('  ');
  const more = others.length > 0 ? ` +${others.length}` : '';
  const text = flattenText(`${about}${more}  ${summarizeFailure(first)}`);
  return `${colors.bold(paintVerdict(first.verdict, word, colors))}  ${clipText(text, width - word.length - 2)}`;
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `${INDENT}${line}`));
}

function renderHeading(failure: Failure, width: number, colors: Colors): string {
  const word = failure.verdict.toUpperCase();
  const where = failure.channel === 'wire' ? `${failure.scenario.id} (wire channel)` : failure.scenario.id;
  const label = labelRequirement(failure) ?? '';
  const gap = Math.max(3, width - word.length - 2 - where.length - label.length);
  const heading = `${colors.bold(paintVerdict(failure.verdict, word, colors))}  ${colors.bold(where)}`;
  return label === '' ? heading : `${heading}${' '.repeat(gap)}${label}`;
}

/** The requirement in its words, where the manual says so, and the step that asked. */
function renderCause(failure: Failure, width: number, colors: Colors): string[] {
  const { requirement, scenario, judgement } = failure;
  const place = renderPlace(judgement?.place ?? scenario.place);
  const step = clipText(
    flattenText(judgement?.text ?? scenario.title),
    Math.max(20, width - place.length - 3),
  );
  const asked = colors.dim(`${place}   ${step}`);
  if (requirement === null) return [asked];
  const { document, section } = requirement.source;
  return [...wrapText(requirement.text, width), colors.dim(`Source: ${document}, ${section}`), asked];
}

/** `features/http/httpcpost.feature:41`. */
export function renderPlace(place: Place): string {
  return `${place.path}:${place.line}`;
}

/** `text` in lines of at most `width` characters, broken between words. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Times, arrows and text of both sides in one column; the step that asked stands in the heading already. */
function renderLadder(failure: Failure, width: number, colors: Colors): string[] {
  const rows = failure.scenario.ladder.filter(({ kind }) => kind !== 'step');
  if (rows.length === 0) return [colors.dim('nothing was sent or received')];
  const shown = windowRows(rows, failure.judgement, ROWS_MAX);
  const timeWidth = Math.max(5, ...shown.rows.map((row) => formatLadderTime(row.t).length));
  const leftOut = (count: number, where: string) =>
    count === 0
      ? []
      : [colors.dim(`${' '.repeat(timeWidth)} ⋮  ${countNoun(count, `${where} row`)} left out`)];
  return [
    ...leftOut(shown.earlier, 'earlier'),
    ...shown.rows.map((row) => renderRow(row, timeWidth, width, colors)),
    ...leftOut(shown.later, 'later'),
  ];
}

function renderRow(row: LadderRow, timeWidth: number, width: number, colors: Colors): string {
  const time = formatLadderTime(row.t).padStart(timeWidth);
  const line = `${time} ${ARROWS[row.kind]}  ${describeRow(row, Math.max(20, width - timeWidth - 4))}`;
  return row.kind === 'tx' || row.kind === 'rx' ? line : colors.dim(line);
}

function renderFacts(result: RunResult, failure: Failure, colors: Colors): string[] {
  const { judgement, scenario, alsoRequirements } = failure;
  const fact = (name: string, value: string) =>
    `${colors.dim(name.padEnd(10))}${clipText(flattenText(value), FACT_LENGTH_MAX)}`;
  return [
    ...(judgement === null
      ? [fact('reason', scenario.reason ?? 'none was recorded')]
      : [fact('expected', judgement.expected), fact('received', judgement.received)]),
    ...(judgement === null || judgement.elapsedMs === null
      ? []
      : [fact('elapsed', describeElapsed(judgement.elapsedMs, judgement.limitMs))]),
    ...(alsoRequirements.length === 0 ? [] : [fact('also', alsoRequirements.join(' '))]),
    `${colors.dim('repeat'.padEnd(10))}${renderRepeatCommand(result, scenario.id)}`,
  ];
}

/** `5.012 s, limit 5 s`. */
export function describeElapsed(elapsedMs: number, limitMs: number | null): string {
  return limitMs === null ? formatTime(elapsedMs) : `${formatTime(elapsedMs)}, limit ${formatTime(limitMs)}`;
}

function renderOthers(others: readonly Failure[], colors: Colors): string[] {
  if (others.length === 0) return [];
  const ids = others.slice(0, OTHERS_MAX).map(({ scenario }) => `  ${scenario.id}`);
  const rest = others.length - OTHERS_MAX;
  return [
    '',
    `the same cause in ${countNoun(others.length, 'more scenario', 'more scenarios')}:`,
    ...ids,
    ...(rest > 0 ? [colors.dim(`  and ${countNoun(rest, 'more scenario', 'more scenarios')}`)] : []),
  ];
}
