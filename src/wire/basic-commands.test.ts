import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { listBasicCommands } from './basic-commands.ts';

const CASES: readonly (readonly [line: string, commands: string])[] = [
  ['AT', ''],
  ['ATE0', 'E0'],
  ['ATE', 'E0'],
  ['ate1 v0', 'E1 V0'],
  ['ATE0V1Q0', 'E0 V1 Q0'],
  ['AT&FE0', '&F0 E0'],
  ['ATS0=2S3?S7=E0', 'S0=2 S3? S7= E0'],
  ['AT+FCLASS=1', ''],
  ['ATV0+FCLASS=1;Q1', 'V0 Q1'],
  ['ATE0D12345V0', 'E0'],
  ['ATE0"V0', 'E0'],
  ['E0', ''],
  ['', ''],
];

for (const [line, commands] of CASES)
  test(`${JSON.stringify(line)} holds ${commands === '' ? 'no basic command' : commands}`, () => {
    assert.equal(listBasicCommands(line).join(' '), commands);
  });

test('property: any text is read to its end or to what is no command, and never throws', () => {
  fc.assert(
    fc.property(fc.string(), (text) => listBasicCommands(`AT${text}`).every((one) => one.length > 0)),
  );
});
