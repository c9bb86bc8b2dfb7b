/** `summary.md`: what a CI server shows beside a run, 60 lines at most. */

import type { CommandResult, QuestionResult, RunResult } from '../record/result.ts';
import { describeAttemptRule, describeAttempts, findUneven, nameUneven } from './attempts.ts';
import { listBaselineNotes } from './baseline-notes.ts';
import { isCommon } from './common-rules.ts';
import {
  type FailureGroup,
  findFailures,
  groupFailures,
  labelRequirement,
  summarizeFailure,
} from './failure.ts';
import { describeGate, listGateNotes } from './gate-notes.ts';
import { shortHash } from './hash.ts';
import { clipText } from './ladder.ts';
import { code, escapeMarkdown } from './markdown-text.ts';
import { describeMode, toWallMs } from './mode.ts';
import { renderRepeatCommand } from './repeat.ts';
import { countAnswered, renderSentence } from './sentence.ts';
import { countNoun, describeWire, formatShare, formatTime, listCounts, VERDICT_WORDS } from './words.ts';

/** Lines of the whole summary; the limits below keep to it together. */
export const SUMMARY_LINES_MAX = 60;
const COMMANDS_MAX = 16;
const FAILURES_MAX = 6;
const UNEVEN_MAX = 3;
/** Beside a comparison with a baseline, or a gate. */
const FAILURES_BESIDE_MAX = 3;
const BASELINE_MAX = 8;
const QUESTIONS_MAX = 8;
/** Heading, blank line and the rest's own line. */
const QUESTION_LINES = 3;
/** Characters of a message or an answer. */
const TEXT_LENGTH_MAX = 160;

export function renderMarkdown(result: RunResult): string {
  const lines = [
    `## ${escapeMarkdown(renderSentence(result))}`,
    '',
    renderIdentity(result),
    '',
    ...renderCommands(result),
    ...renderFailures(result),
    ...renderUneven(result),
    ...renderBaseline(result),
    ...renderGate(result),
  ];
  const room = SUMMARY_LINES_MAX - lines.length;
  return `${[...lines, ...renderQuestions(result, room)].join('\n').trimEnd()}\n`;
}

function renderIdentity(result: RunResult): string {
  const { device, tool, hashes } = result;
  const rule = describeAttemptRule(result);
  const parts = [
    `${code(device.address)} (${describeMode(result)})`,
    ...(device.identity.length === 0 ? [] : [`module ${code(device.identity.join(' · '))}`]),
    `profile ${code(device.profile)} ${code(shortHash(hashes.profile))}`,
    `set ${code(result.set.name)} ${code(shortHash(hashes.set))}`,
    `seed ${code(result.seed)}`,
    `${tool.name} ${tool.version}`,
    `started ${result.startedAt}`,
    `took ${formatTime(toWallMs(result, result.durationMs))}`,
    ...(rule === null ? [] : [rule]),
  ];
  return parts.join(' · ');
}

function renderCommands(result: RunResult): string[] {
  const more = result.commands.length - COMMANDS_MAX;
  return [
    '| command | scenarios | wire channel | requirements tried | coverage |',
    '|---|---|---|---|---|',
    ...result.commands.slice(0, COMMANDS_MAX).map(renderCommand),
    ...(more > 0 ? ['', `and ${countNoun(more, 'more command')}`] : []),
    '',
  ];
}

function renderCommand(command: CommandResult): string {
  const counts = listCounts(command.scenarios, command.accepted.scenarios).map(({ text }) => text);
  const { exercised, total } = command.requirements;
  const cells = [
    code(command.command),
    counts.length > 0 ? counts.join(', ') : isCommon(command) ? 'in other scenarios' : VERDICT_WORDS.untested,
    isCommon(command) && command.wire === 'untested' ? '' : describeWire(command),
    `${exercised} of ${total}`,
    formatShare(command.coverage),
  ];
  return `| ${cells.join(' | ')} |`;
}

function renderFailures(result: RunResult): string[] {
  const groups = groupFailures(findFailures(result));
  if (groups.length === 0) return [];
  const groupsMax = result.baseline === null && result.gate === null ? FAILURES_MAX : FAILURES_BESIDE_MAX;
  const more = groups.length - groupsMax;
  return [
    `### ${countNoun(groups.length, 'cause')} of failure`,
    '',
    ...groups.slice(0, groupsMax).flatMap((group) => renderGroup(result, group)),
    ...(more > 0 ? [`- and ${countNoun(more, 'more cause')}, see index.html`] : []),
    '',
  ];
}

function renderGroup(result: RunResult, { first, others }: FailureGroup): string[] {
  const label = labelRequirement(first);
  const also =
    others.length === 0 ? '' : ` and ${countNoun(others.length, 'more scenario', 'more scenarios')}`;
  const channel = first.channel === 'wire' ? ' (wire channel)' : '';
  const text = clipText(first.requirement?.text ?? first.scenario.title, TEXT_LENGTH_MAX);
  return [
    `- **${first.verdict.toUpperCase()}**${channel}${label === null ? '' : ` ${label}`}: ${escapeMarkdown(text)}`,
    `  ${code(first.scenario.id)}${also}: ${escapeMarkdown(clipText(summarizeFailure(first), 2 * TEXT_LENGTH_MAX))}`,
    `  repeat: ${code(renderRepeatCommand(result, first.scenario.id))}`,
  ];
}

function renderUneven(result: RunResult): string[] {
  const uneven = findUneven(result);
  if (uneven.length === 0) return [];
  const more = uneven.length - UNEVEN_MAX;
  return [
    `### Attempts of ${countNoun(uneven.length, 'scenario')} differ`,
    '',
    ...uneven.slice(0, UNEVEN_MAX).map((scenario) => {
      const told = escapeMarkdown(clipText(describeAttempts(scenario), 2 * TEXT_LENGTH_MAX));
      return `- **${nameUneven(scenario)}** ${code(scenario.id)}: ${told}`;
    }),
    ...(more > 0 ? [`- and ${countNoun(more, 'more scenario')}, see index.html`] : []),
    '',
  ];
}

function renderBaseline(result: RunResult): string[] {
  const notes = listBaselineNotes(result);
  if (notes.length === 0) return [];
  const more = notes.length - BASELINE_MAX;
  return [
    '### Against the baseline',
    '',
    ...notes
      .slice(0, BASELINE_MAX)
      .map(({ word, text }) => `- **${word}** ${escapeMarkdown(clipText(text, 2 * TEXT_LENGTH_MAX))}`),
    ...(more > 0 ? [`- and ${countNoun(more, 'more line')}, see index.html`] : []),
    '',
  ];
}

function renderGate(result: RunResult): string[] {
  const notes = listGateNotes(result);
  if (notes.length === 0) return [];
  return [
    `### Gate: ${describeGate(result)}`,
    '',
    ...notes.map(({ word, text }) => `- **${word}** ${escapeMarkdown(clipText(text, 2 * TEXT_LENGTH_MAX))}`),
    '',
  ];
}

/** Answers take the lines that are left. */
function renderQuestions(result: RunResult, room: number): string[] {
  const { questions } = result;
  if (questions.length === 0) return [];
  const answered = questions.filter(({ observed }) => observed.length > 0);
  const shown = answered.slice(0, Math.max(0, Math.min(QUESTIONS_MAX, room - QUESTION_LINES)));
  const more = answered.length - shown.length;
  return [
    `### ${countAnswered(questions)} of ${countNoun(questions.length, 'question')} answered`,
    '',
    ...shown.map(renderQuestion),
    ...(more > 0 ? [`- and ${countNoun(more, 'more answer')}, see index.html`] : []),
  ];
}

function renderQuestion(question: QuestionResult): string {
  const answers = question.observed.map(({ answer }) => answer).join('; ');
  const [asks, answer] = [question.asks, answers].map((text) =>
    escapeMarkdown(clipText(text, TEXT_LENGTH_MAX)),
  );
  return `- ${question.id} ${asks} **${answer}**`;
}
