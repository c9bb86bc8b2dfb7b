/** A comparison in the terminal: the runs, a line per command, what differs, and the verdict last. */
import pc from 'picocolors';
import type { Change, CommandCell, Comparison, RequirementRow, ScenarioRow } from '../coverage/comparison.ts';
import { groupDifferences, listDifferingQuestions, splitRows } from './compare-lists.ts';
import { listNotes } from './compare-notes.ts';
import {
  CHANGE_WORDS,
  describeCell,
  describeLatency,
  describePair,
  nameRun,
  OUTCOME_WORDS,
  renderVerdict,
  tellAnswers,
} from './compare-words.ts';
import { clipText, flattenText } from './ladder.ts';
import type { Colors } from './paint.ts';
import { countNoun, formatShare, VERDICT_WORDS } from './words.ts';

/** Rows of each list; the page and the file have all. */
const SHOWN_MAX = 12;
const TEXT_LENGTH_MAX = 120;

export function renderComparison(comparison: Comparison, color: boolean): string {
  const colors = pc.createColors(color);
  const { requirements, scenarios } = comparison;
  const parts = [
    renderRuns(comparison, colors),
    listNotes(comparison).map((note) => `  note: ${note}`),
    renderCommands(comparison, colors),
    limit(splitRows(requirements).differing, (row) => renderRow(row, comparison, colors)),
    limit(splitRows(scenarios).differing, (row) => renderRow(row, comparison, colors)),
    limit(listDifferingQuestions(comparison), (row) => renderQuestion(row, comparison)),
    renderExchanges(comparison),
    comparison.pairs.length > 1
      ? comparison.pairs.map((pair) => `  ${OUTCOME_WORDS[pair.outcome]}: ${describePair(comparison, pair)}`)
      : [],
    [paintOutcome(comparison, renderVerdict(comparison), colors)],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function renderRuns({ runs, reference }: Comparison, colors: Colors): string[] {
  const nameWidth = Math.max(...runs.map(({ name }) => name.length));
  return runs.map((run, index) => {
    const { address, profile, identity } = run.device;
    const module = identity.length === 0 ? '' : `   module: ${flattenText(identity.join(' · '))}`;
    const facts = `${flattenText(address)}   profile ${profile}   seed ${run.seed}   ${run.startedAt}`;
    const mark = index === reference ? '   (reference)' : '';
    return `  ${colors.bold(run.name.padEnd(nameWidth))}   ${facts}${mark}${module}`;
  });
}

/** Name, and for each run verdict, coverage, and p95 with its multiple of the reference's. */
function renderCommands({ commands, runs, reference }: Comparison, colors: Colors): string[] {
  const table = [
    ['', ...runs.map(({ name }) => name)],
    ...commands.map((row) => [
      row.command,
      ...row.cells.map((cell, index) => describeCommandCell(cell, index === reference)),
    ]),
  ];
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((cells) => cells[column]?.length ?? 0)),
  );
  return table.map((cells, index) => {
    const line = `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')}`.trimEnd();
    return index === 0 ? colors.dim(line) : line;
  });
}

export function describeCommandCell(cell: CommandCell, isReference: boolean): string {
  if (cell.verdict === 'absent') return '–';
  const wire = cell.wire === 'absent' || cell.wire === 'untested' ? '' : `, wire ${VERDICT_WORDS[cell.wire]}`;
  const latency = describeLatency(cell, isReference);
  const time = latency === null ? '' : `, p95 ${latency}`;
  return `${VERDICT_WORDS[cell.verdict]}${wire}, ${formatShare(cell.coverage)}${time}`;
}

/** `worse   R-HTTPCPOST-14   pass → fail`, and below it why. */
function renderRow(row: RequirementRow | ScenarioRow, comparison: Comparison, colors: Colors): string {
  const { runs, reference } = comparison;
  const differing = row.cells.flatMap((cell, index) =>
    cell.change === 'same' || index === reference ? [] : [{ cell, name: runs[index]?.name ?? '' }],
  );
  const before = row.cells[reference];
  const changes = differing.map(({ cell, name }) => {
    const whose = runs.length > 2 ? ` (${name})` : '';
    const was = before === undefined ? '' : describeCell(before);
    return `${paintChange(cell.change, colors)}   ${was} → ${describeCell(cell)}${whose}`;
  });
  const reason = differing.map(({ cell }) => ('reason' in cell ? cell.reason : null)).find(Boolean) ?? null;
  const text = 'text' in row ? row.text : reason;
  return [
    `  ${row.id}`,
    ...changes.map((change) => `    ${change}`),
    ...(text === null ? [] : [`    ${clipText(flattenText(text), TEXT_LENGTH_MAX)}`]),
  ].join('\n');
}

function renderQuestion(row: Comparison['questions'][number], { runs }: Comparison): string {
  const width = Math.max(...runs.map(({ name }) => name.length));
  const answers = tellAnswers(row).map(
    (text, index) =>
      `    ${(runs[index]?.name ?? '').padEnd(width)}  ${clipText(flattenText(text), TEXT_LENGTH_MAX)}`,
  );
  return [`  ${row.id}  ${clipText(row.asks, TEXT_LENGTH_MAX)}`, ...answers].join('\n');
}

function renderExchanges(comparison: Comparison): string[] {
  return comparison.pairs.flatMap(({ run, exchanges }) => {
    const groups = groupDifferences(exchanges?.differences ?? []);
    const names = [nameRun(comparison, comparison.reference), nameRun(comparison, run)] as const;
    const width = Math.max(...names.map((name) => name.length));
    return limit(groups, ([first, ...others]) => {
      if (first === undefined) return '';
      const more = others.length === 0 ? '' : `   and ${countNoun(others.length, 'more line')} of this kind`;
      return [
        `  ${first.scenario}${more}`,
        `    ${clipText(first.line, TEXT_LENGTH_MAX)}`,
        `      ${names[0].padEnd(width)}  ${describeAnswer(first.reference, TEXT_LENGTH_MAX)}`,
        `      ${names[1].padEnd(width)}  ${describeAnswer(first.run, TEXT_LENGTH_MAX)}`,
      ].join('\n');
    });
  });
}

export function describeAnswer(answer: readonly string[] | null, lengthMax: number): string {
  if (answer === null) return '(not sent)';
  return answer.length === 0 ? '(nothing)' : clipText(answer.join(' · '), lengthMax);
}

function paintChange(change: Change, colors: Colors): string {
  const word = CHANGE_WORDS[change];
  if (change === 'worse' || change === 'unjudged' || change === 'new-broken') return colors.red(word);
  return change === 'fixed' ? colors.green(word) : colors.yellow(word);
}

function paintOutcome({ outcome }: Comparison, text: string, colors: Colors): string {
  if (outcome === 'worse') return colors.red(text);
  return outcome === 'different' ? colors.yellow(text) : colors.green(text);
}

function limit<Item>(items: readonly Item[], render: (item: Item) => string): string[] {
  const shown = items.slice(0, SHOWN_MAX).map(render);
  const surplus = items.length - shown.length;
  return surplus === 0 ? shown : [...shown, `  … and ${surplus} more`];
}
