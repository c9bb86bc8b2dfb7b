import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { compileSchema } from '../document/schema-validator.ts';
import { SCENARIO_PROFILE, SCENARIO_SET, sampleRequirement } from '../testing/scenario-set.ts';
import { compilePhrase } from './compile-phrase.ts';
import { compileStep } from './compile-step.ts';
import type { Phrase } from './phrase.ts';
import { createPhraseBook } from './phrase-book.ts';
import { PHRASE_PARAMETERS } from './phrase-parameters.ts';
import { countValues, PHRASES } from './phrases.ts';
import { resolveSteps } from './resolve-step.ts';
import type { RawStep } from './scenarios.generated.ts';
import { EXPECTATION_KINDS, type Step } from './step.ts';
import type { StepContext } from './step-context.ts';

const BOOK = createPhraseBook();
const IDS = [...new Set(PHRASES.flatMap(({ example }) => example.match(/\b[RQ]-[A-Z0-9-]+/g) ?? []))];
const SET = {
  ...SCENARIO_SET,
  requirements: [
    ...SCENARIO_SET.requirements,
    ...IDS.filter((id) => id.startsWith('R-')).map((id) => sampleRequirement(id)),
  ],
  questions: IDS.filter((id) => id.startsWith('Q-')).map((id) => ({ id, asks: 'x', bearsOn: [], known: [] })),
};
const CONTEXT: StepContext = {
  set: SET,
  profile: SCENARIO_PROFILE,
  place: { path: 'x', line: 1, column: 1 },
  text: 'x',
  role: 'test',
  defaultProves: null,
  recordsOnly: false,
};

/** What stands below the first line of an example, as a phrase gets it. */
function attachmentOf(phrase: Phrase, lines: readonly string[]): unknown[] {
  if (phrase.attachment === 'none') return [];
  if (phrase.attachment === 'text') return [lines.slice(1, -1).join('\n')];
  return [
    lines.map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    ),
  ];
}

/** The steps of `written`, a step's text with a table or text below it. */
function compileText(written: string): readonly Step[] {
  const [text = '', ...below] = written.split('\n');
  const matches = BOOK.match(text);
  assert.deepEqual(
    matches.map(({ phrase }) => phrase.expression),
    [matches[0]?.phrase.expression],
    text,
  );
  const match = matches[0] as (typeof matches)[0];
  const values = () => [...match.readValues(), ...attachmentOf(match.phrase, below)];
  const { steps, faults } = compilePhrase(match.phrase, values, CONTEXT);
  assert.deepEqual(faults, [], written);
  return steps;
}

function compileRaw(...raws: readonly RawStep[]): readonly Step[] {
  const surroundings = { columns: {}, profile: SCENARIO_PROFILE };
  const resolved = resolveSteps(raws, [], 'test', surroundings, (_code, _path, message) =>
    assert.fail(message),
  );
  return resolved.flatMap(({ raw, role }) => compileStep(raw, { ...CONTEXT, role }).steps);
}

for (const phrase of PHRASES)
  test(`the example of "${phrase.expression}" fits it alone and compiles`, () => {
    const [text = ''] = phrase.example.split('\n');
    assert.deepEqual(
      BOOK.match(text).map((match) => match.phrase),
      [phrase],
    );
    assert.ok(compileText(phrase.example).length > 0);
  });

test('a phrase takes as many values as its expression has blanks, and one for what stands below it', () => {
  for (const phrase of PHRASES) assert.equal(phrase.make.length, countValues(phrase), phrase.expression);
});

test('every expectation phrase takes a proof, and no other phrase does', () => {
  for (const phrase of PHRASES) {
    const expects = compileText(phrase.example).some(
      ({ kind, role }) => EXPECTATION_KINDS.has(kind) && role === 'test',
    );
    if (expects) assert.match(phrase.expression, /\{proof\}/, phrase.expression);
  }
});

test('what a phrase stands for could be written in YAML', () => {
  const schema = compileSchema(
    JSON.parse(readFileSync(new URL('../../schemas/scenarios.schema.json', import.meta.url), 'utf8')),
  );
  for (const phrase of PHRASES) {
    const [text = '', ...below] = phrase.example.split('\n');
    const values = [...(BOOK.match(text)[0]?.readValues() ?? []), ...attachmentOf(phrase, below)];
    const steps = phrase.make(...(values as never[]));
    const file = { set: 'http', scenarios: [{ id: 'HTTPCGET/a', title: 'a', steps }] };
    assert.deepEqual(schema.findFaults(file), [], phrase.expression);
  }
});

test('parameter types capture nothing by themselves, so that their texts come whole', () => {
  for (const { name, regexp } of PHRASE_PARAMETERS)
    assert.equal(new RegExp(`${regexp.source}|`).exec('')?.length, 1, name);
});

const SAME: readonly (readonly [gherkin: string, yaml: readonly RawStep[]])[] = [
  ['I send AT+GMR', [{ send: 'AT+GMR' }]],
  ['I send the line "FOO" ended by "\\r"', [{ send: { line: 'FOO', terminator: '\r' } }]],
  ['I send the line "FOO" without a line end', [{ send: { line: 'FOO', terminator: '' } }]],
  [
    'I send the set form of HTTPCPOST with\n| url | |\n| length | 11 |\n| cnt | "2" |\n| http_req_header | A: 1 |\n| http_req_header | B: 2 |',
    [
      {
        send: {
          command: 'HTTPCPOST',
          form: 'set',
          parameters: { url: null, length: 11, cnt: '2', http_req_header: ['A: 1', 'B: 2'] },
        },
      },
    ],
  ],
  ['I write the bytes hex "0d0a"', [{ raw: { hex: '0d0a' } }]],
  ['I write the bytes escaped "a\\x00\\r"', [{ raw: { escaped: 'a\\x00\\r' } }]],
  ['I write the bytes base64 "DQo="', [{ raw: { base64: 'DQo=' } }]],
  ['I write the bytes the file "a/b.bin"', [{ raw: { file: 'a/b.bin' } }]],
  ['I enter 10 bytes of "hello=world"', [{ payload: { text: 'hello=world', first: '10' } }]],
  ['I enter 5 bytes of 9 bytes of repeated "ab"', [{ payload: { repeat: 'ab', bytes: 9, first: 5 } }]],
  [
    'I enter 9 random bytes named "s" in pieces of 2 bytes, 20 ms apart followed by "X\\"Y"',
    [{ payload: { random: 's', bytes: 9, pieces: 2, gap: '20 ms', surplus: 'X"Y' } }],
  ],
  ['I enter "a\\,b" at the prompt', [{ prompt: {} }, { payload: 'a\\,b' }]],
  [
    'the module answers SEND OK or "Error" or an error [R-GEN-09]',
    [{ expect: ['SEND OK', 'Error', 'error'], proves: 'R-GEN-09' }],
  ],
  [
    'the module answers ${profile.error_final} [R-GEN-09]',
    [{ expect: '${profile.error_final}', proves: 'R-GEN-09' }],
  ],
  [
    'the module refuses the command within 2 s [R-GEN-09, Q-15]',
    [
      { prompt: 'none', within: '2 s', proves: 'R-GEN-09', answers: 'Q-15' },
      { expect: 'error', within: '2 s', proves: 'R-GEN-09', answers: 'Q-15' },
    ],
  ],
  ['the module answers OK [record R-GEN-09]', [{ expect: ['OK'], proves: 'R-GEN-09', record: true }]],
  [
    'the module reports +HTTPURLCFG with [R-GEN-09]\n| url_length | 8..8192 |\n| url | /http.+/ |',
    [
      {
        expect: {
          information: '+HTTPURLCFG',
          fields: { url_length: { min: 8, max: 8192 }, url: { matches: 'http.+' } },
        },
        proves: 'R-GEN-09',
      },
    ],
  ],
  [
    'the module reports +HTTPCHEAD at least 2 times [R-GEN-09]',
    [{ expect: { information: '+HTTPCHEAD', count: '2..' }, proves: 'R-GEN-09' }],
  ],
  [
    'no line of the answer is /X\\/.*/ [R-GEN-09]',
    [{ expect: { not: { matches: 'X/.*' } }, proves: 'R-GEN-09' }],
  ],
  ['the line "a" comes twice [R-GEN-09]', [{ expect: { lines: 'a', count: 2 }, proves: 'R-GEN-09' }]],
  ['the body arrives in 2..5 blocks [R-GEN-09]', [{ body: { blocks: '2..5' }, proves: 'R-GEN-09' }]],
  ['the answer took at least 900 ms [R-GEN-09]', [{ elapsed: { min: '900 ms' }, proves: 'R-GEN-09' }]],
  [
    'the origin answers the next request with\n| status | 206 |\n| Content-Range | bytes 0-1/2 |\n| header x-b | 2 |\n| body | hex "00" |\n| chunk bytes | 1 |\n| trickle | 1 byte every 500 ms |\n| times | 2 |',
    [
      {
        origin: {
          status: 206,
          headers: { 'Content-Range': 'bytes 0-1/2', 'x-b': '2' },
          body: { hex: '00' },
          chunk_bytes: 1,
          trickle: { bytes: 1, every: '500 ms' },
          times: 2,
        },
      },
    ],
  ],
  [
    'the origin received one PUT to /put?a=1 with [R-GEN-09]\n| body | plain |\n| X-A | 1 |\n| X-A | 2 |\n| no header | Expect |\n| header line | X-A: 1 |\n| tls | no |\n| connections closed | yes |\n| body bytes | 5 |\n| body as entered | yes |',
    [
      {
        received: {
          method: 'PUT',
          target: '/put?a=1',
          body: 'plain',
          headers: { 'X-A': ['1', '2'] },
          without_headers: ['Expect'],
          header_lines: ['X-A: 1'],
          tls: false,
          connections_closed: true,
          body_bytes: 5,
          body_as_entered: true,
        },
        proves: 'R-GEN-09',
      },
    ],
  ],
  [
    'I keep the field size of +HTTPGETSIZE as n',
    [{ given: [{ expect: { information: '+HTTPGETSIZE', capture: { n: 'size' } } }] }],
  ],
  [
    'I keep the field size of +HTTPGETSIZE as n [R-GEN-09]',
    [{ expect: { information: '+HTTPGETSIZE', capture: { n: 'size' } }, proves: 'R-GEN-09' }],
  ],
  ['the module echoes commands', [{ given: [{ send: 'ATE1' }, { expect: 'success' }] }]],
];

for (const [gherkin, yaml] of SAME)
  test(`"${gherkin.split('\n')[0]}" means the same in YAML`, () => {
    assert.deepEqual(compileText(gherkin), compileRaw(...yaml));
  });

/** `kind.field` of every field that `steps` fill, nested ones of an answer too. */
function filledFields(steps: readonly Step[]): Set<string> {
  const common = new Set(['place', 'text', 'role', 'kind']);
  const names = steps.flatMap((step) => {
    const fields = step.kind === 'origin' ? { ...step, ...step.answer } : step;
    return Object.entries(fields)
      .filter(([name, value]) => !common.has(name) && isFilled(value))
      .map(([name]) => `${step.kind}.${name}`);
  });
  return new Set(names);
}

function isFilled(value: unknown): boolean {
  if (value === null || value === false || value === 0 || value === 'none' || value === 'normal')
    return false;
  return typeof value !== 'object' || value instanceof Uint8Array || Object.keys(value).length > 0;
}

test('every kind and field of a step that YAML fills can be filled in Gherkin', () => {
  const table = (rows: string) => `the origin answers the next request with\n${rows}`;
  const gherkin = [
    ...PHRASES.map(({ example }) => example),
    ...SAME.map(([text]) => text),
    table(
      '| method | GET |\n| path | /x |\n| reason | Fine |\n| framing | none |\n| delay | 1 s |\n| stall | in-body |\n| end | reset |\n| at bytes | 1 |',
    ),
    table('| claimed bytes | 9 |\n| body | at ${origin} |'),
  ].flatMap(compileText);
  const requirement = { proves: 'R-GEN-09', within: '1 s' } as const;
  const yaml = compileRaw(
    { send: { command: 'HTTPCGET', parameters: { url: 'x' }, escape: 'none', terminator: '\r' } },
    { send: { line: 'AT', terminator: '\r' } },
    { raw: 'x' },
    { expect: 'OK', ...requirement, answers: 'Q-15', record: true },
    {
      expect: {
        information: '+HTTPGETSIZE',
        fields: { size: 1 },
        capture: { n: 'size' },
        which: 'all',
        count: 2,
      },
      ...requirement,
    },
    { expect: { lines: 'a', count: 1, capture: { n: 'g' } }, ...requirement },
    { prompt: {}, ...requirement },
    { payload: { text: 'x', first: 1, pieces: 1, gap: '1 ms', surplus: 'y' } },
    {
      body: { text: 'x', sha256: 'a'.repeat(64), as_served: true, block_bytes_max: 1, blocks: 1 },
      ...requirement,
    },
    { body: { bytes: 3 }, ...requirement },
    { silence: '1 s', proves: 'R-GEN-09' },
    { urc: 'x', ...requirement },
    {
      origin: {
        method: 'GET',
        path: '/x',
        status: 200,
        reason: 'x',
        headers: { A: '1' },
        body: '${origin}',
        chunk_bytes: 1,
        delay: '1 s',
        trickle: { bytes: 1, every: '1 s' },
        stall: 'in-body',
        end: 'reset',
        at_bytes: 1,
        times: 2,
      },
    },
    { origin: { claimed_bytes: 4, body: 'x' } },
    {
      received: {
        since: 'scenario',
        requests: 1,
        method: 'GET',
        target: '/',
        headers: { A: '1' },
        header_lines: 'A: 1',
        without_headers: 'B',
        body: 'x',
        body_bytes: 1,
        body_as_entered: true,
        tls: true,
        connections_closed: true,
        capture: { n: 'body' },
      },
      ...requirement,
    },
    { received: 'no body', proves: 'R-GEN-09' },
    { elapsed: { from: 'payload', min: '1 s', max: '2 s' }, proves: 'R-GEN-09' },
    { wait: '1 s' },
    { reset: 'restore' },
    { clean: ['configured_url'] },
    { set: { a: 'b' } },
    { make: { a: 'b' } },
    { note: 'x' },
  );
  const reachable = filledFields(gherkin);
  assert.deepEqual(
    [...filledFields(yaml)].filter((field) => !reachable.has(field)),
    [],
  );
});

test('values that only a phrase can check are told with what would be right', () => {
  const faultOf = (written: string) => {
    const [text = '', ...below] = written.split('\n');
    const [match] = BOOK.match(text);
    assert.ok(match !== undefined, text);
    const values = () => [...match.readValues(), ...attachmentOf(match.phrase, below)];
    return compilePhrase(match.phrase, values, CONTEXT).faults[0]?.message;
  };
  const answer = 'the origin answers the next request with';
  assert.equal(
    faultOf(`${answer}\n| trickle | slowly |`),
    'expected a trickle such as "1 byte every 500 ms", got "slowly"',
  );
  assert.equal(faultOf(`${answer}\n| status |`), 'expected rows of two cells, got 1: | status |');
  assert.equal(
    faultOf('the next lines are [R-GEN-09]\n| a | b |'),
    'expected rows of one cell, got 2: | a | b |',
  );
  assert.equal(
    faultOf('the origin received one GET to / with [R-GEN-09]\n| tls | maybe |'),
    'expected yes or no, got "maybe"',
  );
  assert.equal(
    faultOf('I send the line "AT" ended by "\\xff"'),
    'expected escapes that make a text, got "\\xff"',
  );
});
