import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadProject } from '../run/project.ts';
import { findMissingOutcome } from '../scenario/assemble-scenario.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { assertGolden } from '../testing/golden.ts';
import { GENERATE_KINDS, generateScenarios } from './generate.ts';

const { set, profile } = await loadProject(process.cwd(), 'http', null);
assert.ok(set !== null && profile !== null);

const all = (seed: string): readonly Scenario[] =>
  generateScenarios(set, profile, { kinds: GENERATE_KINDS, seed });
const ofKind = (kind: (typeof GENERATE_KINDS)[number], seed = '1') =>
  generateScenarios(set, profile, { kinds: [kind], seed });

test('the set of the HTTP commands gives a thousand cases and more, of every kind', () => {
  assert.ok(all('1').length >= 1000, `${all('1').length} cases`);
  for (const kind of GENERATE_KINDS) assert.ok(ofKind(kind).length > 0, kind);
});

test('ids are unique, and the same seed gives the same cases to the byte', () => {
  for (const seed of ['1', 'another']) {
    const ids = all(seed).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(all(seed), all(seed));
  }
});

test('boundary and malformed cases are the same for every seed', () => {
  assert.deepEqual(ofKind('boundary', '1'), ofKind('boundary', '2'));
  assert.deepEqual(ofKind('malformed', '1'), ofKind('malformed', '2'));
  assert.notDeepEqual(ofKind('sequence', '1'), ofKind('sequence', '2'));
});

test('each case can fail, is for requirements that exist, and says why in a note', () => {
  const known = new Set(set.requirements.map(({ id }) => id));
  for (const scenario of all('1')) {
    const { id, steps, requirements, questions } = scenario;
    assert.equal(findMissingOutcome(steps), null, id);
    assert.ok(requirements.length + questions.length > 0, id);
    for (const requirement of requirements) assert.ok(known.has(requirement), `${id}: ${requirement}`);
    assert.ok(
      steps.some((step) => step.kind === 'note' && step.note.length > 0),
      id,
    );
  }
});

test('a case stands at the line of the spec that it comes from', () => {
  const found = ofKind('boundary').find(
    ({ id }) => id === 'HTTPURLCFG/generated/boundary/url_length/above-8192',
  );
  assert.equal(found?.place.path, 'specs/http/commands/httpurlcfg.yaml');
  assert.ok((found?.place.line ?? 0) > 10);
  assert.deepEqual(found?.tags, ['@generated', '@generated-boundary', '@HTTPURLCFG']);
  assert.deepEqual(found?.requirements, ['R-HTTPURLCFG-04', 'R-GEN-10']);
});

test('a set without rules for cases has none, and so has a run that asks for no kind', () => {
  const { cases: _cases, ...ruleless } = set;
  assert.deepEqual(generateScenarios(ruleless, profile, { kinds: GENERATE_KINDS, seed: '1' }), []);
  assert.deepEqual(generateScenarios(set, profile, { kinds: [], seed: '1' }), []);
});

test('a refused case waits for the error, for no prompt, and for a module that still answers', () => {
  const [refused] = ofKind('boundary').filter(({ id }) =>
    id.endsWith('HTTPCPOST/generated/boundary/length/below-0'),
  );
  const kinds = refused?.steps.filter(({ role }) => role === 'test').map(({ kind }) => kind);
  assert.deepEqual(kinds, ['send', 'prompt', 'final', 'received', 'send', 'final']);
});

test('the boundary cases of one command are these', () => {
  const listed = ofKind('boundary')
    .filter(({ command }) => command === 'HTTPURLCFG')
    .map(({ id, steps }) => `${id}\n${steps.map(({ text }) => `    ${text}`).join('\n')}\n`);
  assertGolden(listed.join(''), new URL('./golden/httpurlcfg.txt', import.meta.url));
});
