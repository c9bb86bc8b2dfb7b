import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { SMALL_SET as SET } from '../testing/small-set.ts';
import { loadFaults } from './faults.ts';
import { checkFaults } from './faults-check.ts';

const SCHEMA = JSON.parse(readFileSync(new URL('../../schemas/faults.schema.json', import.meta.url), 'utf8'));
const MODULE = { faults: ['size-one-off', 'late-final', 'unseen'], personalities: ['winnermicro', 'esp-at'] };

const TEXT = `set: ${SET.name}
faults:
  - { id: size-one-off, breaks: [R-HTTPCGET-01], personality: esp-at }
  - { id: late-final, breaks: [R-HTTPCGET-02, R-GEN-01, R-GEN-08, R-HTTPURLCFG-01, W-ECHO] }
  - { id: unseen, equivalent: Nobody looks there. }
`;

const toFile = (text: string) => ({ path: 'specs/faults.yaml', text });
const check = (text: string, sets = [SET]) => checkFaults(toFile(text), SCHEMA, sets, MODULE);

test('each row is a declaration, and what is not said is nothing', () => {
  const { faults, diagnostics } = loadFaults(toFile(TEXT), SCHEMA);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(faults, [
    { id: 'size-one-off', breaks: ['R-HTTPCGET-01'], personality: 'esp-at', equivalent: null },
    {
      id: 'late-final',
      breaks: ['R-HTTPCGET-02', 'R-GEN-01', 'R-GEN-08', 'R-HTTPURLCFG-01', 'W-ECHO'],
      personality: null,
      equivalent: null,
    },
    { id: 'unseen', breaks: [], personality: null, equivalent: 'Nobody looks there.' },
  ]);
  assert.deepEqual(check(TEXT), []);
});

test('a file with mistakes gives no declarations', () => {
  const { faults, diagnostics } = loadFaults(toFile(TEXT.replace('breaks', 'brakes')), SCHEMA);
  assert.equal(faults, null);
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ['UNKNOWN_KEY'],
  );
});

test('every mistake is told with what to write instead', () => {
  const mistakes: [from: string, to: string, code: string, text: RegExp][] = [
    ['size-one-off', 'size-one-of', 'UNKNOWN_FAULT', /did you mean "size-one-off"/],
    ['  - { id: unseen, equivalent: Nobody looks there. }\n', '', 'FAULT_WITHOUT_ROW', /no row.*"unseen"/],
    [', R-HTTPURLCFG-01', '', 'REQUIREMENT_WITHOUT_FAULT', /no fault breaks R-HTTPURLCFG-01: Text of/],
    ['R-HTTPCGET-02', 'R-HTTPCGET-2', 'UNKNOWN_REQUIREMENT', /did you mean "R-HTTPCGET-0/],
    ['esp-at', 'espat', 'FAULT_PERSONALITY', /did you mean "esp-at"/],
    [', equivalent: Nobody looks there.', '', 'FAULT_BREAKS_NOTHING', /came neither/],
    ['unseen,', 'unseen, breaks: [R-HTTPCGET-01],', 'FAULT_BREAKS_NOTHING', /came both/],
    ['late-final', 'unseen', 'DUPLICATE_ID', /stands a second time/],
    [`set: ${SET.name}`, 'set: nobody', 'FAULT_SET', /no command set is called "nobody"/],
  ];
  for (const [from, to, code, text] of mistakes) {
    const found = check(TEXT.replace(from, to)).filter((diagnostic) => diagnostic.code === code);
    assert.equal(found.length, 1, code);
    assert.match(`${found[0]?.message} ${found[0]?.hint}`, text);
    assert.ok(found[0]?.span !== null, 'it has its place');
  }
});
