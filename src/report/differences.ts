/** What `--disturb` and `--against` found, for the terminal. */
import pc from 'picocolors';
import { assertInvariant } from '../base/invariant.ts';
import type { AgainstReport, Difference } from '../coverage/differences.ts';
import {
  type DisturbanceReport,
  type FragileScenario,
  isSteady,
  type PassReport,
} from '../coverage/fragility.ts';
import { type Colors, paintVerdict } from './paint.ts';
import { countNoun } from './words.ts';

/** So many findings of one kind are shown; the file beside the reports has all. */
const SHOWN_MAX = 12;
const SHOWN_ANSWER_MAX = 120;

/** A line a pass, and below it what was fragile in it. */
export function renderDisturbance({ passes }: DisturbanceReport, color: boolean): string {
  const colors = pc.createColors(color);
  const nameWidth = Math.max(...passes.map(({ name }) => name.length));
  const lines = passes.flatMap((pass) => [
    `  ${pass.name.padEnd(nameWidth)}  ${describePass(pass, colors)}`,
    ...limit(pass.stopped === null ? pass.fragile : [], (each) => renderFragile(each, colors)),
  ]);
  return ['Disturbed:', ...lines].join('\n');
}

function describePass(pass: PassReport, colors: Colors): string {
  const { says, compared, stopped, fragile, blames } = pass;
  if (isSteady(pass)) return `${colors.green('steady')}   ${countNoun(compared, 'scenario')}: ${says}`;
  if (stopped !== null) return `${colors.red('stopped')}  ${says}: ${stopped}`;
  if (compared === 0) return `${colors.red('nothing compared')}  ${says}`;
  const whose = blames === 'module' ? "the module's" : 'ours';
  return `${colors.red('fragile')}  ${fragile.length} of ${countNoun(compared, 'scenario')}, ${whose}: ${says}`;
}

function renderFragile({ scenario, plain, disturbed, reason }: FragileScenario, colors: Colors): string {
  const change =
    disturbed === null
      ? 'not run'
      : plain.verdict === disturbed.verdict
        ? `wire channel ${plain.wire} → ${paintVerdict(disturbed.wire, disturbed.wire, colors)}`
        : `${plain.verdict} → ${paintVerdict(disturbed.verdict, disturbed.verdict, colors)}`;
  return `    ${scenario}  ${change}\n      ${reason}`;
}

/** How much was compared, and each difference with both answers. */
export function renderAgainst(report: AgainstReport, color: boolean): string {
  const colors = pc.createColors(color);
  const { device, against, scenarios, exchanges, differences } = report;
  const compared = `${countNoun(exchanges, 'command line')} in ${countNoun(scenarios, 'scenario')}`;
  if (exchanges === 0) return `${device} against ${against}: ${colors.red('nothing could be compared')}`;
  if (differences.length === 0) return `${device} against ${against}: the same answers to ${compared}`;
  return [
    `${device} against ${against}: ${countNoun(differences.length, 'different answer')} to ${compared}`,
    ...limit(groupByKind(differences), (group) => renderKind(group, report)),
  ].join('\n');
}

/** The most frequent kinds first. */
function groupByKind(differences: readonly Difference[]): (readonly Difference[])[] {
  const groups = new Map<string, Difference[]>();
  for (const each of differences) groups.set(each.kind, [...(groups.get(each.kind) ?? []), each]);
  return [...groups.values()].sort((left, right) => right.length - left.length);
}

/** The first of a kind, and how many more there are. */
function renderKind(group: readonly Difference[], names: Pick<AgainstReport, 'device' | 'against'>): string {
  const [first] = group;
  assertInvariant(first !== undefined, 'a group without a member');
  const { scenario, line, device, against } = first;
  const width = Math.max(names.device.length, names.against.length);
  const more = group.length === 1 ? '' : `   and ${countNoun(group.length - 1, 'more line')} of this kind`;
  return [
    `  ${scenario}${more}`,
    `    ${line}`,
    `      ${names.device.padEnd(width)}  ${renderAnswer(device)}`,
    `      ${names.against.padEnd(width)}  ${renderAnswer(against)}`,
  ].join('\n');
}

function renderAnswer(answer: readonly string[] | null): string {
  if (answer === null) return '(not sent)';
  const text = answer.length === 0 ? '(nothing)' : answer.join(' · ');
  return text.length <= SHOWN_ANSWER_MAX ? text : `${text.slice(0, SHOWN_ANSWER_MAX)}…`;
}

function limit<Item>(items: readonly Item[], render: (item: Item) => string): string[] {
  const shown = items.slice(0, SHOWN_MAX).map(render);
  const surplus = items.length - shown.length;
  return surplus === 0 ? shown : [...shown, `    … and ${surplus} more`];
}
