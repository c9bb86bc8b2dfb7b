/** A diagnosis for people: what is wrong first, then what a profile could say, then what is well, then the profiles that fit. */
import pc from 'picocolors';
import type { Diagnosis, Evidence, Finding, FindingState, ProfileFit } from '../record/diagnosis.ts';
import type { Colors } from './paint.ts';
import type { TerminalOptions } from './terminal.ts';
import { countNoun } from './words.ts';

/** What is said before anything is sent. */
export const DOCTOR_PROMISE =
  'It sends what changes nothing: no reset, nothing into flash, no network. The echo and what a prompt needs are put back.';

const WIDTH_MIN = 40;
const INDENT = '      ';
/** Of the evidence of one finding so many exchanges are shown, of what is well fewer; the file of --json has all. */
const EVIDENCE_MAX = 4;
const EVIDENCE_MAX_WELL = 2;

interface Section {
  readonly state: FindingState;
  readonly title: (diagnosis: Diagnosis) => string;
}

/** In the order in which they matter. */
const SECTIONS: readonly Section[] = [
  { state: 'unusable', title: () => 'Why no run can begin' },
  {
    state: 'disagrees',
    title: ({ profile }) => `Differs from profile ${profile}, or from what every module owes`,
  },
  { state: 'open', title: ({ profile }) => `Profile ${profile} leaves open, and the device shows` },
  { state: 'seen', title: () => 'Seen, and no matter of profiles' },
  { state: 'unseen', title: () => 'Could not be seen' },
  { state: 'agrees', title: ({ profile }) => `As profile ${profile} says` },
];

/** The whole text, with a newline at its end. */
export function renderDiagnosis(diagnosis: Diagnosis, options: TerminalOptions): string {
  const colors = pc.createColors(options.color);
  const width = Math.max(WIDTH_MIN, options.width);
  const lines = [
    colors.bold(`${diagnosis.tool.name} ${diagnosis.tool.version} doctor`) +
      `   ${diagnosis.address}   set ${diagnosis.set}   profile ${diagnosis.profile}`,
    ...renderIdentity(diagnosis),
    '',
    ...SECTIONS.flatMap((section) => renderSection(diagnosis, section, width, colors)),
    ...renderFits(diagnosis.fits, diagnosis.profile, width, colors),
    renderVerdict(diagnosis, colors),
  ];
  return `${lines.join('\n')}\n`;
}

function renderIdentity({ identity, address, usedAddress }: Diagnosis): string[] {
  const where = usedAddress === address ? '' : ` (at ${usedAddress})`;
  return identity.length === 0 ? [] : [`module${where}: ${identity.join(' · ')}`];
}

function renderSection(
  diagnosis: Diagnosis,
  { state, title }: Section,
  width: number,
  colors: Colors,
): string[] {
  const findings = diagnosis.findings.filter((finding) => finding.state === state);
  if (findings.length === 0) return [];
  return [
    colors.bold(title(diagnosis)),
    ...findings.flatMap((finding) => renderFinding(finding, width, colors)),
    '',
  ];
}

function renderFinding(finding: Finding, width: number, colors: Colors): string[] {
  const { topic, state, says, shown, evidence, todo } = finding;
  const text = state === 'agrees' ? `${topic}: ${shown ?? says}` : `${topic}: ${says}`;
  const [first = '', ...rest] = wrapText(text, width - INDENT.length);
  const shownMax = state === 'agrees' ? EVIDENCE_MAX_WELL : EVIDENCE_MAX;
  return [
    `  ${paintState(state, MARKS[state], colors)}   ${first}`,
    ...rest.map((line) => `${INDENT}${line}`),
    ...evidence.slice(0, shownMax).flatMap((each) => renderEvidence(each, width, colors)),
    ...(evidence.length > shownMax
      ? [colors.dim(`${INDENT}  and ${countNoun(evidence.length - shownMax, 'more exchange')}`)]
      : []),
    ...(todo === null ? [] : renderTodo(todo, width, colors)),
  ];
}

const MARKS: Readonly<Record<FindingState, string>> = {
  unusable: '✗',
  disagrees: '✗',
  open: '?',
  seen: '·',
  unseen: '–',
  agrees: '✓',
};

function paintState(state: FindingState, text: string, colors: Colors): string {
  if (state === 'unusable' || state === 'disagrees') return colors.red(text);
  if (state === 'open') return colors.cyan(text);
  return state === 'agrees' ? colors.green(text) : colors.dim(text);
}

function renderEvidence({ sent, received }: Evidence, width: number, colors: Colors): string[] {
  const room = width - INDENT.length - 4;
  const row = (arrow: string, text: string) =>
    wrapBytes(text, room).map((line, index) => colors.dim(`${INDENT}  ${index === 0 ? arrow : ' '} ${line}`));
  return [...(sent === '' ? [] : row('→', sent)), ...row('←', received === '' ? '(nothing)' : received)];
}

function renderTodo(todo: string, width: number, colors: Colors): string[] {
  const [first = '', ...rest] = wrapText(todo, width - INDENT.length - 4);
  return [`${INDENT}${colors.bold('do:')} ${first}`, ...rest.map((line) => `${INDENT}    ${line}`)];
}

function renderFits(fits: readonly ProfileFit[], declared: string, width: number, colors: Colors): string[] {
  if (fits.length === 0) return [];
  const nameWidth = Math.max(...fits.map(({ profile }) => profile.length));
  return [
    colors.bold('Which profile fits, of what was seen'),
    ...fits.flatMap((fit) => {
      const counts = `${fit.agree.length} agree, ${fit.differ.length} differ, ${fit.open.length} open`;
      const mark = fit.profile === declared ? '   (declared)' : '';
      const differences = fit.differ.map(({ key }) => key).join(', ');
      return [
        `  ${fit.profile.padEnd(nameWidth)}   ${counts}${mark}`,
        ...(differences === ''
          ? []
          : wrapText(`differ: ${differences}`, width - INDENT.length).map((line) =>
              colors.dim(`${INDENT}${line}`),
            )),
      ];
    }),
    '',
  ];
}

function renderVerdict(diagnosis: Diagnosis, colors: Colors): string {
  const { verdict, findings, profile, fits } = diagnosis;
  const count = (state: FindingState) => findings.filter((finding) => finding.state === state).length;
  if (verdict === 'unusable') {
    const todo = findings.find(({ state }) => state === 'unusable')?.todo ?? '';
    return `${colors.bold(colors.red('NOTHING USABLE'))} at ${diagnosis.address}: ${todo}.`;
  }
  const [best] = fits;
  if (verdict === 'as-declared') {
    const closer =
      best === undefined || best.profile === profile ? '' : ` Profile ${best.profile} leaves less open.`;
    return `${colors.bold(colors.green('AS DECLARED'))}: ${countNoun(count('agrees'), 'thing')} as profile ${profile} says, ${count('open')} that it leaves open, none against it.${closer}`;
  }
  const differing = `${countNoun(count('disagrees'), 'finding')} against profile ${profile}`;
  const own = fits.find((fit) => fit.profile === profile);
  const isBetter = best !== undefined && best.differ.length < (own?.differ.length ?? 0);
  const advice = isBetter
    ? ` Profile ${best.profile} fits best: --profile ${best.profile}.`
    : ' No other profile fits better.';
  return `${colors.bold(colors.red('DIFFERS'))}: ${differing}.${advice}`;
}

/** Words in lines of at most `width` characters; a longer word has a line of its own. */
function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Escaped bytes in lines of at most `width` characters, no escape cut in two. */
function wrapBytes(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/\\x[0-9a-f]{2}|\\.|./g) ?? []) {
    if (line.length + piece.length > width) {
      lines.push(line);
      line = '';
    }
    line += piece;
  }
  return [...lines, line];
}
