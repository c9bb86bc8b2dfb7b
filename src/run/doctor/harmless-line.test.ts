import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { CommandSet } from '../../spec/model.ts';
import { loadSetProfiles } from '../set-profiles.ts';
import {
  findPromptingLine,
  findRefusedLine,
  findStretchableLine,
  writeUnknownLine,
} from './harmless-line.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const HTTP = loadSetProfiles(ROOT, 'http').set as CommandSet;
const V250 = loadSetProfiles(ROOT, 'v250').set as CommandSet;

test('a set that prompts gives a prompting line whose state can be put back', () => {
  const line = findPromptingLine(HTTP);
  assert.deepEqual(line, { line: 'AT+HTTPURLCFG=8', declared: 8, states: ['configured_url'] });
});

test('a set without prompts gives none', () => {
  assert.equal(findPromptingLine(V250), null);
});

test('a state that nobody can put back is left alone', () => {
  const bare: CommandSet = { ...HTTP, housekeeping: { ...HTTP.housekeeping, cleanings: [] } };
  assert.equal(findPromptingLine(bare), null);
  assert.equal(findRefusedLine(bare), null);
  assert.equal(findStretchableLine(bare), null);
});

test('a destructive form is never tried', () => {
  const commands = HTTP.commands.map((command) => ({
    ...command,
    forms: command.forms.map((form) => ({ ...form, destructive: true })),
  }));
  assert.equal(findPromptingLine({ ...HTTP, commands }), null);
  assert.equal(findRefusedLine({ ...HTTP, commands }), null);
});

test('a wrong number stands in a hole of what the parameter takes, or above it', () => {
  assert.equal(findRefusedLine(HTTP)?.line, 'AT+HTTPURLCFG=7');
  assert.equal(findRefusedLine(V250)?.line, 'ATS0=256');
});

test('a line is stretched to any length without changing what it means', () => {
  const line = findStretchableLine(HTTP);
  assert.equal(line?.stretch(20), 'AT+HTTPURLCFG=000000');
  assert.equal(line?.stretch(257).length, 257);
  assert.equal(findStretchableLine(V250)?.stretch(9), 'ATS0=0000');
});

test('the unknown command is none of the set, nor the beginning of one', () => {
  const [first] = HTTP.commands;
  const set = { ...HTTP, commands: [{ ...(first as CommandSet['commands'][number]), name: 'NOSUCHX' }] };
  assert.equal(writeUnknownLine(HTTP), 'AT+NOSUCH');
  assert.equal(writeUnknownLine(set), 'AT+NOSUCHXX');
});
