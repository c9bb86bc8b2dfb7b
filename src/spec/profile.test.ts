import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { renderDiagnostic } from '../document/drawing.ts';
import { assertGolden } from '../testing/golden.ts';
import { SPEC_CODES } from './codes.ts';
import { checkProfileSets, checkProfiles, listProfilesOf, loadProfile } from './profile.ts';
import type { SetFile } from './set.generated.ts';
import { openSpecFile, type SpecSchemas, type SpecText } from './spec-file.ts';

function readSchema(name: string) {
  return JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'));
}

const SCHEMAS: SpecSchemas = {
  command: readSchema('command'),
  set: readSchema('set'),
  profile: readSchema('profile'),
};
function readText(path: string): SpecText {
  return { path, text: readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8') };
}

const SET_TEXT = readText('specs/http/set.yaml');
const { capabilities } = openSpecFile(SET_TEXT, SCHEMAS.set).document.value as SetFile;
const SET = {
  name: 'http',
  capabilities: Object.entries(capabilities).map(([name, capability]) => ({ name, ...capability })),
};

const BASE = readFileSync(new URL('../../specs/profiles/winnermicro.yaml', import.meta.url), 'utf8').replace(
  'profile: winnermicro',
  'profile: base',
);
const CHILD = `profile: child
title: A child
extends: base
framing: { results: bare, urcs: ['\\+X:.*'], success_finals: [OK] }
timing: { reply_ms: 9 }
values:
  headers_max: { value: 5, from: source }
`;
const GRANDCHILD =
  'profile: grandchild\ntitle: A grandchild\nextends: child\nvalues:\n  get_size_method: { value: HEAD, from: source }\n';
const TEXTS: Readonly<Record<string, string>> = { base: BASE, child: CHILD, grandchild: GRANDCHILD };

function change(file: string, from: string, to: string): SpecText[] {
  assert.ok(TEXTS[file]?.includes(from), `${from} stands in ${file}`);
  return Object.entries(TEXTS).map(([name, text]) => ({
    path: `specs/profiles/${name}.yaml`,
    text: name === file ? text.replace(from, to) : text,
  }));
}

const UNCHANGED = change('child', 'title', 'title');

test('a profile has what it says, and from those that it extends what it does not say', () => {
  const { profile, diagnostics } = loadProfile('grandchild', UNCHANGED, SCHEMAS, SET);
  assert.deepEqual(diagnostics, []);
  assert.ok(profile !== null);
  assert.equal(profile.name, 'grandchild');
  assert.equal(profile.title, 'A grandchild');
  assert.deepEqual(profile.values.get_size_method, { value: 'HEAD', from: 'source' });
  assert.deepEqual(profile.values.headers_max, { value: 5, from: 'source' });
  assert.deepEqual(profile.values.url_bytes_max, { value: 8192, from: 'manual' });
  assert.equal(profile.framing.results, 'bare');
  assert.deepEqual(profile.framing.urcs, ['\\+X:.*']);
  assert.equal(profile.framing.terminator, '\r\n');
  assert.equal(profile.timing.replyMs, 9);
  assert.equal(profile.timing.resetCommand, 'AT+RST');
});

test('the hash stands for the whole chain and for nothing else', () => {
  const hash = loadProfile('child', UNCHANGED, SCHEMAS, SET).profile?.hash;
  assert.match(hash ?? '', /^[0-9a-f]{64}$/);
  assert.equal(loadProfile('child', change('grandchild', 'HEAD', 'GET'), SCHEMAS, SET).profile?.hash, hash);
  assert.notEqual(loadProfile('child', change('base', '8192', '8191'), SCHEMAS, SET).profile?.hash, hash);
});

test('an unknown profile is refused with the nearest known one, or the list', () => {
  const near = loadProfile('grandchil', UNCHANGED, SCHEMAS, SET);
  assert.equal(near.profile, null);
  assert.deepEqual(
    near.diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, '')),
    [
      'specs/profiles  error UNKNOWN_PROFILE\n   no profile is called "grandchil"; did you mean "grandchild"?',
    ],
  );
  const [far] = loadProfile('somethingelse', UNCHANGED, SCHEMAS, SET).diagnostics;
  assert.equal(far?.hint, 'known: base, child, grandchild');
  assert.equal(loadProfile('x', [], SCHEMAS, SET).diagnostics[0]?.path, '');
});

const MISTAKES: readonly (readonly [title: string, code: string, file: string, from: string, to: string])[] =
  [
    ['an unknown parent, nearly', 'UNKNOWN_PROFILE', 'child', 'extends: base', 'extends: bsae'],
    ['an unknown parent', 'UNKNOWN_PROFILE', 'child', 'extends: base', 'extends: something-else'],
    ['a profile that extends itself', 'PROFILE_CYCLE', 'child', 'extends: base', 'extends: child'],
    ['two profiles that extend each other', 'PROFILE_CYCLE', 'child', 'extends: base', 'extends: grandchild'],
    ['a profile for another set', 'PROFILE_SET', 'child', 'extends: base', 'extends: base\nset: modem'],
    ['a parent for another set', 'PROFILE_SET', 'base', 'set: http', 'set: modem'],
    ['a profile with another name than its file', 'PROFILE_NAME', 'child', 'profile: child', 'profile: kid'],
    ['a profile that leaves something open', 'PROFILE_INCOMPLETE', 'child', 'extends: base\n', ''],
    [
      'a final in both lists',
      'FINAL_IN_BOTH',
      'child',
      'success_finals: [OK]',
      'success_finals: [OK, ERROR], error_finals: [ERROR]',
    ],
    [
      'a final that is a success here and an error in the parent',
      'FINAL_IN_BOTH',
      'child',
      'success_finals: [OK]',
      'success_finals: [OK, ERROR]',
    ],
    ['an unsolicited code that does not compile', 'BAD_REGEX', 'child', "'\\+X:.*'", "'+X:.*'"],
    ['a banner that does not compile', 'BAD_REGEX', 'child', 'results: bare', "banner: '[a'"],
    ['a value of a name that no profile has', 'UNKNOWN_KEY', 'child', 'headers_max:', 'header_max:'],
    ['a value that is none of its words', 'WRONG_VALUE', 'grandchild', 'value: HEAD', 'value: HAED'],
    ['a value without its provenance', 'MISSING_KEY', 'grandchild', ', from: source', ''],
    ['a value of the wrong type', 'WRONG_TYPE', 'child', 'value: 5', 'value: [5]'],
    ['a parent that is no YAML', 'YAML_TAB', 'base', 'values:\n', 'values:\n\tx: 1\n'],
  ];

for (const [title, code, file, from, to] of MISTAKES)
  test(`${title} is ${code}, told by every profile that inherits it and once by a check of all`, () => {
    const files = change(file, from, to);
    const { profile, diagnostics } = loadProfile('grandchild', files, SCHEMAS, SET);
    const isOnlyAboutChild = code === 'PROFILE_INCOMPLETE';
    if (!isOnlyAboutChild) assert.equal(profile, null);
    assert.deepEqual([...new Set(diagnostics.map((diagnostic) => diagnostic.code))], [code]);
    const all = checkProfiles(files, SCHEMAS, SET).filter(
      ({ path }) => path === `specs/profiles/${file}.yaml`,
    );
    assert.deepEqual(
      all.map((diagnostic) => diagnostic.code),
      [code],
    );
  });

test('profiles are told apart by their sets, inherited ones too, and one of no set is a mistake', () => {
  const files = [
    ...UNCHANGED,
    { path: 'specs/profiles/other.yaml', text: 'profile: other\ntitle: O\nset: modem\n' },
  ];
  const pathsOf = (set: string) =>
    listProfilesOf(set, files, SCHEMAS).map(({ path }) => path.split('/').at(-1));
  assert.deepEqual(pathsOf('http'), ['base.yaml', 'child.yaml', 'grandchild.yaml']);
  assert.deepEqual(pathsOf('modem'), ['other.yaml']);
  assert.deepEqual(checkProfileSets(['http', 'modem'], files, SCHEMAS), []);
  const tell = (set: string) =>
    checkProfileSets(
      ['http'],
      [...UNCHANGED, { path: 'specs/profiles/lost.yaml', text: `profile: lost\ntitle: L\n${set}` }],
      SCHEMAS,
    ).map(({ code, message, hint }) => [code, message, hint].join(' | '));
  assert.deepEqual(tell('set: htpp\n'), [
    'PROFILE_SET | no command set is called "htpp"; did you mean "http"? | ',
  ]);
  assert.deepEqual(tell('set: something\n'), [
    'PROFILE_SET | no command set is called "something" | known: http',
  ]);
  assert.deepEqual(tell(''), ['PROFILE_SET | this profile names no command set | add set: http']);
  assert.deepEqual(
    tell('sat: http\n').map((text) => text.split(' ')[0]),
    ['UNKNOWN_KEY'],
  );
});

test('each kind of value that a set declares is held to what it takes', () => {
  const set = {
    name: 'http',
    capabilities: [
      { name: 'count', about: 'A number.', takes: ['integer', 'many'] },
      { name: 'word', about: 'A word.', takes: ['text'] },
      { name: 'can', about: 'Yes or no.', takes: [true, false] },
    ],
  };
  const codesOf = (values: string) =>
    loadProfile(
      'base',
      [{ path: 'specs/profiles/base.yaml', text: BASE.replace(/^values:[\s\S]*/m, `values:\n${values}`) }],
      SCHEMAS,
      set,
    ).diagnostics.map(({ code }) => code);
  const values = (count: string, word: string, can: string) =>
    `  count: { value: ${count}, from: manual }\n  word: { value: ${word}, from: manual }\n  can: { value: ${can}, from: manual }\n`;
  for (const right of [
    values('0', 'any', 'true'),
    values('many', 'a b', 'false'),
    values('unknown', 'unknown', 'unknown'),
  ])
    assert.deepEqual(codesOf(right), []);
  assert.deepEqual(codesOf(values('-1', 'any', 'true')), ['OUT_OF_BOUNDS']);
  assert.deepEqual(codesOf(values('few', 'any', 'true')), ['WRONG_VALUE']);
  assert.deepEqual(codesOf(values('1', '7', 'true')), ['WRONG_TYPE']);
  assert.deepEqual(codesOf(values('1', 'any', 'maybe')), ['WRONG_VALUE']);
  assert.deepEqual(codesOf('  count: { value: 1, from: manual }\n'), ['PROFILE_INCOMPLETE']);
});

test('every mistake in a profile is drawn with its place and what to do', () => {
  const drawn = MISTAKES.flatMap(([title, , file, from, to]) => {
    const files = change(file, from, to);
    const texts = new Map(files.map(({ path, text }) => [path, text]));
    return [
      `# ${title}`,
      ...checkProfiles(files, SCHEMAS, SET).map((diagnostic) =>
        renderDiagnostic(diagnostic, texts.get(diagnostic.path) ?? ''),
      ),
      '',
    ];
  });
  assertGolden(drawn.join('\n'), new URL('./golden/profile.txt', import.meta.url));
});

test('every code of a profile is one that some text brings out', () => {
  const seen = new Set<string>(MISTAKES.map(([, code]) => code));
  const ofProfiles = Object.keys(SPEC_CODES).filter(
    (code) => code.includes('PROFILE') || code === 'FINAL_IN_BOTH',
  );
  assert.deepEqual(
    ofProfiles.filter((code) => !seen.has(code)),
    [],
  );
});
