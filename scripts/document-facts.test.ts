import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { DOCUMENT_CODES } from '../src/document/codes.ts';
import { parseDeviceAddress } from '../src/link/device-address.ts';
import { VERDICTS } from '../src/record/verdict.ts';
import { SCENARIO_CODES } from '../src/scenario/codes.ts';
import { BASELINE_CODES, SPEC_CODES } from '../src/spec/codes.ts';
import { DOCUMENTS, findBlocks, readDocument, readTableRows } from '../src/testing/document.ts';
import { listFiles, ROOT } from './test-files.ts';

/** The rows of all tables below the heading of that name, to the next one of the same level. */
function rowsBelow(document: string, heading: string): string[][] {
  const [, section = ''] = readDocument(document).split(new RegExp(`^## ${heading}$`, 'm'));
  assert.notEqual(section, '', `${document} has no heading ${heading}`);
  return readTableRows(section.split(/^## /m)[0] ?? '');
}

const TABLES = {
  Documents: DOCUMENT_CODES,
  Specs: SPEC_CODES,
  Baselines: BASELINE_CODES,
  Scenarios: SCENARIO_CODES,
};

for (const [heading, codes] of Object.entries(TABLES))
  test(`docs/errors.md lists every code of ${heading.toLowerCase()} with its meaning and what to do`, () => {
    const rows = rowsBelow('docs/errors.md', heading);
    assert.deepEqual(
      rows.map(([code, meaning]) => [code, meaning]),
      Object.entries(codes).map(([code, meaning]) => [code, meaning.replaceAll('`', '')]),
    );
    for (const [code, , whatToDo] of rows) assert.ok(whatToDo, code);
  });

test('docs/errors.md lists the verdicts in their order', () => {
  assert.deepEqual(
    rowsBelow('docs/errors.md', 'Verdicts').map(([verdict]) => verdict),
    VERDICTS,
  );
});

test('docs/errors.md lists the exit codes from the highest down', () => {
  const codes = rowsBelow('docs/errors.md', 'Exit codes').map(([code]) => Number(code));
  const written = /EXIT_CODES: readonly number\[\] = (\[[^\]]*\])/.exec(
    readDocument('src/coverage/decide.ts'),
  );
  assert.deepEqual(codes, JSON.parse(written?.[1] ?? '[]'));
});

interface ImportRule {
  readonly name: string;
  readonly comment?: string;
}

test('docs/ARCHITECTURE.md shows each room with the imports that the check allows', () => {
  const { forbidden } = createRequire(import.meta.url)(`${ROOT}.dependency-cruiser.cjs`) as {
    forbidden: readonly ImportRule[];
  };
  const allowed = new Map(
    forbidden.flatMap(({ name, comment = '' }) => {
      const match = /^imports-of-(.*)$/.exec(name);
      return match === null ? [] : [[match[1], comment.replace(/^.* may import /, '')] as const];
    }),
  );
  const rooms = readdirSync(`${ROOT}src`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'testing')
    .map(({ name }) => name);
  const rows = rowsBelow('docs/ARCHITECTURE.md', 'The rooms of `src/`');
  assert.deepEqual(rows.map(([room]) => room).sort(), rooms.sort());
  for (const [room, , imports] of rows)
    if (!imports?.startsWith('all')) assert.equal(imports, allowed.get(room), room);
});

test('the README shows the line coverage of each measured folder, as the tests print it', () => {
  const rows = readDocument('scripts/run-coverage.ts').matchAll(/\['(src\/[a-z]*\/?)', (\d+)\]/g);
  const thresholds = [...rows].map(([, folder = '', percent]) => ({ folder, percentMin: Number(percent) }));
  const shown = findBlocks('README.md', 'text').find(({ text }) => text.startsWith('coverage'))?.text ?? '';
  const told = shown
    .trimEnd()
    .split('\n')
    .map((line) => /^coverage (\S+) +(\d+\.\d) % of \d+ lines {2}ok$/.exec(line));
  assert.deepEqual(
    told.map((match) => match?.[1]),
    thresholds.map(({ folder }) => folder),
  );
  for (const [index, { percentMin }] of thresholds.entries())
    assert.ok(Number(told[index]?.[2]) >= percentMin);
});

test('docs/ARCHITECTURE.md fits on three pages', () => {
  assert.ok(readDocument('docs/ARCHITECTURE.md').split('\n').length <= 150);
});

test('the README lists every capability profile', () => {
  const names = listFiles('specs/profiles').map((path) => path.replace(/^.*\/|\.yaml$/g, ''));
  const rows = rowsBelow('README.md', 'Profiles').map(([name]) => name);
  assert.deepEqual(rows.sort(), names.sort());
});

test('the README lists every kind of device, each with an address that can be read', () => {
  const section = readDocument('README.md').split('## A real module')[1]?.split(/^## /m)[0] ?? '';
  const addresses = readTableRows(section).flatMap(([cell = '']) => cell.split(', '));
  const kinds = addresses.map((address) => {
    const parsed = parseDeviceAddress(address);
    assert.ok(parsed.ok, parsed.ok ? '' : parsed.fault.message);
    return parsed.value.kind;
  });
  const refused = parseDeviceAddress('nothing:');
  const known = refused.ok ? [] : [...refused.fault.hint.matchAll(/\b([a-z0-9]+):/g)].map(([, kind]) => kind);
  assert.ok(known.length > 0);
  assert.deepEqual([...new Set(kinds)].sort(), known.sort());
});

/** As GitHub makes them: lower case, blanks to hyphens, other signs dropped. */
function anchorsOf(document: string): string[] {
  const headings = [...readDocument(document).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

for (const document of DOCUMENTS) {
  const text = readDocument(document).replace(/^```[\s\S]*?^```$/gm, '');

  test(`every link of ${document} leads somewhere`, () => {
    for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? document : normalize(join(dirname(document), path));
      assert.ok(existsSync(`${ROOT}${file}`), target);
      if (anchor !== undefined) assert.ok(anchorsOf(file).includes(anchor), target);
    }
  });

  test(`every file that ${document} names in the source exists`, () => {
    const paths = [...text.matchAll(/`((?:src|scripts|schemas|specs|bin|features\/support)\/[^`\s*]*)`/g)];
    const named = paths
      .map(([, path = '']) => path)
      .filter((path) => !/[A-Z]{4}|my-first|body\.bin/.test(path));
    assert.deepEqual(
      named.filter((path) => !existsSync(`${ROOT}${path}`)),
      [],
    );
  });
}

test('the decisions are numbered without a gap, and each tells context, choice and price', () => {
  const names = listFiles('docs/decisions');
  names.forEach((path, index) => {
    const number = String(index + 1).padStart(4, '0');
    assert.match(path, new RegExp(`/${number}-[a-z0-9-]+\\.md$`));
    const text = readDocument(path);
    assert.match(text, new RegExp(`^# ${index + 1}\\. `));
    const parts = [...text.matchAll(/^\*\*(\w+)[.*]/gm)].map(([, part]) => part);
    assert.deepEqual(parts, ['Context', 'Choice', 'Price'], path);
  });
});

test('the README tells of a campaign over all faults that there are', () => {
  const told = /^THE SUITE .*: (\d+) of (\d+) faults caught/m.exec(readDocument('README.md'));
  assert.ok(told !== null, 'no result of a campaign');
  const declared = readFileSync(join(ROOT, 'specs/faults.yaml'), 'utf8').match(/^ {2}- \{ id: /gm) ?? [];
  assert.equal(Number(told[2]), declared.length, 'run `npm run mutate`, and write here what it ends with');
});
