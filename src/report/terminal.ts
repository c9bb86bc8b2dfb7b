/** The end of a run in the terminal: header, table per command, failures by cause, verdict sentence. */
import pc from 'picocolors';
import type { RunResult } from '../record/result.ts';
import { describeAttemptRule, describeAttempts, findUneven, nameUneven } from './attempts.ts';
import { listBaselineNotes } from './baseline-notes.ts';
import { type FailureGroup, findFailures, groupFailures } from './failure.ts';
import { listGateNotes } from './gate-notes.ts';
import { clipText, flattenText } from './ladder.ts';
import { describeMode } from './mode.ts';
import { type Colors, paintVerdict } from './paint.ts';
import { renderSentence } from './sentence.ts';
import { renderFailureGroup, renderFailureLine } from './terminal-failure.ts';
import { renderCommandTable } from './terminal-table.ts';
import { ACCEPTED_VERDICT, countNoun } from './words.ts';

export interface TerminalOptions {
  readonly color: boolean;
  /** Characters of a line; below 40 is taken as 40. */
  readonly width: number;
}

const WIDTH_MIN = 40;

/** The whole text, with a newline at its end. */
export function renderRun(result: RunResult, options: TerminalOptions): string {
  const colors = pc.createColors(options.color);
  const width = Math.max(WIDTH_MIN, options.width);
  const failures = findFailures(result);
  const lines = [
    ...renderHeader(result, width, colors),
    '',
    ...renderCommandTable(result, failures, width, colors),
    '',
    ...renderFailures(result, groupFailures(failures), width, colors),
    ...renderUneven(result, width, colors),
    ...renderDeviations(result, width, colors),
    ...renderBaselineNotes(result, width, colors),
    ...renderGate(result, width, colors),
    renderVerdictLine(result, colors),
  ];
  return `${lines.join('\n')}\n`;
}

/** Causes shown in full; a run that breaks everywhere would bury its verdict under ladders. */
const GROUPS_MAX = 12;

function renderFailures(
  result: RunResult,
  groups: readonly FailureGroup[],
  width: number,
  colors: Colors,
): string[] {
  const shown = groups.slice(0, GROUPS_MAX);
  const rest = groups.slice(GROUPS_MAX);
  return [
    ...shown.flatMap((group) => [...renderFailureGroup(result, group, width, colors), '']),
    ...rest.map((group) => renderFailureLine(group, width, colors)),
    ...(rest.length > 0 ? [''] : []),
  ];
}

/** The header line; where it does not fit its parts stand below each other. */
function renderHeader(result: RunResult, width: number, colors: Colors): string[] {
  const tool = `${result.tool.name} ${result.tool.version}`;
  const rule = describeAttemptRule(result);
  const parts = [
    `${result.device.address} (${describeMode(result)})`,
    `profile ${result.device.profile}`,
    `seed ${result.seed}`,
    ...(rule === null ? [] : [rule]),
  ].map(flattenText);
  const tail = parts.join('   ');
  const fits = tool.length + 3 + tail.length <= width;
  const head = fits
    ? [`${colors.bold(tool)}   ${tail}`]
    : [colors.bold(tool), ...parts.map((part) => `  ${clipText(part, width - 2)}`)];
  const identity = flattenText(result.device.identity.join(' · '));
  return identity === '' ? head : [...head, colors.dim(clipText(`module: ${identity}`, width))];
}

/** Scenarios named one by one; a bench that is out of order would bury the verdict. */
const UNEVEN_MAX = 12;

/** Scenarios whose attempts did not all end alike. */
function renderUneven(result: RunResult, width: number, colors: Colors): string[] {
  const uneven = findUneven(result);
  if (uneven.length === 0) return [];
  const lines = uneven
    .slice(0, UNEVEN_MAX)
    .flatMap((scenario) => [
      `${colors.bold(colors.yellow(nameUneven(scenario)))}  ${scenario.id}`,
      `      ${clipText(describeAttempts(scenario), width - 6)}`,
    ]);
  const rest = uneven.length - UNEVEN_MAX;
  return [...lines, ...(rest > 0 ? [`      and ${countNoun(rest, 'more scenario')}`] : []), ''];
}

/** Requirements with a should that was not kept: not red, but to be seen. */
function renderDeviations(result: RunResult, width: number, colors: Colors): string[] {
  const deviating = result.requirements.filter(({ verdict }) => verdict === 'nonstrict');
  if (deviating.length === 0) return [];
  const lines = deviating.map(({ id, text, scenarios }) => {
    const where = ` (${countNoun(scenarios.length, 'scenario')})`;
    return `      ${id}  ${clipText(text, Math.max(20, width - id.length - 8 - where.length))}${colors.dim(where)}`;
  });
  const head = colors.bold(paintVerdict('nonstrict', 'NONSTRICT', colors));
  return [`${head}  a should is not kept, or a tolerated variant is used`, ...lines, ''];
}

/** Lines about the baseline; the reports have all of them. */
const NOTES_MAX = 20;

function renderBaselineNotes(result: RunResult, width: number, colors: Colors): string[] {
  const notes = listBaselineNotes(result);
  if (notes.length === 0) return [];
  const wide = Math.max(...notes.map(({ word }) => word.length));
  const lines = notes.slice(0, NOTES_MAX).map(({ word, text, isRed }) => {
    const head = paintVerdict(isRed ? 'fail' : ACCEPTED_VERDICT, word.padEnd(wide), colors);
    return `      ${head}  ${clipText(flattenText(text), Math.max(20, width - wide - 8))}`;
  });
  const more = notes.length - NOTES_MAX;
  const rest = more > 0 ? [`      and ${countNoun(more, 'more line')}, see index.html`] : [];
  return [`${colors.bold('BASELINE')}  ${flattenText(result.baseline?.path ?? '')}`, ...lines, ...rest, ''];
}

/** Every rule of the gate, with what the run shows. */
function renderGate(result: RunResult, width: number, colors: Colors): string[] {
  const notes = listGateNotes(result);
  if (notes.length === 0) return [];
  const wide = Math.max(...notes.map(({ word }) => word.length));
  const lines = notes.map(({ word, text, isKept }) => {
    const head = paintVerdict(isKept ? 'pass' : 'fail', word.padEnd(wide), colors);
    return `      ${head}  ${clipText(text, Math.max(20, width - wide - 8))}`;
  });
  return [colors.bold('GATE'), ...lines, ''];
}

const SENTENCE_VERDICTS = { conforms: 'pass', 'does-not-conform': 'fail', 'not-judged': 'error' } as const;

function renderVerdictLine(result: RunResult, colors: Colors): string {
  const sentence = renderSentence(result);
  const end = sentence.indexOf(':');
  const verdict = SENTENCE_VERDICTS[result.verdict];
  return colors.bold(paintVerdict(verdict, sentence.slice(0, end), colors)) + sentence.slice(end);
}
