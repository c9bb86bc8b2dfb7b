import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SCENARIO_PROFILE, SCENARIO_SET } from '../testing/scenario-set.ts';
import { compileStep } from './compile-step.ts';
import type { RawStep } from './scenarios.generated.ts';
import type { Step } from './step.ts';
import type { StepContext } from './step-context.ts';

const CONTEXT: StepContext = {
  set: SCENARIO_SET,
  profile: SCENARIO_PROFILE,
  place: { path: 'x.yaml', line: 1, column: 1 },
  text: 'a step',
  role: 'test',
  defaultProves: 'R-HTTPCGET-01',
  recordsOnly: false,
};

function compile(raw: RawStep, given: Partial<StepContext> = {}): Step {
  const { steps, faults } = compileStep(raw, { ...CONTEXT, ...given });
  assert.deepEqual(faults, []);
  assert.equal(steps.length, 1);
  return steps[0] as Step;
}

function faultsOf(raw: RawStep, given: Partial<StepContext> = {}) {
  return compileStep(raw, { ...CONTEXT, ...given }).faults;
}

/** The step's own fields, without what all steps have. */
function bodyOf(raw: RawStep): Record<string, unknown> {
  const { place, text, role, proves, answers, record, withinMs, ...body } = compile(raw);
  return body;
}

test('a text to send is a line, an object with a command is a call', () => {
  assert.deepEqual(bodyOf({ send: 'AT+GMR' }), {
    kind: 'send',
    content: { kind: 'line', line: 'AT+GMR' },
    terminator: null,
  });
  const parameters = { url: '${origin}/x', length: 2, http_req_header: ['A: 1', 'B: 2'], cnt: null };
  const call = { command: 'HTTPCPOST', form: 'set', parameters, escape: 'none' } as const;
  assert.deepEqual(bodyOf({ send: call }), {
    kind: 'send',
    content: { kind: 'call', ...call },
    terminator: null,
  });
  assert.deepEqual(bodyOf({ send: { line: 'AT', terminator: '\r' } }), {
    kind: 'send',
    content: { kind: 'line', line: 'AT' },
    terminator: '\r',
  });
});

test('a call without a form is a set with parameters and an execute without', () => {
  const formOf = (raw: RawStep) => (bodyOf(raw).content as { form: string }).form;
  assert.equal(formOf({ send: { command: 'HTTPURLCFG', parameters: { url_length: 8 } } }), 'set');
  assert.equal(formOf({ send: { command: 'RESTORE' } }), 'execute');
});

test('every command has a test form, whether the set lists it or not', () => {
  assert.deepEqual(faultsOf({ send: { command: 'HTTPCGET', form: 'test' } }), []);
});

test('unknown commands, forms and parameters are told with the nearest known one', () => {
  const [command] = faultsOf({ send: { command: 'HTTPCGTE', form: 'set' } });
  assert.equal(command?.code, 'UNKNOWN_COMMAND');
  assert.equal(command?.hint, 'did you mean "HTTPCGET"?');
  const [form] = faultsOf({ send: { command: 'HTTPCGET', form: 'query' } });
  assert.equal(form?.message, 'HTTPCGET has no query form');
  const [parameter] = faultsOf({
    send: { command: 'HTTPURLCFG', form: 'set', parameters: { url_lenght: 8 } },
  });
  assert.deepEqual(parameter, {
    code: 'UNKNOWN_PARAMETER',
    path: ['send', 'parameters', 'url_lenght'],
    atKey: true,
    message: 'HTTPURLCFG set has no parameter "url_lenght"',
    hint: 'did you mean "url_length"?',
  });
  const [list] = faultsOf({ send: { command: 'HTTPURLCFG', parameters: { url_length: [1, 2] } } });
  assert.equal(list?.code, 'BAD_VALUE');
});

test('a send has a line or a command, never parts of both', () => {
  assert.equal(faultsOf({ send: {} })[0]?.message, 'expected a line or a command, got neither');
  assert.equal(
    faultsOf({ send: { line: 'AT', form: 'set' } })[0]?.message,
    'form goes with command, not with line',
  );
});

test('finals are words, lists of words, or classes in small letters', () => {
  assert.deepEqual(bodyOf({ expect: 'SEND OK' }), {
    kind: 'final',
    choices: [{ kind: 'exact', text: 'SEND OK' }],
  });
  assert.deepEqual(bodyOf({ expect: ['OK', 'error'] }), {
    kind: 'final',
    choices: [
      { kind: 'exact', text: 'OK' },
      { kind: 'class', class: 'error' },
    ],
  });
  assert.deepEqual(bodyOf({ expect: { final: 'busy' } }), {
    kind: 'final',
    choices: [{ kind: 'class', class: 'busy' }],
  });
});

test('an information response has fields, captures, a place and a number', () => {
  const raw: RawStep = {
    expect: {
      information: '+HTTPURLCFG',
      fields: { url_length: { min: 8, max: '${n}' }, url: { matches: 'http.+' } },
      capture: { seen: 'url' },
      which: 'next',
      count: '1..',
    },
  };
  assert.deepEqual(bodyOf(raw), {
    kind: 'information',
    prefix: '+HTTPURLCFG',
    fields: {
      url_length: { kind: 'number', min: 8, max: '${n}' },
      url: { kind: 'matches', pattern: 'http.+' },
    },
    capture: { seen: 'url' },
    which: 'next',
    count: { min: 1, max: null },
  });
});

test('fields that the set does not name are told', () => {
  const [fault] = faultsOf({ expect: { information: '+HTTPGETSIZE', fields: { sise: 1 } } });
  assert.equal(fault?.message, '+HTTPGETSIZE has no field "sise"');
  const [capture] = faultsOf({ expect: { information: '+HTTPGETSIZE', capture: { x: 'sise' } } });
  assert.equal(capture?.hint, 'did you mean "size"?');
  const [prefix] = faultsOf({ expect: { information: '+FOO', fields: { size: 1 } } });
  assert.equal(prefix?.message, 'the set http names no fields of "+FOO"');
  const [colon] = faultsOf({ expect: { information: '+HTTPGETSIZE:' } });
  assert.equal(colon?.code, 'BAD_VALUE');
});

test('lines come in order, next, in any order, so many times, or not at all', () => {
  const exact = (value: string) => ({ kind: 'exact', value }) as const;
  const lines = { kind: 'lines', count: null, capture: {} };
  assert.deepEqual(bodyOf({ expect: { lines: ['a', 'b'] } }), {
    ...lines,
    mode: 'in-order',
    patterns: [exact('a'), exact('b')],
  });
  assert.equal(bodyOf({ expect: { lines: 'a', order: 'next' } }).mode, 'next');
  assert.equal(bodyOf({ expect: { lines: 'a', order: 'any-order' } }).mode, 'any-order');
  assert.deepEqual(bodyOf({ expect: { lines: 'a', count: 2 } }).count, { min: 2, max: 2 });
  assert.deepEqual(bodyOf({ expect: { not: { matches: 'a.*' } } }), {
    ...lines,
    mode: 'not',
    patterns: [{ kind: 'matches', pattern: 'a.*' }],
  });
});

test('expect is about one thing', () => {
  assert.match(faultsOf({ expect: { final: 'OK', lines: 'a' } })[0]?.message ?? '', /got final and lines/);
  assert.match(faultsOf({ expect: { fields: { a: 1 } } })[0]?.message ?? '', /got none/);
  assert.equal(faultsOf({ expect: { final: 'OK', count: 1 } })[0]?.message, 'count does not go with final');
  assert.equal(faultsOf({ expect: { lines: 'a', count: 1, order: 'next' } })[0]?.code, 'STEP_KIND');
});

test('a prompt comes, or the command ends without one', () => {
  assert.deepEqual(bodyOf({ prompt: {} }), { kind: 'prompt', present: true });
  assert.deepEqual(bodyOf({ prompt: 'none' }), { kind: 'prompt', present: false });
  assert.equal(faultsOf({ prompt: 'nine' })[0]?.hint, 'did you mean "none"?');
});

test('a payload is whole, partial, cut, short or with surplus', () => {
  const whole = { kind: 'payload', first: null, pieceBytes: null, gapMs: 0, surplus: null };
  assert.deepEqual(bodyOf({ payload: 'ok' }), { ...whole, source: { kind: 'text', text: 'ok' } });
  assert.deepEqual(bodyOf({ payload: 'remaining' }), { ...whole, source: null });
  assert.deepEqual(bodyOf({ payload: { remaining: true, surplus: 'X' } }), {
    ...whole,
    source: null,
    surplus: 'X',
  });
  assert.deepEqual(bodyOf({ payload: { random: 's', bytes: 100, first: 10, pieces: 3, gap: '20 ms' } }), {
    ...whole,
    source: { kind: 'random', seed: 's', bytes: 100 },
    first: 10,
    pieceBytes: 3,
    gapMs: 20,
  });
  assert.equal(faultsOf({ payload: { remaining: true, text: 'x' } })[0]?.code, 'STEP_KIND');
  assert.equal(faultsOf({ payload: { text: 'x', gap: '1 ms' } })[0]?.message, 'gap goes with pieces');
  assert.equal(faultsOf({ payload: { text: 'x', pieces: 0 } })[0]?.code, 'BAD_VALUE');
});

test('a url filled to a length is written as the manual’s long URLs are', () => {
  const source = { kind: 'fill', start: '${origin}/anything/', bytes: '${length}' };
  assert.deepEqual(bodyOf({ payload: { url: '${origin}/anything/', fill: '${length}' } }).source, source);
  assert.deepEqual(bodyOf({ payload: { fill: '${origin}/anything/', bytes: '${length}' } }).source, source);
});

test('a body is compared by content, length, digest, origin and blocks', () => {
  const nothing = {
    kind: 'body',
    bytes: null,
    content: null,
    sha256: null,
    asServed: false,
    blockBytesMax: null,
    blocks: null,
  };
  assert.deepEqual(bodyOf({ body: 'x' }), { ...nothing, content: { kind: 'text', text: 'x' } });
  assert.deepEqual(bodyOf({ body: { as_served: true, block_bytes_max: 2048, blocks: '2..' } }), {
    ...nothing,
    asServed: true,
    blockBytesMax: 2048,
    blocks: { min: 2, max: null },
  });
  assert.deepEqual(bodyOf({ body: { bytes: 256 } }), { ...nothing, bytes: 256 });
  assert.deepEqual(bodyOf({ body: { random: 'a', bytes: 9 } }), {
    ...nothing,
    content: { kind: 'random', seed: 'a', bytes: 9 },
  });
  assert.equal(bodyOf({ body: { sha256: 'A'.repeat(64) } }).sha256, 'a'.repeat(64));
  assert.equal(faultsOf({ body: { sha256: 'abc' } })[0]?.code, 'BAD_VALUE');
});

test('an answer of the origin has all its deviations', () => {
  const { answer, bodyText } = bodyOf({
    origin: {
      method: 'GET',
      path: '/x',
      status: 206,
      reason: 'Partial',
      headers: { 'X-A': '1', 'Set-Cookie': ['a', 'b'] },
      body: { random: 'seed', bytes: 100 },
      chunk_bytes: 7,
      delay: '1 s',
      trickle: { bytes: 1, every: '500 ms' },
      stall: 'in-body',
      end: 'reset',
      at_bytes: 50,
      times: 2,
    },
  }) as { answer: unknown; bodyText: unknown };
  assert.equal(bodyText, null);
  assert.deepEqual(answer, {
    method: 'GET',
    path: '/x',
    status: 206,
    reason: 'Partial',
    headers: [
      ['X-A', '1'],
      ['Set-Cookie', 'a'],
      ['Set-Cookie', 'b'],
    ],
    body: { kind: 'seeded', seed: 'seed', length: 100 },
    framing: 'chunked',
    chunkBytes: 7,
    claimedBytes: null,
    delayMs: 1000,
    trickle: { bytes: 1, everyMs: 500 },
    stall: 'in-body',
    end: 'reset',
    atBytes: 50,
    times: 2,
  });
});

test('the body of an answer is made when it is loaded, or resolved when it holds variables', () => {
  const bodyBytes = (raw: NonNullable<RawStep['origin']>['body'] & {}) => {
    const { answer } = bodyOf({ origin: { body: raw } }) as { answer: { body: { bytes: Uint8Array } } };
    return Buffer.from(answer.body.bytes).toString('latin1');
  };
  assert.equal(bodyBytes('abc'), 'abc');
  assert.equal(bodyBytes({ hex: '00 ff' }), '\x00\xff');
  assert.equal(bodyBytes({ base64: 'AAH/' }), '\x00\x01\xff');
  assert.equal(bodyBytes({ repeat: 'ab', bytes: 5 }), 'ababa');
  assert.equal(bodyBytes({ escaped: '\\x80' }), '\x80');
  assert.equal(bodyOf({ origin: { body: 'at ${origin}' } }).bodyText, 'at ${origin}');
  assert.equal(faultsOf({ origin: { body: { file: 'x' } } })[0]?.code, 'BAD_VALUE');
});

test('framing, claims and chunks of an answer must fit', () => {
  const framingOf = (origin: NonNullable<RawStep['origin']>) =>
    (bodyOf({ origin }).answer as { framing: string }).framing;
  assert.equal(framingOf({}), 'length');
  assert.equal(framingOf({ claimed_bytes: 9 }), 'false-length');
  assert.equal(framingOf({ framing: 'none' }), 'none');
  const messages = (origin: NonNullable<RawStep['origin']>) =>
    faultsOf({ origin }).map((each) => each.message);
  assert.deepEqual(messages({ framing: 'false-length' }), ['framing: false-length needs claimed_bytes']);
  assert.deepEqual(messages({ framing: 'none', claimed_bytes: 1 }), [
    'claimed_bytes goes with framing: false-length',
  ]);
  assert.deepEqual(messages({ framing: 'none', chunk_bytes: 1 }), ['chunk_bytes goes with framing: chunked']);
  assert.deepEqual(messages({ times: 0 }), ['expected at least 1 request, got 0']);
  assert.deepEqual(messages({ status: 42 }), ['expected a status of 100 to 599, got 42']);
  assert.deepEqual(messages({ trickle: { bytes: 0, every: '1 ms' } }), ['expected at least 1 byte, got 0']);
});

test('what the origin received is asked in every part', () => {
  const raw: RawStep = {
    received: {
      since: 'scenario',
      requests: 2,
      method: 'POST',
      target: '/post',
      headers: { 'X-A': ['1', '2'], 'Content-Length': 11 },
      header_lines: ['X-A: 1'],
      without_headers: 'Expect',
      body: { hex: '00' },
      body_bytes: 1,
      body_as_entered: true,
      tls: 'true',
      connections_closed: true,
      capture: { host: 'header Host' },
    },
  };
  assert.deepEqual(bodyOf(raw), {
    kind: 'received',
    since: 'scenario',
    requests: 2,
    bodyOnly: false,
    method: 'POST',
    target: '/post',
    headers: [
      { name: 'X-A', values: ['1', '2'] },
      { name: 'Content-Length', values: ['11'] },
    ],
    headerLines: ['X-A: 1'],
    withoutHeaders: ['Expect'],
    body: { kind: 'hex', hex: '00' },
    bodyBytes: 1,
    bodyAsEntered: true,
    tls: true,
    connectionsClosed: true,
    capture: { host: 'header Host' },
  });
});

test('nothing, and no body, are received by name, and nothing more is asked then', () => {
  assert.deepEqual(
    [bodyOf({ received: 'nothing' }).requests, bodyOf({ received: 'nothing' }).bodyOnly],
    [0, false],
  );
  assert.deepEqual(
    [bodyOf({ received: 'no body' }).requests, bodyOf({ received: 'no body' }).bodyOnly],
    [0, true],
  );
  assert.equal(faultsOf({ received: 'nobody' })[0]?.code, 'BAD_VALUE');
  assert.equal(
    faultsOf({ received: { requests: 0, method: 'GET' } })[0]?.message,
    'method asks about a request, and none is expected',
  );
  assert.equal(faultsOf({ received: { capture: { x: 'status' } } })[0]?.code, 'BAD_VALUE');
  assert.equal(bodyOf({ received: { tls: false } }).tls, false);
});

test('times are texts with a unit', () => {
  assert.equal(bodyOf({ silence: '300 ms' }).forMs, 300);
  assert.equal(bodyOf({ wait: '1.5 s' }).forMs, 1500);
  assert.deepEqual(bodyOf({ elapsed: { from: 'payload', min: '1 s', max: '${limit} ms' } }), {
    kind: 'elapsed',
    from: 'payload',
    minMs: 1000,
    maxMs: '${limit}',
  });
  assert.equal(compile({ expect: 'OK', within: '2 min' }).withinMs, 120_000);
  assert.match(faultsOf({ wait: '300' })[0]?.message ?? '', /expected a duration such as "300 ms"/);
  assert.equal(faultsOf({ elapsed: { min: '2 s', max: '1 s' } })[0]?.code, 'BAD_VALUE');
});

test('a limit stands only where something is waited for', () => {
  assert.equal(
    faultsOf({ send: 'AT', within: '1 s' })[0]?.message,
    'send waits for nothing, so within means nothing',
  );
});

test('state, variables and notes have their own steps', () => {
  assert.deepEqual(bodyOf({ reset: {} }), { kind: 'reset', restore: false });
  assert.deepEqual(bodyOf({ reset: { restore: true } }), { kind: 'reset', restore: true });
  assert.deepEqual(bodyOf({ reset: 'restore' }), { kind: 'reset', restore: true });
  assert.deepEqual(bodyOf({ clean: 'all' }), { kind: 'clean', states: null });
  assert.deepEqual(bodyOf({ clean: ['configured_url'] }), { kind: 'clean', states: ['configured_url'] });
  assert.deepEqual(bodyOf({ set: { n: 3 } }), { kind: 'set', name: 'n', value: '3' });
  assert.deepEqual(bodyOf({ make: { u: { repeat: 'a', bytes: 2 } } }), {
    kind: 'make',
    name: 'u',
    source: { kind: 'repeat', text: 'a', bytes: 2 },
  });
  assert.deepEqual(bodyOf({ note: 'hello' }), { kind: 'note', note: 'hello' });
  assert.deepEqual(bodyOf({ urc: 'WIFI DISCONNECT' }), {
    kind: 'urc',
    pattern: { kind: 'exact', value: 'WIFI DISCONNECT' },
  });
  assert.deepEqual(bodyOf({ raw: { hex: '0d 0a' } }), { kind: 'raw', source: { kind: 'hex', hex: '0d0a' } });
  assert.equal(faultsOf({ clean: 'configured_ulr' })[0]?.hint, 'did you mean "configured_url"?');
});

test('several names in one set are several steps', () => {
  const { steps } = compileStep({ set: { a: '1', b: '2' } }, CONTEXT);
  assert.deepEqual(
    steps.map((step) => step.kind === 'set' && step.name),
    ['a', 'b'],
  );
});

test('names with a meaning of their own cannot be taken', () => {
  assert.match(faultsOf({ set: { origin: 'x' } })[0]?.message ?? '', /has a meaning of its own/);
  assert.match(faultsOf({ make: { 'a b': 'x' } })[0]?.message ?? '', /expected a name of letters/);
});

test('a step is exactly one thing', () => {
  assert.match(faultsOf({ send: 'AT', expect: 'OK' })[0]?.message ?? '', /got send and expect/);
  assert.match(faultsOf({ proves: 'R-HTTPCGET-01' })[0]?.message ?? '', /expected one of send, raw/);
});

test('expectations that could not fail are refused', () => {
  const codes = (raw: RawStep) => faultsOf(raw).map((fault) => fault.code);
  assert.deepEqual(codes({ expect: { lines: { matches: '.*' } } }), ['CANNOT_FAIL']);
  assert.deepEqual(codes({ expect: { lines: [] } }), ['CANNOT_FAIL']);
  assert.deepEqual(codes({ expect: { lines: 'a', count: '0..' } }), ['CANNOT_FAIL']);
  assert.deepEqual(codes({ expect: { information: '+HTTPGETSIZE', count: '0..' } }), ['CANNOT_FAIL']);
  assert.deepEqual(codes({ silence: '0 ms' }), ['CANNOT_FAIL']);
  assert.deepEqual(codes({ elapsed: { min: '0 ms' } }), ['CANNOT_FAIL']);
  assert.deepEqual(codes({ body: { blocks: '0..' } }), ['CANNOT_FAIL']);
});

test('what only records need not be able to fail', () => {
  assert.deepEqual(faultsOf({ expect: { lines: { matches: '.*' } }, record: true }), []);
});

test('an expectation proves what it names, or the default of its scenario', () => {
  assert.deepEqual(compile({ expect: 'OK' }).proves, ['R-HTTPCGET-01']);
  assert.deepEqual(compile({ expect: 'OK', proves: ['R-GEN-09'] }).proves, ['R-GEN-09']);
  const [fault] = faultsOf({ expect: 'OK' }, { defaultProves: null });
  assert.equal(fault?.code, 'EXPECTATION_WITHOUT_REQUIREMENT');
});

test('a prompt that names nothing only prepares the payload behind it', () => {
  const step = compile({ prompt: {} }, { defaultProves: null });
  assert.deepEqual([step.role, step.proves], ['given', []]);
  assert.equal(
    faultsOf({ prompt: 'none' }, { defaultProves: null })[0]?.code,
    'EXPECTATION_WITHOUT_REQUIREMENT',
  );
});

test('given steps and acts prove nothing', () => {
  assert.deepEqual(compile({ expect: 'OK' }, { role: 'given' }).proves, []);
  const codes = (raw: RawStep, role: 'given' | 'test') => faultsOf(raw, { role }).map((fault) => fault.code);
  assert.deepEqual(codes({ expect: 'OK', proves: 'R-GEN-09' }, 'given'), ['PROOF_WITHOUT_EXPECTATION']);
  assert.deepEqual(codes({ send: 'AT', proves: 'R-GEN-09' }, 'test'), ['PROOF_WITHOUT_EXPECTATION']);
});

test('unknown requirements and questions are told with their place in the list', () => {
  const [first, second] = faultsOf({ expect: 'OK', proves: ['R-GEN-09', 'R-HTTPCPOST-3'], answers: 'Q-51' });
  assert.deepEqual(
    [first?.code, first?.path, first?.hint],
    ['UNKNOWN_REQUIREMENT', ['proves', 1], 'did you mean "R-HTTPCPOST-03"?'],
  );
  assert.deepEqual([second?.code, second?.path], ['UNKNOWN_QUESTION', ['answers']]);
});

test('what may not be judged is recorded', () => {
  const recorded = (raw: RawStep, given: Partial<StepContext> = {}) => compile(raw, given).record;
  assert.equal(recorded({ expect: 'OK' }), false);
  assert.equal(recorded({ expect: 'OK', record: true }), true);
  assert.equal(recorded({ expect: 'OK', answers: 'Q-15' }), true);
  assert.equal(recorded({ expect: 'OK', proves: 'R-HTTPCGET-09' }), true);
  assert.equal(recorded({ expect: 'OK', proves: ['R-HTTPCGET-09', 'R-GEN-09'] }), false);
  assert.equal(recorded({ expect: 'OK', proves: 'R-HTTPCGET-15' }), false);
  assert.equal(recorded({ expect: '${profile.mystery}' }), true);
  assert.equal(recorded({ expect: 'OK' }, { recordsOnly: true }), true);
  assert.equal(recorded({ expect: 'OK' }, { recordsOnly: true, role: 'given' }), false);
});

test('an act that needs a value unknown to the profile cannot be performed', () => {
  const { inapplicable } = compileStep({ send: 'AT+X=${profile.mystery}' }, CONTEXT);
  assert.equal(inapplicable, 'the profile winnermicro does not know mystery, which `send` needs');
  assert.equal(compileStep({ expect: '${profile.mystery}' }, CONTEXT).inapplicable, null);
});
