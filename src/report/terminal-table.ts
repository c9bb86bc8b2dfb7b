/** The table of a run in the terminal: a line per command. */
import type { CommandResult, RunResult } from '../record/result.ts';
import type { Verdict } from '../record/verdict.ts';
import { isCommon } from './common-rules.ts';
import type { Failure } from './failure.ts';
import { type Colors, paintVerdict } from './paint.ts';
import { ACCEPTED_VERDICT, describeWire, formatShare, listCounts, VERDICT_WORDS } from './words.ts';

/** Characters of the longest bar, and of the shortest worth drawing. */
const BAR_LENGTH_MAX = 24;
const BAR_LENGTH_MIN = 6;

/** Blocks of none to seven eighths of a character. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

interface TableRow {
  readonly command: CommandResult;
  readonly total: number;
  readonly countsText: string;
  readonly tail: string;
  readonly marker: string;
}

/** A line per command, without newlines; to keep to `width` the bars shrink and go, then the markers take lines of their own. */
export function renderCommandTable(
  result: RunResult,
  failures: readonly Failure[],
  width: number,
  colors: Colors,
): string[] {
  const rows = result.commands.map((command) => makeRow(command, failures));
  const longest = (pick: (row: TableRow) => string) => Math.max(0, ...rows.map((row) => pick(row).length));
  const nameWidth = longest((row) => row.command.command);
  const countsWidth = longest((row) => row.countsText);
  const tailWidth = longest((row) => row.tail);
  const fixed = 2 + nameWidth + 3 + countsWidth + 3 + tailWidth;
  const isMarkerBeside = fixed + 3 + longest((row) => row.marker) <= width;
  const rest = isMarkerBeside ? fixed + 3 + longest((row) => row.marker) : fixed;
  const barLength = Math.min(BAR_LENGTH_MAX, width - rest - 2);
  const scenariosMax = Math.max(1, ...rows.map((row) => row.total));
  return rows.flatMap((row) => {
    const name = colors.bold(row.command.command.padEnd(nameWidth));
    const bar = barLength < BAR_LENGTH_MIN ? '' : `${drawBar(row, scenariosMax, barLength, colors)}  `;
    const counts = paintCounts(row.command, colors) + ' '.repeat(countsWidth - row.countsText.length);
    const line = `  ${name}   ${bar}${counts}   ${paintTail(row, colors)}`;
    if (row.marker === '') return [line];
    const marker = colors.red(row.marker);
    const gap = ' '.repeat(tailWidth - row.tail.length + 3);
    return isMarkerBeside ? [`${line}${gap}${marker}`] : [line, `${' '.repeat(nameWidth + 5)}${marker}`];
  });
}

function makeRow(command: CommandResult, failures: readonly Failure[]): TableRow {
  const coverage = `coverage ${formatShare(command.coverage).padStart(5)}`;
  const isWireTold = !isCommon(command) || command.wire !== 'untested' || command.accepted.wire > 0;
  return {
    command,
    total: Object.values(command.scenarios).reduce((sum, count) => sum + count, command.accepted.scenarios),
    countsText: listRowCounts(command)
      .map(({ text }) => text)
      .join('  '),
    tail: isWireTold ? `${coverage}   wire ${describeWire(command)}` : coverage,
    marker: markBroken(command, failures),
  };
}

/** Scenarios by verdict; rules common to all are judged in the scenarios of others. */
function listRowCounts(command: CommandResult): { verdict: Verdict | 'untested'; text: string }[] {
  const counts = listCounts(command.scenarios, command.accepted.scenarios);
  if (counts.length > 0) return counts;
  return isCommon(command)
    ? [{ verdict: command.verdict, text: 'in other scenarios' }]
    : [{ verdict: 'untested', text: VERDICT_WORDS.untested }];
}

/** `← R-HTTPCPOST-15 +1`: the requirements that scenarios of this command found broken; for common rules, those broken anywhere. */
function markBroken(command: CommandResult, failures: readonly Failure[]): string {
  const broken = failures.filter(({ verdict }) => verdict === 'fail' || verdict === 'unverified');
  const own = broken.filter(
    ({ scenario, requirement }) =>
      scenario.command === command.command || (isCommon(command) && requirement?.command === command.command),
  );
  const ids = new Set(own.flatMap(({ judgement }) => judgement?.requirements ?? []));
  const [first] = ids;
  if (first === undefined) return '';
  return `← ${first}${ids.size > 1 ? ` +${ids.size - 1}` : ''}`;
}

function paintCounts(command: CommandResult, colors: Colors): string {
  return listRowCounts(command)
    .map(({ verdict, text }) => paintVerdict(verdict, text, colors))
    .join('  ');
}

function paintTail(row: TableRow, colors: Colors): string {
  const { wire } = row.command;
  return wire === 'pass' ? colors.dim(row.tail) : paintVerdict(wire, row.tail, colors);
}

/** A bar as long as the command has scenarios, to an eighth of a character, its verdicts side by side where there are colours. */
function drawBar(row: TableRow, scenariosMax: number, lengthMax: number, colors: Colors): string {
  const measured = Math.round((row.total / scenariosMax) * lengthMax * 8);
  const eighths = row.total > 0 ? Math.max(1, measured) : 0;
  const cells = [...'█'.repeat(Math.floor(eighths / 8)), ...(EIGHTHS[eighths % 8] ?? '')];
  const verdicts = spreadVerdicts(row, cells.length);
  const bar = cells.map((cell, index) => paintVerdict(verdicts[index] ?? 'pass', cell, colors)).join('');
  return bar + ' '.repeat(lengthMax - cells.length);
}

/** A verdict for each cell of a bar, each by its share, the highest first served so that one failure is always seen. */
function spreadVerdicts(row: TableRow, length: number): Verdict[] {
  const cells: Verdict[] = [];
  const { scenarios, accepted } = row.command;
  const counts = { ...scenarios, [ACCEPTED_VERDICT]: scenarios[ACCEPTED_VERDICT] + accepted.scenarios };
  for (const { verdict } of listCounts(counts).reverse()) {
    const share = Math.ceil((counts[verdict] / row.total) * length);
    for (let cell = 0; cell < share && cells.length < length; cell += 1) cells.push(verdict);
  }
  return cells.reverse();
}
