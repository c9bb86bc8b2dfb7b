import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { findBlocks } from '../testing/document.ts';
import { type KnownProject, loadBaseline } from './baseline.ts';
import { BASELINE_CODES } from './codes.ts';
import { fingerprintWay } from './way-of-failing.ts';

const SCHEMA = JSON.parse(
  readFileSync(new URL('../../schemas/baseline.schema.json', import.meta.url), 'utf8'),
);

const WAY = { channel: 'scenario', verdict: 'fail', breaks: ['R-A-01'], received: 'OK' } as const;

const TEXT = `set: v250
profile: iaxmodem
deviations:
  - reason: It takes everything.
    issue: https://example.org/7
    owner: firmware
    firmware: '>=1.2'
    expires: 2027-06-30
    scenarios: [A/a, A/b]
    fails:
      - verdict: fail
        breaks: [R-A-01]
        received: OK
        fingerprint: ${fingerprintWay(WAY)}
  - reason: It says nothing.
    requirement: R-GEN-08
    fails:
      - { channel: wire, verdict: fail, breaks: [R-GEN-08], received: no final }
answers: { Q-01: [once] }
coverage: { A: 0.5 }
`;

function load(text: string, known: KnownProject | null = null) {
  return loadBaseline({ path: 'baselines/iaxmodem.yaml', text }, SCHEMA, known);
}

function codesOf(text: string, known: KnownProject | null = null): string[] {
  const { baseline, diagnostics } = load(text, known);
  assert.equal(baseline, null);
  return diagnostics.map(({ code }) => code);
}

test('a baseline says what is accepted, of whom, until when, and how it fails', () => {
  const { baseline, diagnostics } = load(TEXT);
  assert.deepEqual(diagnostics, []);
  const [own, anywhere] = baseline?.deviations ?? [];
  assert.deepEqual(own, {
    ...{ reason: 'It takes everything.', issue: 'https://example.org/7', owner: 'firmware' },
    ...{ firmware: '>=1.2', expires: '2027-06-30', scenarios: ['A/a', 'A/b'], requirement: null },
    fails: [WAY],
  });
  assert.deepEqual(
    [anywhere?.requirement, anywhere?.issue, anywhere?.owner, anywhere?.firmware, anywhere?.expires],
    ['R-GEN-08', null, null, null, null],
  );
  assert.deepEqual([baseline?.answers, baseline?.coverage], [{ 'Q-01': ['once'] }, { A: 0.5 }]);
});

const MISTAKES: readonly (readonly [code: string, from: string, to: string])[] = [
  ['BASELINE_WITHOUT_REASON', 'reason: It says nothing.', 'reason: TODO'],
  ['BASELINE_WITHOUT_REASON', 'reason: It says nothing.', "reason: 'todo: ask the vendor'"],
  ['BASELINE_SUBJECT', '    requirement: R-GEN-08\n', ''],
  ['BASELINE_SUBJECT', '    requirement: R-GEN-08\n', '    requirement: R-GEN-08\n    scenarios: [A/c]\n'],
  ['BASELINE_SUBJECT', 'requirement: R-GEN-08', 'requirement: R-GEN-09'],
  ['BASELINE_FIRMWARE', "firmware: '>=1.2'", 'firmware: newer'],
  ['BASELINE_FINGERPRINT', 'received: OK', 'received: ERROR'],
  ['WRONG_FORM', 'expires: 2027-06-30', 'expires: June'],
  ['WRONG_VALUE', 'verdict: fail\n', 'verdict: error\n'],
  ['MISSING_KEY', 'set: v250\n', ''],
  ['YAML_SYNTAX', 'deviations:', 'deviations: ['],
];

for (const [code, from, to] of MISTAKES)
  test(`a baseline with "${to.trim() || `no ${from.trim()}`}" has the mistake ${code}`, () => {
    assert.ok(TEXT.includes(from));
    assert.ok(codesOf(TEXT.replace(from, to)).includes(code), codesOf(TEXT.replace(from, to)).join());
  });

test('a scenario stands in two deviations only where they are for different firmware', () => {
  const twice = (firmware: string) =>
    TEXT.replace(
      'answers:',
      `  - { reason: Again., scenarios: [A/b], ${firmware}fails: [{ verdict: fail, received: x }] }\nanswers:`,
    );
  assert.deepEqual(codesOf(twice('')), ['DUPLICATE_ID']);
  assert.deepEqual(codesOf(twice("firmware: '>=1.2', ")), ['DUPLICATE_ID']);
  assert.deepEqual(load(twice("firmware: '<1.2', ")).diagnostics, []);
});

function know(ids: readonly string[], hashes: Readonly<Record<string, string>> = {}): KnownProject {
  return { ids: new Set(ids), hashes: new Map(Object.entries(hashes)) };
}

test('a scenario that does something else under the same id is told at its hash', () => {
  const text = `${TEXT}hashes: { A/a: 0123456789ab, A/b: '012345678901', A/z: 0123456789ab }\n`;
  const ids = ['A/a', 'A/b', 'R-GEN-08', 'Q-01'];
  const hashes = { 'A/a': '0123456789abcdef', 'A/b': '0123456789abcdef', 'A/z': 'f' };
  const { diagnostics, draft } = load(text, know(ids, hashes));
  assert.deepEqual(
    diagnostics.map(({ code, span }) => [code, text.slice(span?.start, span?.end)]),
    [['BASELINE_REWRITTEN', "'012345678901'"]],
  );
  assert.match(diagnostics[0]?.message ?? '', /^"A\/b" has changed since it was pinned/);
  assert.equal(draft?.hashes['A/a'], '0123456789ab');
});

test('what a baseline names and nothing has is told where it stands', () => {
  const known = know(['A/a', 'A/b', 'R-GEN-08', 'Q-01']);
  assert.deepEqual(load(TEXT, known).diagnostics, []);
  const { diagnostics } = load(TEXT, know(['A/a']));
  assert.deepEqual(
    diagnostics.map(({ code, span }) => [code, TEXT.slice(span?.start, span?.end)]),
    [
      ['BASELINE_ORPHAN', 'A/b'],
      ['BASELINE_ORPHAN', 'R-GEN-08'],
      ['BASELINE_ORPHAN', 'Q-01'],
    ],
  );
});

test('the baseline that its document shows is one', () => {
  const shown = findBlocks('docs/baseline.md', 'yaml')[0]?.text ?? '';
  assert.deepEqual(load(shown).diagnostics, []);
  assert.equal(load(shown).baseline?.deviations.length, 1);
});

test('a baseline without reasons is still read, for another update', () => {
  const { baseline, draft } = load(TEXT.replace('It says nothing.', 'TODO'));
  assert.equal(baseline, null);
  assert.equal(draft?.deviations.length, 2);
  assert.equal(load(TEXT.replace('set: v250\n', '')).draft, null);
});

test('every code of baselines is the code of some mistake here', () => {
  const seen = new Set([...MISTAKES.map(([code]) => code), 'BASELINE_ORPHAN', 'BASELINE_REWRITTEN']);
  assert.deepEqual(
    Object.keys(BASELINE_CODES).filter((code) => !seen.has(code)),
    [],
  );
});
