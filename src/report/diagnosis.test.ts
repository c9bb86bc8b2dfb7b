import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Diagnosis, Finding } from '../record/diagnosis.ts';
import { assertGolden } from '../testing/golden.ts';
import { renderDiagnosis } from './diagnosis.ts';

const FINDING: Finding = {
  topic: 'echo',
  state: 'open',
  says: 'the device shows off, declared is either',
  key: 'framing.echo',
  declared: 'either',
  shown: 'off',
  evidence: [{ sent: 'AT\\r\\n', received: 'OK\\r\\n' }],
  todo: null,
};

const FINDINGS: readonly Finding[] = [
  FINDING,
  {
    ...FINDING,
    topic: 'word for an unknown command',
    state: 'disagrees',
    says: 'the device shows ERROR, declared is CMD FORMAT ERR',
    key: 'values.unknown_command_final',
    declared: 'CMD FORMAT ERR',
    shown: 'ERROR',
    evidence: [{ sent: 'AT+NOSUCH\\r\\n', received: `${'AT+NOSUCH\\r\\n'.repeat(12)}ERROR\\r\\n` }],
    todo: 'use --profile esp-at, or set `unknown_command_final: { value: ERROR, from: recording }` in its profile, and look again',
  },
  { ...FINDING, topic: 'form of results', state: 'agrees', shown: 'bare', todo: null },
  {
    ...FINDING,
    topic: 'end of a command line',
    state: 'agrees',
    shown: '"\\r\\n"',
    evidence: ['\\r\\n', '\\r', '\\n'].map((end) => ({ sent: `AT${end}`, received: '' })),
  },
  {
    ...FINDING,
    topic: 'word while busy',
    state: 'unseen',
    says: 'nothing harmless takes long enough',
    evidence: [],
  },
  { ...FINDING, topic: 'identity', state: 'seen', says: 'AT+GMR tells what the module is' },
];

const DIFFERS: Diagnosis = {
  format: 'atconform-diagnosis/1',
  tool: { name: 'atconform', version: '0.1.0' },
  address: 'tcp:10.0.0.7:7000',
  usedAddress: 'tcp:10.0.0.7:7000',
  set: 'http',
  profile: 'winnermicro',
  verdict: 'differs',
  exitCode: 1,
  identity: ['AT version:1', 'SDK version:2'],
  findings: FINDINGS,
  fits: [
    { profile: 'esp-at', agree: ['framing.results'], open: ['framing.echo'], differ: [] },
    {
      profile: 'winnermicro',
      agree: [],
      open: ['framing.echo'],
      differ: [{ key: 'values.unknown_command_final', declared: 'CMD FORMAT ERR', shown: 'ERROR' }],
    },
  ],
};

const UNUSABLE: Diagnosis = {
  ...DIFFERS,
  address: '/dev/ttyUSB0',
  usedAddress: '/dev/ttyUSB0?baud=9600',
  verdict: 'unusable',
  exitCode: 4,
  findings: [
    {
      ...FINDING,
      topic: 'rate',
      state: 'unusable',
      says: 'no module answers at 115200 baud, and one does at 9600',
      evidence: [
        { sent: 'AT\\r\\n', received: '\\xc7\\xcc'.repeat(30) },
        { sent: 'AT\\r\\n', received: 'OK\\r\\n' },
      ],
      todo: "use --device '/dev/ttyUSB0?baud=9600'",
    },
  ],
  fits: [],
};

const AS_DECLARED: Diagnosis = {
  ...DIFFERS,
  profile: 'esp-at',
  verdict: 'as-declared',
  exitCode: 0,
  findings: FINDINGS.filter(({ state }) => state !== 'disagrees'),
};

for (const [name, diagnosis] of [
  ['differs', DIFFERS],
  ['unusable', UNUSABLE],
  ['as-declared', AS_DECLARED],
] as const)
  test(`a diagnosis that ends ${name} reads as in its file`, () => {
    const text = renderDiagnosis(diagnosis, { color: false, width: 100 });
    assertGolden(text, new URL(`./golden/diagnosis-${name}.txt`, import.meta.url));
    const rows = text.split('\n').filter((line) => /^ +[→←]|^ {8}/.test(line));
    assert.ok(rows.length > 0 && rows.every((row) => row.length <= 100));
  });

test('colours are never the only signal', () => {
  const colored = renderDiagnosis(DIFFERS, { color: true, width: 100 });
  const plain = colored.replace(/\u001b\[\d+m/g, '');
  assert.notEqual(colored, plain);
  assert.equal(plain, renderDiagnosis(DIFFERS, { color: false, width: 100 }));
});
