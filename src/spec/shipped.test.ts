import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { renderDiagnostic } from '../document/drawing.ts';
import { loadCommandSet } from './command-set.ts';
import { findCommand, findForm } from './form.ts';
import type { CommandSet } from './model.ts';
import { listParameterClasses } from './parameter-class.ts';
import { checkProfiles, listProfilesOf, loadProfile } from './profile.ts';
import { nameOfFile, type SpecSchemas, type SpecText } from './spec-file.ts';

const ROOT = new URL('../../', import.meta.url);
const readText = (path: string): SpecText => ({ path, text: readFileSync(new URL(path, ROOT), 'utf8') });
const listTexts = (folder: string) =>
  readdirSync(new URL(folder, ROOT)).map((name) => readText(`${folder}${name}`));
const readSchema = (name: string) => JSON.parse(readText(`schemas/${name}.schema.json`).text);

const SCHEMAS: SpecSchemas = {
  command: readSchema('command'),
  set: readSchema('set'),
  profile: readSchema('profile'),
};
const SET_FILES = [
  readText('specs/http/set.yaml'),
  readText('specs/http/common.yaml'),
  ...listTexts('specs/http/commands/'),
];
const ALL_PROFILE_FILES = listTexts('specs/profiles/');
const PROFILE_FILES = listProfilesOf('http', ALL_PROFILE_FILES, SCHEMAS);

function loadShipped(): CommandSet {
  const { set, diagnostics } = loadCommandSet(SET_FILES, SCHEMAS);
  const drawn = diagnostics.map((diagnostic) =>
    renderDiagnostic(diagnostic, SET_FILES.find(({ path }) => path === diagnostic.path)?.text ?? ''),
  );
  assert.deepEqual(drawn, []);
  assert.ok(set !== null);
  return set;
}

const SET = loadShipped();

test('the requirements are those of the list, with their commands, levels and states', () => {
  const rows = readFileSync(new URL('./fixtures/requirements.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  const shipped = SET.requirements
    .filter(({ command }) => command !== 'WIRE')
    .map(({ id, command, level, state }) => [id, command, level, state].join('\t'));
  assert.equal(rows.length, 148);
  assert.deepEqual([...shipped].sort(), [...rows].sort());
});

test('the wire channel has its own requirements, and shares the one of a single final', () => {
  assert.deepEqual(
    SET.requirements.filter(({ wire }) => wire).map(({ id }) => id),
    ['R-GEN-08', 'W-FINAL-LAST', 'W-INFO', 'W-COUNT', 'W-ECHO', 'W-PROMPT', 'W-LINE', 'W-URC'],
  );
});

test('the questions are Q-01 to Q-34, and each bears on something', () => {
  assert.deepEqual(
    SET.questions.map(({ id }) => id),
    Array.from({ length: 34 }, (_, index) => `Q-${String(index + 1).padStart(2, '0')}`),
  );
  for (const { id, asks, bearsOn } of SET.questions) {
    assert.ok(asks.includes('?'), id);
    assert.ok(bearsOn.length > 0, id);
  }
});

test('every text is a sentence, and the shorthand of notes has not slipped in', () => {
  for (const { id, text } of SET.requirements) {
    assert.match(text, /^[A-Z"].*\.$/s, id);
    assert.doesNotMatch(text, /->|\bCPOST\b|\bCGET\b|\bCHEAD\b|\bGD\b|\[S\]|\[s\]/, id);
  }
});

test('the seven commands are covered in the order of the manual, and what surrounds them is not', () => {
  assert.deepEqual(
    SET.commands.filter(({ covered }) => covered).map(({ name }) => name),
    ['HTTPCLIENT', 'HTTPGETSIZE', 'HTTPCGET', 'HTTPCPOST', 'HTTPCPUT', 'HTTPURLCFG', 'HTTPCHEAD'],
  );
  assert.deepEqual(
    SET.commands.filter(({ covered }) => !covered).map(({ prefix, name }) => prefix + name),
    ['AT', 'ATE0', 'ATE1', 'AT+GMR', 'AT+RST', 'AT+RESTORE'],
  );
});

test('the manual’s nine forms are there, and a test form for each command', () => {
  const forms = SET.commands
    .filter(({ covered }) => covered)
    .flatMap(({ name, forms: all }) => all.map(({ kind }) => `${name} ${kind}`));
  assert.equal(forms.filter((form) => !form.endsWith(' test')).length, 9);
  assert.equal(forms.filter((form) => form.endsWith(' test')).length, 7);
});

test('every form that waits for data names a parameter of its own, and every state written is cleaned', () => {
  for (const { name, forms } of SET.commands)
    for (const { parameters, replies, writes } of forms) {
      for (const phase of replies.flatMap(({ phases }) => phases))
        if (phase.kind === 'data')
          assert.ok(
            parameters.some((one) => one.name === phase.countedBy),
            name,
          );
      for (const state of writes)
        assert.ok(SET.housekeeping.cleanings.some((cleaning) => cleaning.state === state));
    }
});

test('only what resets or restores is destructive', () => {
  const destructive = SET.commands
    .filter(({ forms }) => forms.some((form) => form.destructive))
    .map(({ name }) => name);
  assert.deepEqual(destructive, ['RST', 'RESTORE']);
});

test('the length of a URL has a hole between 0 and 8', () => {
  const length = findForm(SET, 'HTTPURLCFG', 'set')?.parameters[0];
  assert.ok(length !== undefined);
  assert.deepEqual(
    listParameterClasses(length).map(({ name }) => name),
    [
      'below 0',
      'value 0',
      'hole 1..7',
      'min 8',
      'inside 9..8191',
      'max 8192',
      'above 8192',
      'omitted',
      'wrong type',
    ],
  );
});

test('the cleanings tell a clean module from one that is not', () => {
  const isClean = (state: string, lines: readonly string[]) => {
    const cleaning = SET.housekeeping.cleanings.find((one) => one.state === state);
    return !lines.some((line) => new RegExp(cleaning?.verify.absent ?? '').test(line));
  };
  assert.equal(isClean('configured_url', ['OK']), true);
  assert.equal(isClean('configured_url', ['+HTTPURLCFG:0,', 'OK']), true);
  assert.equal(isClean('configured_url', ['+HTTPURLCFG:19,http://10.0.0.2/a/b', 'OK']), false);
  assert.equal(isClean('configured_headers', ['OK']), true);
  assert.equal(isClean('configured_headers', ['+HTTPCHEAD:0,"A: 1"', 'OK']), false);
});

test('every file names its schema, relative to itself, for editors', () => {
  for (const { path, text } of [...SET_FILES, ...PROFILE_FILES]) {
    const named = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text)?.[1];
    assert.ok(named !== undefined, path);
    assert.ok(
      JSON.parse(readFileSync(new URL(named, new URL(path, ROOT)), 'utf8')).$schema !== undefined,
      path,
    );
  }
});

test('the four profiles load without a diagnostic and leave nothing open', () => {
  assert.deepEqual(checkProfiles(PROFILE_FILES, SCHEMAS, SET), []);
  const names = PROFILE_FILES.map(({ path }) => nameOfFile(path)).sort();
  assert.deepEqual(names, ['esp-at', 'gd32vw55x', 'winnermicro', 'winnermicro-2.2']);
  const keys = SET.capabilities.map(({ name }) => name).sort();
  for (const name of names) {
    const { profile } = loadProfile(name, PROFILE_FILES, SCHEMAS, SET);
    assert.deepEqual(Object.keys(profile?.values ?? {}).sort(), keys, name);
  }
});

test('every profile reads the bytes that its family is known to send', () => {
  const known: Readonly<Record<string, readonly [prompt: string, lines: readonly string[]]>> = {
    winnermicro: ['>\r\n', ['WIFI GOT IP', '+SYSSTORE:1', '+SYSSTORE::1', '+TIME_UPDATED']],
    'winnermicro-2.2': [
      '>\r\n',
      ['WIFI GOT IP "10.0.0.2"', '+SYSSTORE::1', '+STA_CONNECTED:"aa:bb:cc:dd:ee:ff"', '+IPD,5:hello'],
    ],
    'esp-at': ['\r\n>', ['WIFI CONNECTED', '0,CONNECT', '+IPD,0,5:hello', 'ERR CODE:0x010a7194']],
    gd32vw55x: ['>\r\n', ['+IPD,10.0.0.2:80, 5: hello']],
  };
  for (const [name, [prompt, lines]] of Object.entries(known)) {
    const { profile } = loadProfile(name, PROFILE_FILES, SCHEMAS, SET);
    assert.ok(profile !== null);
    assert.ok(profile.framing.prompts.includes(prompt), name);
    const urcs = profile.framing.urcs.map((urc) => new RegExp(`^(?:${urc})$`, 's'));
    for (const line of lines)
      assert.ok(
        urcs.some((urc) => urc.test(line)),
        `${name}: ${line}`,
      );
    for (const line of ['OK', 'ERROR', 'SEND OK', '+HTTPCGET:3,abc'])
      assert.ok(!urcs.some((urc) => urc.test(line)), `${name}: ${line}`);
  }
});

test('the manual’s profile tolerates either form of prompt and knows nothing that only an image says', () => {
  const { profile } = loadProfile('winnermicro', PROFILE_FILES, SCHEMAS, SET);
  assert.ok(profile !== null);
  assert.deepEqual([profile.framing.echo, profile.framing.results], ['either', 'either']);
  assert.ok(['>\r\n', '\r\n>'].every((form) => profile.framing.prompts.includes(form)));
  for (const [key, { value, from }] of Object.entries(profile.values))
    assert.ok(value === 'unknown' || !['binary', 'source', 'issue'].includes(from), key);
});

test('a longer final stands before one that ends like it', () => {
  for (const { path } of PROFILE_FILES) {
    const finals =
      loadProfile(nameOfFile(path), PROFILE_FILES, SCHEMAS, SET).profile?.framing.successFinals ?? [];
    assert.deepEqual(
      finals,
      [...finals].sort((left, right) => right.length - left.length),
    );
  }
});

test('commands are found by their names on the wire', () => {
  assert.equal(findCommand(SET, 'HTTPCGET')?.title, 'Get an HTTP resource');
  assert.equal(findForm(SET, 'HTTPCHEAD', 'query')?.replies[0]?.phases.length, 3);
});
