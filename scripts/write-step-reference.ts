/** Writes the reference part of docs/writing-scenarios.md from the phrase table and the schema: `npm run docs:steps`. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import type { Phrase } from '../src/scenario/phrase.ts';
import { createPhraseBook, type PhraseBook } from '../src/scenario/phrase-book.ts';
import { PHRASE_PARAMETERS } from '../src/scenario/phrase-parameters.ts';
import { PHRASE_FAMILIES } from '../src/scenario/phrases.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

export const GUIDE = 'docs/writing-scenarios.md';
const SCHEMA = 'schemas/scenarios.schema.json';
const BEGIN = '<!-- reference: written by `npm run docs:steps` -->';
const END = '<!-- end of the reference -->';

interface SchemaNode {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly examples?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly definitions?: Readonly<Record<string, SchemaNode>>;
}

/** `guide` with its reference as the phrase table and the schema have it now. Throws where its marks are missing. */
export function renderGuide(guide: string, schema: SchemaNode): string {
  const [begin, end] = [guide.indexOf(BEGIN), guide.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${GUIDE} has lost its marks "${BEGIN}" and "${END}"`);
  return `${guide.slice(0, begin)}${BEGIN}\n\n${renderReference(schema)}\n${guide.slice(end)}`;
}

function renderReference(schema: SchemaNode): string {
  const book = createPhraseBook();
  const families = PHRASE_FAMILIES.flatMap(({ title, phrases }) => [
    `### ${title}`,
    [
      '| phrase | for example | the same in YAML |',
      '|---|---|---|',
      ...phrases.map((phrase) => renderPhrase(phrase, book)),
    ].join('\n'),
  ]);
  const blanks = PHRASE_PARAMETERS.map(({ name, meaning }) => `| \`{${name}}\` | ${escapeCell(meaning)} |`);
  return [
    '## Every step, in both notations',
    'A word in braces is a blank; [what may stand in it](#what-may-stand-in-a-blank) is listed below. `{proof}`, `{within}`, `{cut}` and `{surplus}` may be missing.',
    ...families,
    '### What may stand in a blank',
    ['| blank | what it is |', '|---|---|', ...blanks].join('\n'),
    '## Every key of a YAML scenario',
    renderKeys('A scenario', schema.definitions?.scenario, schema),
    ...renderStepKeys(schema),
    '',
  ].join('\n\n');
}

function renderPhrase(phrase: Phrase, book: PhraseBook): string {
  const [text = '', ...below] = phrase.example.split('\n');
  const [match] = book.match(text);
  const values = [...(match?.readValues() ?? []), ...readBelow(phrase, below)];
  const steps = phrase.make(...(values as never[])).map(renderStep);
  const expression = phrase.expression.replaceAll('\\', '');
  const example = expression === text && below.length === 0 ? '' : renderLines([text, ...below]);
  return `| ${renderLines([expression])} | ${example} | ${renderLines(steps)} |`;
}

/** Lines of code in one cell of a table. */
function renderLines(lines: readonly string[]): string {
  return lines.map((line) => `\`${escapeCell(line)}\``).join('<br>');
}

function readBelow(phrase: Phrase, lines: readonly string[]): unknown[] {
  if (phrase.attachment === 'none') return [];
  if (phrase.attachment === 'text') return [lines.slice(1, -1).join('\n')];
  return [
    lines.map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    ),
  ];
}

/** A raw step as YAML on one line. */
function renderStep(raw: object): string {
  const render = (value: unknown) =>
    stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: true }).trim();
  const parts = Object.entries(raw).map(([key, value]) => `${key}: ${render(value)}`);
  return parts.length === 1 ? (parts[0] ?? '') : `{ ${parts.join(', ')} }`;
}

function renderStepKeys(schema: SchemaNode): string[] {
  const step = schema.definitions?.step;
  const keys = Object.entries(step?.properties ?? {});
  const details = keys.flatMap(([key, node]) => {
    const resolved = resolve(node, schema);
    return Object.keys(resolved.properties ?? {}).length === 0
      ? []
      : [renderKeys(`Keys of \`${key}\``, resolved, schema)];
  });
  return [renderKeys('A step', step, schema), ...details];
}

function renderKeys(title: string, node: SchemaNode | undefined, schema: SchemaNode): string {
  const rows = Object.entries(node?.properties ?? {}).map(([key, property]) => {
    const resolved = resolve(property, schema);
    return `| \`${key}\` | ${renderType(resolved)} | ${escapeCell(property.description ?? resolved.description ?? '')} |`;
  });
  return [`### ${title}`, '', '| key | value | meaning |', '|---|---|---|', ...rows].join('\n');
}

function resolve(node: SchemaNode, schema: SchemaNode): SchemaNode {
  if (node.$ref === undefined) return node;
  return resolve(schema.definitions?.[node.$ref.replace('#/definitions/', '')] ?? {}, schema);
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'number',
  number: 'number',
  boolean: 'true or false',
  array: 'list',
  object: 'map',
  null: 'null',
};

function renderType({ enum: words, examples, type }: SchemaNode): string {
  if (words !== undefined || examples !== undefined) return (words ?? examples ?? []).join(', ');
  const types = type === undefined ? [] : [type].flat();
  return types.map((each) => TYPE_WORDS[each] ?? each).join(' or ');
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

export async function readGuideParts(): Promise<{ guide: string; schema: SchemaNode }> {
  const [guide, schema] = await Promise.all(
    [GUIDE, SCHEMA].map((path) => readFile(`${ROOT}${path}`, 'utf8')),
  );
  return { guide: guide ?? '', schema: JSON.parse(schema ?? '{}') as SchemaNode };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { guide, schema } = await readGuideParts();
  await writeFile(`${ROOT}${GUIDE}`, renderGuide(guide, schema));
  console.log(`wrote ${GUIDE}`);
}
