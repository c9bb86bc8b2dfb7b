/** What came of fuzzing, for people: each failure with the smallest exchange that shows it, then how much was tried. */
import pc from 'picocolors';
import type { FuzzCounts, FuzzFinding, FuzzResult } from '../record/fuzz.ts';
import { ARROWS, describeRow, flattenText } from './ladder.ts';
import type { TerminalOptions } from './terminal.ts';
import { countNoun, formatCount, formatLadderTime } from './words.ts';

const INDENT = '      ';
/** The smallest exchange is short; what is longer was not made small. */
const ROWS_MAX = 24;
const PURPOSES: ReadonlySet<string | undefined> = new Set([undefined, 'scenario', 'given']);

/** `file` is where the scenario of the finding was written, `repeat` the command that finds it again. */
export interface ShownFinding {
  readonly finding: FuzzFinding;
  readonly file: string;
  readonly repeat: string;
}

/** The whole text, with a newline at its end. */
export function renderFuzz(
  result: FuzzResult,
  shown: readonly ShownFinding[],
  { color, width }: TerminalOptions,
): string {
  const colors = pc.createColors(color);
  const { counts, stop } = result;
  const found = shown.length;
  const sentence =
    found > 0
      ? colors.red(`FOUND ${countNoun(found, 'failure')}: ${describeCounts(counts)}`)
      : counts.sequences === 0
        ? colors.magenta('NOTHING WAS TRIED: no sequence came to its end')
        : colors.green(`FOUND NOTHING: ${describeCounts(counts)}`);
  const ended = stop === null ? [] : [`ended before its time: ${stop.reason}${hintOf(stop)}`];
  return `${[...shown.flatMap((each) => renderFinding(each, width, colors)), sentence, ...ended].join('\n')}\n`;
}

function hintOf({ hint }: NonNullable<FuzzResult['stop']>): string {
  return hint === '' ? '' : `; ${hint}`;
}

/** `120 sequences, 1,204 command lines (70 % accepted, 20 % refused), 40,321 bytes sent and 80,123 received`. */
export function describeCounts(counts: FuzzCounts): string {
  const { sequences, lines, accepted, refused, sentBytes, receivedBytes } = counts;
  const share = (part: number) => `${lines === 0 ? 0 : Math.round((100 * part) / lines)} %`;
  const bytes = `${formatCount(sentBytes)} bytes sent and ${formatCount(receivedBytes)} received`;
  return `${countNoun(sequences, 'sequence')}, ${countNoun(lines, 'command line')} (${share(accepted)} accepted, ${share(refused)} refused), ${bytes}`;
}

function renderFinding(
  { finding, file, repeat }: ShownFinding,
  width: number,
  colors: ReturnType<typeof pc.createColors>,
): string[] {
  const { requirements, channel, sequence, expected, received, text, unshrunk, seenAgain } = finding;
  const what = requirements.length === 0 ? 'the module did not survive' : requirements.join(' ');
  const where = channel === 'wire' ? ' (wire channel)' : '';
  const fact = (name: string, value: string) => `${colors.dim(name.padEnd(10))}${flattenText(value)}`;
  const lines = [
    ...renderRows(finding, width - INDENT.length),
    '',
    fact('step', text),
    fact('expected', expected),
    fact('received', received),
    fact('smallest', describeSize(finding)),
    ...(unshrunk === null ? [] : [fact('', `it may still be too long: ${unshrunk}`)]),
    ...(seenAgain === 0 ? [] : [fact('again', `in ${countNoun(seenAgain, 'later sequence')}`)]),
    fact('scenario', file),
    fact('repeat', repeat),
  ];
  return [
    `${colors.bold(colors.red('FAIL'))}  ${colors.bold(`sequence ${sequence}`)}  ${what}${where}`,
    ...lines.map((line) => (line === '' ? '' : `${INDENT}${line}`)),
    '',
  ];
}

function describeSize({ acts, drawnActs, candidates }: FuzzFinding): string {
  return `${countNoun(acts, 'act')} of ${formatCount(drawnActs)}, after ${countNoun(candidates, 'smaller sequence')} tried`;
}

/** What travelled for the sequence itself. */
function renderRows({ ladder }: FuzzFinding, width: number): string[] {
  let isOwn = true;
  const own = ladder.filter(({ kind, purpose }) => {
    if (kind === 'tx') isOwn = PURPOSES.has(purpose);
    return isOwn && kind !== 'step' && kind !== 'note';
  });
  const rows = own.slice(0, ROWS_MAX).map((row) => {
    const time = formatLadderTime(row.t).padStart(7);
    return `${time} ${ARROWS[row.kind]}  ${describeRow(row, Math.max(20, width - 11))}`;
  });
  const rest = own.length - rows.length;
  return rest > 0 ? [...rows, `        ⋮  ${countNoun(rest, 'later row')} left out`] : rows;
}
