import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Baseline, loadBaseline } from './baseline.ts';
import { type EditOptions, editBaseline, type Findings } from './baseline-edit.ts';
import type { WayOfFailing } from './way-of-failing.ts';

const SCHEMA = JSON.parse(
  readFileSync(new URL('../../schemas/baseline.schema.json', import.meta.url), 'utf8'),
);

const way = (received: string, channel: WayOfFailing['channel'] = 'scenario'): WayOfFailing => ({
  ...{ channel, verdict: 'fail', breaks: ['R-A-01'], received },
});

function findings(
  ways: Readonly<Record<string, readonly WayOfFailing[]>>,
  given: Partial<Findings> = {},
  hash = '',
): Findings {
  return {
    ...{ set: 'http', profile: 'esp-at', identity: ['AT version:2.4.0'], answers: {}, coverage: null },
    scenarios: Object.entries(ways).map(([id, ways]) => ({
      id,
      hash,
      ways,
    })),
    ...given,
  };
}

function read(text: string): Baseline {
  const { draft, diagnostics } = loadBaseline({ path: 'baseline.yaml', text }, SCHEMA);
  assert.ok(draft !== null, JSON.stringify(diagnostics));
  return draft;
}

function edit(text: string | null, found: Findings, options: EditOptions = { prunes: false }) {
  return editBaseline(text, text === null ? [] : read(text).deviations, found, options);
}

/** By scenario: how it is known to fail, and why. */
function listKnown(text: string): Record<string, string> {
  return Object.fromEntries(
    read(text).deviations.flatMap(({ scenarios, fails, reason }) =>
      scenarios.map((id) => [id, `${fails.map(({ received }) => received).join(', ')}: ${reason}`]),
    ),
  );
}

const FIRST = edit(
  null,
  findings({
    'A/a': [way('OK')],
    'A/b': [way('OK')],
    'A/c': [way('ERROR'), way('no final', 'wire')],
    'A/d': [],
  }),
).text;
/** As a person leaves it. */
const KEPT = FIRST.replace('reason: TODO', 'reason: It takes all. # see the minutes')
  .replace('reason: TODO', 'reason: It says nothing.\n    owner: firmware\n    issue: https://example.org/7')
  .replace('deviations:', '# agreed in spring\ndeviations:');

test('the first baseline has what fails, alike together, and a placeholder for every reason', () => {
  assert.deepEqual(listKnown(FIRST), {
    ...{ 'A/a': 'OK: TODO', 'A/b': 'OK: TODO', 'A/c': 'ERROR, no final: TODO' },
  });
  assert.equal(read(FIRST).deviations.length, 2);
  assert.match(FIRST, /breaks: \[ R-A-01 \]\n {8}received: OK\n {8}fingerprint: [0-9a-f]{12}\n/);
});

test('an update from a run that is as known changes not a character', () => {
  const found = findings({
    'A/a': [way('OK')],
    'A/b': [way('OK')],
    'A/c': [way('ERROR'), way('no final', 'wire')],
  });
  const edited = edit(KEPT, found);
  assert.equal(edited.text, KEPT);
  assert.deepEqual(
    [edited.added, edited.changed, edited.gone, edited.orphans, edited.answers],
    [[], [], [], [], []],
  );
});

test('what is new gets an entry of its own, though it fails as something else does, and comments stay', () => {
  const edited = edit(KEPT, findings({ 'A/a': [way('OK')], 'A/new': [way('OK')] }));
  assert.deepEqual(edited.added, ['A/new']);
  assert.equal(listKnown(edited.text)['A/new'], 'OK: TODO');
  assert.ok(edited.text.startsWith(KEPT.trimEnd()));
});

test('what fails otherwise is asked for its reason anew, and keeps issue and owner', () => {
  const alike = edit(KEPT, findings({ 'A/c': [way('busy')] }));
  assert.deepEqual(alike.changed, ['A/c']);
  assert.equal(listKnown(alike.text)['A/c'], 'busy: TODO: it fails otherwise now; it was: It says nothing.');
  assert.equal(read(alike.text).deviations[1]?.owner, 'firmware');
  const again = edit(alike.text, findings({ 'A/c': [way('late')] }));
  assert.equal(listKnown(again.text)['A/c'], 'late: TODO: it fails otherwise now; it was: It says nothing.');
});

test('one of several scenarios that fails otherwise leaves their entry', () => {
  const edited = edit(KEPT, findings({ 'A/a': [way('OK')], 'A/b': [way('busy')] }));
  const known = listKnown(edited.text);
  assert.equal(known['A/a'], 'OK: It takes all.');
  assert.equal(known['A/b'], 'busy: TODO: it fails otherwise now; it was: It takes all.');
  assert.match(edited.text, /# see the minutes/);
});

test('what fails no more, or exists no more, stays until it is asked to be taken away', () => {
  const found = findings({ 'A/a': [], 'A/b': [way('OK')] }, { coverage: { A: 0.5 } });
  const kept = edit(KEPT, found);
  assert.deepEqual([kept.gone, kept.orphans], [['A/a'], ['A/c']]);
  assert.deepEqual(Object.keys(listKnown(kept.text)), ['A/a', 'A/b', 'A/c']);
  const pruned = edit(KEPT, found, { prunes: true });
  assert.deepEqual(Object.keys(listKnown(pruned.text)), ['A/b']);
});

test('a part of the suite says nothing of what it did not run, and only adds answers', () => {
  const part = edit(KEPT, findings({ 'A/b': [way('OK')] }, { answers: { 'Q-01': ['b'] } }));
  assert.deepEqual(part.orphans, []);
  const whole = findings({}, { answers: { 'Q-01': ['a'] }, coverage: { A: 0.5 } });
  assert.deepEqual(read(edit(part.text, findings({}, { answers: { 'Q-01': ['a'] } })).text).answers, {
    'Q-01': ['a', 'b'],
  });
  const baseline = read(edit(part.text, whole).text);
  assert.deepEqual([baseline.answers, baseline.coverage], [{ 'Q-01': ['a'] }, { A: 0.5 }]);
});

test('an entry for other firmware is left alone, and one beside it must say which firmware it is for', () => {
  const other = KEPT.replace('owner: firmware', "owner: firmware\n    firmware: '<2.0'");
  const edited = edit(other, findings({ 'A/c': [way('busy')] }));
  assert.ok(edited.text.startsWith(other.trimEnd()));
  assert.deepEqual(edited.added, ['A/c']);
  const { diagnostics } = loadBaseline({ path: 'baseline.yaml', text: edited.text }, SCHEMA);
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ['BASELINE_WITHOUT_REASON', 'BASELINE_FIRMWARE'],
  );
});

test('what an entry names is pinned as it is, and pinned anew where it does something else', () => {
  const [before, now] = ['0123456789ab', '012345678901'];
  const first = edit(KEPT, findings({ 'A/a': [way('OK')], 'A/d': [] }, {}, before));
  assert.deepEqual([read(first.text).hashes, first.rewritten], [{ 'A/a': before }, []]);
  const again = edit(first.text, findings({ 'A/a': [way('OK')] }, {}, now));
  assert.deepEqual([read(again.text).hashes, again.rewritten], [{ 'A/a': now }, ['A/a']]);
  assert.equal(listKnown(again.text)['A/a'], 'OK: It takes all.');
  const gone = edit(again.text, findings({ 'A/a': [] }, {}, now), { prunes: true });
  assert.deepEqual(read(gone.text).hashes, {});
});
