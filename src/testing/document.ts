/** The project's documents and the examples in them, for tests that hold each example to what really happens. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Paths of all documents from the project's root. */
export const DOCUMENTS: readonly string[] = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  ...listMarkdown('docs'),
  ...listMarkdown('docs/decisions'),
];

/** A fenced example. */
export interface Block {
  readonly document: string;
  readonly language: string;
  /** With its newline at the end. */
  readonly text: string;
}

export function readDocument(path: string): string {
  return readFileSync(`${ROOT}${path}`, 'utf8');
}

/** The fenced blocks of `document` in that language, in order. */
export function findBlocks(document: string, language: string): Block[] {
  const fences = readDocument(document).matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm);
  return [...fences]
    .filter(([, named]) => named === language)
    .map(([, named = '', text = '']) => ({ document, language: named, text }));
}

/** The cells of every row of the tables in `markdown`, without heads, rules and backticks. */
export function readTableRows(markdown: string): string[][] {
  const lines = markdown.split('\n');
  const isRule = (line: string | undefined) => line !== undefined && /^\|[-|]+\|$/.test(line);
  return lines
    .filter((line, index) => line.startsWith('|') && !isRule(line) && !isRule(lines[index + 1]))
    .map((line) => line.slice(1, -1).split(/(?<!\\)\|/))
    .map((cells) => cells.map((cell) => cell.trim().replaceAll('`', '').replaceAll('\\|', '|')));
}

function listMarkdown(folder: string): string[] {
  const names = readdirSync(`${ROOT}${folder}`).filter((name) => name.endsWith('.md'));
  return names.sort().map((name) => `${folder}/${name}`);
}
