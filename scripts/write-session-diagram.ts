/** Writes the diagram and the table of docs/session.md from the session's own transitions: `npm run docs:session`. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PHASES, type Phase, TRANSITIONS, TRIGGERS } from '../src/record/phase.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

export const SESSION_DOCUMENT = 'docs/session.md';
const BEGIN = '<!-- diagram: written by `npm run docs:session` -->';
const END = '<!-- end of the diagram -->';

/** `document` with the diagram of the transitions as they are now. Throws where its marks are missing. */
export function renderSessionDocument(document: string): string {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (begin < 0 || end < begin)
    throw new Error(`${SESSION_DOCUMENT} has lost its marks "${BEGIN}" and "${END}"`);
  return `${document.slice(0, begin)}${BEGIN}\n\n${renderDiagram()}\n\n${renderTable()}\n\n${document.slice(end)}`;
}

/** One arrow for all triggers that lead from one phase to another; those that change nothing stand in the table alone. */
function renderDiagram(): string {
  const arrows = PHASES.flatMap((from) =>
    PHASES.filter((to) => to !== from).flatMap((to) => {
      const triggers = TRIGGERS.filter((trigger) => TRANSITIONS[from][trigger] === to);
      return triggers.length === 0 ? [] : [`  ${from} --> ${to}: ${triggers.join(' / ')}`];
    }),
  );
  return ['```mermaid', 'stateDiagram-v2', `  [*] --> ${PHASES[0]}`, ...arrows, '```'].join('\n');
}

function renderTable(): string {
  const rows = TRIGGERS.map((trigger) => {
    const cells = PHASES.map((phase) => renderCell(phase, TRANSITIONS[phase][trigger]));
    return `| ${trigger} | ${cells.join(' | ')} |`;
  });
  return [`| | ${PHASES.join(' | ')} |`, `|---|${PHASES.map(() => '---|').join('')}`, ...rows].join('\n');
}

function renderCell(from: Phase, to: Phase | undefined): string {
  if (to === undefined) return '';
  return to === from ? 'stays' : to;
}

export function readSessionDocument(): Promise<string> {
  return readFile(`${ROOT}${SESSION_DOCUMENT}`, 'utf8');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(`${ROOT}${SESSION_DOCUMENT}`, renderSessionDocument(await readSessionDocument()));
  console.log(`wrote ${SESSION_DOCUMENT}`);
}
