import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openFuzzSpace } from '../../generate/fuzz/act.ts';
import type { FuzzFinding, FuzzResult } from '../../record/fuzz.ts';
import type { CommandSet, Profile } from '../../spec/model.ts';
import { loadSetProfiles } from '../set-profiles.ts';
import { createLiveWorld } from '../world.ts';
import { type FuzzInProgress, type FuzzOptions, startFuzz } from './campaign.ts';

const loaded = loadSetProfiles(process.cwd(), 'http');
const set = loaded.set as CommandSet;
const ANY_PORT = { httpAddress: null, httpsAddress: null, hostName: null };

function start(
  personality: string,
  fault: string | null,
  options: Partial<FuzzOptions> & { readonly seed: string },
): FuzzInProgress {
  const profile = loaded.profiles.find(({ name }) => name === personality) as Profile;
  const space = openFuzzSpace(set, profile, false);
  assert.ok(space !== null);
  const text = `sim:${personality}`;
  return startFuzz({
    ...{ space, set, profile, first: 1, runs: 10, forMs: null, restMs: 0 },
    setupLines: [],
    secrets: [],
    readFile: () => new Uint8Array(),
    openWorld: () => createLiveWorld({ kind: 'sim', text, personality, net: 'up', fault }, null, ANY_PORT),
    isModuleRenewed: true,
    repeat: (sequence) => `again ${sequence}`,
    onProgress: () => {},
    ...options,
  });
}

/** What of a result does not depend on the ports that the origin got. */
const describe = ({ findings, counts }: FuzzResult) => ({
  sequences: counts.sequences,
  found: findings.map(({ sequence, requirements, acts, candidates }) => [
    sequence,
    requirements,
    acts,
    candidates,
  ]),
});

for (const [personality, seed] of [
  ['winnermicro', 'one'],
  ['winnermicro', 'two'],
  ['esp-at', 'three'],
] as const)
  test(`a sound ${personality} fails no sequence of seed ${seed}, and many lines are accepted and many refused`, async () => {
    const { findings, counts, stop } = await start(personality, null, { seed }).result;
    assert.deepEqual(
      findings.map(({ expected, received }) => [expected, received]),
      [],
    );
    assert.equal(stop, null);
    assert.equal(counts.sequences, 10);
    assert.ok(counts.accepted > 20 && counts.refused > 2, JSON.stringify(counts));
    assert.ok(counts.sentBytes > 1000 && counts.receivedBytes > 1000, JSON.stringify(counts));
  });

/** Faults that no single line shows, with as many acts as they need. */
const FAULTS: readonly (readonly [fault: string, requirement: string, acts: number])[] = [
  ['second-write-loses-first-byte', 'R-HTTP', 2],
  ['url-used-after-clear', 'R-HTTPURLCFG-03', 2],
  ['url-lost-by-refused-length', 'R-HTTPURLCFG', 2],
  ['busy-kept-silently', 'R-GEN-09', 1],
];

for (const [fault, requirement, acts] of FAULTS)
  test(`the fault ${fault} is found, and shrunk to what shows it`, async () => {
    const isIt = ({ requirements }: FuzzFinding) => requirements[0]?.startsWith(requirement) === true;
    const fuzz: FuzzInProgress = start('winnermicro', fault, {
      seed: 'faults',
      runs: 150,
      onProgress: ({ findings }) => {
        if (findings.some(isIt)) fuzz.interrupt();
      },
    });
    const { findings, counts } = await fuzz.result;
    const found = findings.find(isIt);
    assert.ok(found !== undefined, `not in ${counts.sequences} sequences`);
    assert.ok(found.acts <= acts, `${found.acts} acts`);
    assert.equal(found.unshrunk, null);
    assert.ok(found.ladder.some(({ kind }) => kind === 'tx'));
    assert.match(found.scenarioFile, new RegExp(`# Found by again ${found.sequence}\n`));
  });

test('the same seed finds the same, and a sequence is found again by its number alone', async () => {
  const options = { seed: 'again', runs: 5 };
  const [once, twice] = [
    await start('winnermicro', 'url-keeps-longer-tail', options).result,
    await start('winnermicro', 'url-keeps-longer-tail', options).result,
  ];
  assert.deepEqual(describe(once), describe(twice));
  const [first] = once.findings;
  assert.ok(first !== undefined);
  const alone = await start('winnermicro', 'url-keeps-longer-tail', {
    seed: 'again',
    first: first.sequence,
    runs: 1,
  }).result;
  assert.deepEqual(describe(alone).found, describe(once).found.slice(0, 1));
});

test('a failure that comes again is counted, not told again', async () => {
  const { findings } = await start('winnermicro', 'final-twice-late', { seed: 'count', runs: 6 }).result;
  const signatures = findings.map(({ channel, requirements }) => `${channel} ${requirements[0]}`);
  assert.equal(new Set(signatures).size, signatures.length);
  assert.ok(findings.some(({ seenAgain }) => seenAgain > 0));
});

test('one module that is not renewed is cleaned between sequences, and fails none of them', async () => {
  let opened = 0;
  const { findings, counts, stop } = await start('winnermicro', null, {
    seed: 'kept',
    runs: 8,
    isModuleRenewed: false,
    openWorld: () => {
      opened += 1;
      const sim = { kind: 'sim', text: 'sim:', personality: null, net: 'up', fault: null } as const;
      return createLiveWorld(sim, null, ANY_PORT);
    },
  }).result;
  assert.deepEqual([findings.length, counts.sequences, stop, opened], [0, 8, null, 1]);
});

test('a silent module is the affair of the bench, and nothing is counted', async () => {
  const { findings, counts, stop } = await start('winnermicro', 'module-silent', { seed: 'silent' }).result;
  assert.deepEqual([findings.length, counts.sequences, stop?.kind], [0, 0, 'bench']);
  assert.match(stop?.reason ?? '', /sends nothing/);
});

test('an interruption ends the sequence that runs, and what was found is told', async () => {
  const fuzz: FuzzInProgress = start('winnermicro', 'final-twice-late', {
    seed: 'interrupted',
    runs: 1000,
    onProgress: ({ findings }) => {
      if (findings.length > 0) fuzz.interrupt();
    },
  });
  const { findings, stop } = await fuzz.result;
  assert.equal(stop?.kind, 'interrupted');
  assert.equal(findings.length, 1);
});
