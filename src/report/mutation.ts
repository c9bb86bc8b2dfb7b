/** What a mutation campaign prints: a line a command, every fault that is not caught by what it breaks, every idle scenario, and a sentence. */
import type { FaultResult, MutationResult, MutationTally } from '../record/mutation.ts';
import type { Colors } from './paint.ts';
import { countNoun, formatShare, formatTime } from './words.ts';

/** Without a newline at the end. */
export function renderMutation(result: MutationResult, colors: Colors): string {
  const { total, idle } = result;
  const wanting = result.faults.filter(({ advice }) => advice.length > 0);
  return [
    renderHead(result),
    '',
    ...renderTable(result),
    '',
    ...wanting.flatMap((fault) => [...renderFault(fault, colors), '']),
    ...(result.blind.length > 0
      ? [`Blind: red or not run on the sound module: ${result.blind.join(', ')}`, '']
      : []),
    ...(idle === null || idle.length === 0 ? [] : renderIdle(idle)),
    renderVerdict(result, total, colors),
  ].join('\n');
}

function renderHead({ tool, set, total, sampled, seed, durationMs }: MutationResult): string {
  const which = sampled === null ? 'every fault' : `a sample of ${countNoun(sampled, 'fault')}, seed ${seed}`;
  const equivalent = total.equivalent === 0 ? '' : `, ${total.equivalent} of them equivalent`;
  return `${tool.name} ${tool.version}   set ${set}   ${which}${equivalent}   ${formatTime(durationMs)}`;
}

/** Of idle scenarios; the result has them all. */
const IDLE_SHOWN_MAX = 20;

const COLUMNS = ['faults', 'caught', 'by generated', 'survived', 'right', 'collateral', 'scenarios', 'idle'];

function renderTable({ commands, total, idle, sampled }: MutationResult): string[] {
  const sum = (pick: 'scenarios' | 'collateral') => commands.reduce((all, each) => all + each[pick], 0);
  const rows = [
    ['', ...COLUMNS],
    ...commands.map((each) => [
      each.command,
      ...cellsOf(each),
      ...figures(each.collateral, each.scenarios, each.idle),
    ]),
    [
      'all',
      ...cellsOf(total),
      ...figures(null, sum('scenarios'), sampled === null ? (idle?.length ?? null) : null),
    ],
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`.trimEnd(),
  );
}

function cellsOf({ faults, caught, caughtGenerated, survived, right }: MutationTally): string[] {
  return [faults, caught, caughtGenerated, survived, right].map(String);
}

function figures(...counts: readonly (number | null)[]): string[] {
  return counts.map((count) => (count === null ? '' : String(count)));
}

function renderFault({ id, title, outcome, advice }: FaultResult, colors: Colors): string[] {
  const word = { survived: 'SURVIVED', 'caught-generated': 'GENERATED', caught: 'ELSEWHERE', equivalent: '' }[
    outcome
  ];
  const paint = outcome === 'caught' ? colors.yellow : colors.red;
  return [`${paint(word.padEnd(9))} ${id}: ${title}`, ...advice.map((line) => `          ${line}`)];
}

function renderIdle(idle: NonNullable<MutationResult['idle']>): string[] {
  return [
    `Idle: ${countNoun(idle.length, 'scenario')} that no fault turned red`,
    ...idle.slice(0, IDLE_SHOWN_MAX).map(({ id, place }) => `  ${id}  ${place.path}:${place.line}`),
    ...(idle.length > IDLE_SHOWN_MAX
      ? [`  and ${idle.length - IDLE_SHOWN_MAX} more, all in the result`]
      : []),
    '',
  ];
}

function renderVerdict(
  { meetsBar, shortfalls, recording, sampled }: MutationResult,
  total: MutationTally,
  colors: Colors,
): string {
  const share = (count: number) => (total.faults === 0 ? '0 %' : formatShare(count / total.faults));
  const figuresTold = `${total.caught} of ${countNoun(total.faults, 'fault')} caught (${share(total.caught)}), ${total.right} first by what they break (${share(total.right)})`;
  const apart = sampled === null ? `; ${countNoun(recording, 'scenario')} only record` : '';
  return meetsBar
    ? `${colors.green('THE SUITE SEES')}: ${figuresTold}${apart}.`
    : `${colors.red('THE SUITE DOES NOT SEE ENOUGH')}: ${figuresTold}${apart}; ${shortfalls.join('; ')}.`;
}
