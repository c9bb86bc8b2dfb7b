/** `comparison.md`: what a CI server shows of a comparison, 60 lines at most. */
import type { Comparison, RequirementRow, ScenarioRow } from '../coverage/comparison.ts';
import { groupDifferences, listDifferingQuestions, splitRows } from './compare-lists.ts';
import { listNotes } from './compare-notes.ts';
import { describeAnswer, describeCommandCell } from './compare-terminal.ts';
import {
  CHANGE_WORDS,
  describeCell,
  describePair,
  nameRun,
  renderVerdict,
  tellAnswers,
} from './compare-words.ts';
import { shortHash } from './hash.ts';
import { clipText } from './ladder.ts';
import { code, escapeMarkdown } from './markdown-text.ts';
import { countNoun } from './words.ts';

/** Of each list; with the lines around them they keep to 60 together. */
const RUNS_MAX = 4;
const COMMANDS_MAX = 12;
const NOTES_MAX = 3;
const ROWS_MAX = 5;
const QUESTIONS_MAX = 3;
const EXCHANGES_MAX = 2;
const TEXT_LENGTH_MAX = 100;

export function renderComparisonMarkdown(comparison: Comparison): string {
  const { requirements, scenarios, pairs } = comparison;
  const lines = [
    `## ${escapeMarkdown(renderVerdict(comparison))}`,
    '',
    ...renderRuns(comparison),
    ...listNotes(comparison)
      .slice(0, NOTES_MAX)
      .map((note) => `- note: ${escapeMarkdown(note)}`),
    ...(pairs.length > 1
      ? pairs.slice(0, RUNS_MAX).map((pair) => `- ${escapeMarkdown(describePair(comparison, pair))}`)
      : []),
    '',
    ...renderTable(comparison, 'command', comparison.commands.slice(0, COMMANDS_MAX), (row) => [
      code(row.command),
      ...row.cells.map((cell, index) => describeCommandCell(cell, index === comparison.reference)),
    ]),
    ...renderMatrix(comparison, 'requirement', splitRows(requirements).differing),
    ...renderMatrix(comparison, 'scenario', splitRows(scenarios).differing),
    ...renderQuestions(comparison),
    ...renderExchanges(comparison),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function renderRuns({ runs, reference }: Comparison): string[] {
  return runs.slice(0, RUNS_MAX).map((run, index) => {
    const { address, profile, identity } = run.device;
    const module = identity.length === 0 ? '' : ` · module ${code(identity.join(' · '))}`;
    const hashes = `set ${code(shortHash(run.hashes.set))} · profile ${code(profile)} ${code(shortHash(run.hashes.profile))}`;
    const mark = index === reference ? ' (reference)' : '';
    return `- **${escapeMarkdown(run.name)}**${mark} ${code(address)}${module} · ${hashes} · seed ${code(run.seed)} · ${run.startedAt}`;
  });
}

/** Nothing where there are no rows. */
function renderTable<Row>(
  { runs }: Comparison,
  head: string,
  rows: readonly Row[],
  cellsOf: (row: Row) => readonly string[],
): string[] {
  if (rows.length === 0) return [];
  return [
    `| ${[head, ...runs.map(({ name }) => escapeMarkdown(name))].join(' | ')} |`,
    `|${'---|'.repeat(runs.length + 1)}`,
    ...rows.map((row) => `| ${cellsOf(row).join(' | ')} |`),
    '',
  ];
}

function renderMatrix(
  comparison: Comparison,
  noun: string,
  rows: readonly (RequirementRow | ScenarioRow)[],
): string[] {
  const more = rows.length - ROWS_MAX;
  return [
    ...renderTable(comparison, noun, rows.slice(0, ROWS_MAX), (row) => [
      code(row.id),
      ...row.cells.map((cell, index) =>
        index === comparison.reference || cell.change === 'same'
          ? describeCell(cell)
          : `${describeCell(cell)} (**${CHANGE_WORDS[cell.change]}**)`,
      ),
    ]),
    ...(more > 0 ? [`and ${countNoun(more, `more ${noun}`)}, see index.html`, ''] : []),
  ];
}

function renderQuestions(comparison: Comparison): string[] {
  const rows = listDifferingQuestions(comparison);
  const more = rows.length - QUESTIONS_MAX;
  return [
    ...renderTable(comparison, 'question', rows.slice(0, QUESTIONS_MAX), (row) => [
      `${row.id} ${escapeMarkdown(clipText(row.asks, TEXT_LENGTH_MAX))}`,
      ...tellAnswers(row).map((text) => escapeMarkdown(clipText(text, TEXT_LENGTH_MAX))),
    ]),
    ...(more > 0 ? [`and ${countNoun(more, 'more question')}, see index.html`, ''] : []),
  ];
}

function renderExchanges(comparison: Comparison): string[] {
  const groups = comparison.pairs.flatMap(({ run, exchanges }) =>
    groupDifferences(exchanges?.differences ?? []).map((group) => ({ run, group })),
  );
  const more = groups.length - EXCHANGES_MAX;
  const lines = groups.slice(0, EXCHANGES_MAX).flatMap(({ run, group }) => {
    const [first, ...others] = group;
    if (first === undefined) return [];
    const also = others.length === 0 ? '' : `, and ${countNoun(others.length, 'more line')} of this kind`;
    const answer = (text: readonly string[] | null) => code(describeAnswer(text, TEXT_LENGTH_MAX));
    const names = [nameRun(comparison, comparison.reference), nameRun(comparison, run)].map(escapeMarkdown);
    return [
      `- ${code(first.scenario)}${also}: ${code(clipText(first.line, TEXT_LENGTH_MAX))} ${names[0]} ${answer(first.reference)}, ${names[1]} ${answer(first.run)}`,
    ];
  });
  return [...lines, ...(more > 0 ? [`- and ${countNoun(more, 'more kind')} of answer, see index.html`] : [])];
}
