import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Profile } from '../../spec/model.ts';
import { loadSetProfiles } from '../set-profiles.ts';
import { decideDiagnosis, fitProfile, judgeSeen } from './judge.ts';
import { compareTrait, type Trait } from './trait.ts';

const { profiles } = loadSetProfiles(fileURLToPath(new URL('../../../', import.meta.url)), 'http');
const find = (name: string) => profiles.find((each) => each.name === name) as Profile;
const WINNERMICRO = find('winnermicro');
const ESP_AT = find('esp-at');

const rest = { topic: 'x', evidence: [] };
const UNKNOWN_WORD: Trait = {
  ...rest,
  key: 'values.unknown_command_final',
  shown: 'ERROR',
  isAtLeast: false,
};
const WRAPPED: Trait = { ...rest, key: 'framing.results', shown: 'wrapped' };
const PROMPT: Trait = { ...rest, key: 'framing.prompts', shown: '\r\n>' };

for (const [title, trait, profile, state] of [
  ['the same word agrees', UNKNOWN_WORD, ESP_AT, 'agrees'],
  ['another word differs', UNKNOWN_WORD, WINNERMICRO, 'differs'],
  ['either form is tolerated', WRAPPED, WINNERMICRO, 'tolerates'],
  ['a mixture is tolerated by nobody', { ...WRAPPED, shown: 'mixed' }, WINNERMICRO, 'differs'],
  ['one of several prompts is tolerated', PROMPT, WINNERMICRO, 'tolerates'],
  ['the only prompt agrees', PROMPT, ESP_AT, 'agrees'],
  ['a prompt that is not listed differs', { ...PROMPT, shown: '> ' }, WINNERMICRO, 'differs'],
  [
    'what the profile calls unknown could be filled in',
    { ...rest, key: 'values.echo_switch', shown: true, isAtLeast: false },
    WINNERMICRO,
    'unknown',
  ],
  [
    'a limit that was not reached fits a greater one',
    { ...rest, key: 'values.line_bytes_max', shown: 200, isAtLeast: true },
    WINNERMICRO,
    'agrees',
  ],
  [
    'a limit that was not reached differs from a smaller one',
    { ...rest, key: 'values.line_bytes_max', shown: 512, isAtLeast: true },
    WINNERMICRO,
    'differs',
  ],
  [
    'a key that the set does not have says nothing',
    { ...rest, key: 'values.no_such', shown: 1, isAtLeast: false },
    WINNERMICRO,
    'silent',
  ],
  [
    'a line end among those that are taken agrees',
    { ...rest, key: 'framing.terminator', shown: ['\r', '\r\n'] },
    WINNERMICRO,
    'agrees',
  ],
  [
    'only another line end differs',
    { ...rest, key: 'framing.terminator', shown: ['\r'] },
    WINNERMICRO,
    'differs',
  ],
  [
    'a word of refusal that is not listed differs',
    { ...rest, key: 'framing.error_finals', shown: ['ERROR', 'CMD PARSE ERR'] },
    ESP_AT,
    'differs',
  ],
] as const)
  test(title, () => {
    assert.equal(compareTrait(trait as Trait, profile).state, state);
  });

test('the profile that fits best comes first, with the keys in which the others differ', () => {
  const { fits } = judgeSeen({ traits: [UNKNOWN_WORD, WRAPPED, PROMPT], remarks: [] }, WINNERMICRO, profiles);
  assert.equal(fits[0]?.profile, 'esp-at');
  assert.deepEqual(fits[0]?.differ, []);
  assert.deepEqual(fitProfile(WINNERMICRO, [UNKNOWN_WORD, WRAPPED]), {
    profile: 'winnermicro',
    agree: [],
    open: ['framing.results'],
    differ: [{ key: 'values.unknown_command_final', declared: 'CMD FORMAT ERR', shown: 'ERROR' }],
  });
});

test('what differs names the profile that says so, and what is open the setting', () => {
  const { findings } = judgeSeen({ traits: [UNKNOWN_WORD, WRAPPED], remarks: [] }, WINNERMICRO, profiles);
  assert.match(findings[0]?.todo ?? '', /^use --profile \S+, or set `unknown_command_final: \{ value: ERROR/);
  assert.equal(findings[1]?.state, 'open');
  assert.match(findings[1]?.todo ?? '', /set `results: wrapped`/);
});

test('no profile is recommended for a key in which it differs itself', () => {
  const usage: Trait = { ...rest, key: 'framing.terminator', shown: ['\n'] };
  const { findings } = judgeSeen(
    { traits: [UNKNOWN_WORD, PROMPT, usage], remarks: [] },
    WINNERMICRO,
    profiles,
  );
  assert.doesNotMatch(findings.find(({ key }) => key === usage.key)?.todo ?? '', /--profile/);
});

test('the gravest finding decides', () => {
  const remark = { topic: 'x', says: '', evidence: [], todo: null, key: null, declared: null, shown: null };
  const decide = (...states: ('agrees' | 'open' | 'disagrees' | 'unusable')[]) =>
    decideDiagnosis(states.map((state) => ({ ...remark, state }))).exitCode;
  assert.equal(decide('agrees', 'open'), 0);
  assert.equal(decide('agrees', 'disagrees'), 1);
  assert.equal(decide('unusable', 'disagrees'), 4);
});
