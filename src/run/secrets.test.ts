import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Bytes, concatBytes, decodeLatin1, encodeText, escapeBytes } from '../base/bytes.ts';
import type { RunEvent } from '../record/event.ts';
import { decodeRecordedBytes, encodeRecordedBytes } from '../record/recorded-bytes.ts';
import { maskTraffic } from './masked-traffic.ts';
import { SecretHold } from './secret-hold.ts';
import { listOwnTexts, Secrets } from './secrets.ts';

/** With what every kind of quoting changes. */
const SECRET = 'gä\\n"s e,füß/+key';

const maskText = (secrets: Secrets, text: string) => decodeLatin1(secrets.maskBytes(encodeText(text)));

test('a secret is masked wherever it stands, the longer one first', () => {
  const secrets = new Secrets(['door', 'doorbell', '']);
  assert.equal(secrets.maskText('a doorbell, a door'), 'a ***, a ***');
  assert.equal(maskText(secrets, '"doorbell"\r\n'), '"***"\r\n');
  assert.equal(new Secrets([]).maskText('a door'), 'a door');
});

test('every line of a secret is one, unless it is too short to tell', () => {
  const secrets = new Secrets(['-----BEGIN KEY-----\nMIIEabcd\n==\n']);
  assert.equal(secrets.maskText('MIIEabcd == -----BEGIN KEY-----'), '*** == ***');
});

test('a secret is masked however it is spelled', () => {
  const secrets = new Secrets([SECRET]);
  const bytes = Buffer.from(SECRET);
  const spelled = [
    SECRET,
    bytes.toString('latin1'),
    escapeBytes(bytes),
    JSON.stringify(SECRET).slice(1, -1),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('hex').replace(/..(?!$)/g, '$& '),
    encodeURIComponent(SECRET),
    encodeURIComponent(SECRET).toLowerCase().replaceAll('%20', '+'),
    new URLSearchParams({ a: SECRET }).toString().slice(2),
    SECRET.replace(/[\\",]/g, '\\$&'),
  ];
  for (const text of spelled) assert.equal(secrets.maskText(`<${text}>`), '<***>', text);
});

test('a secret within base64 is masked wherever it begins', () => {
  const secrets = new Secrets([SECRET]);
  for (const user of ['', 'a', 'ab', 'abc'])
    for (const encoding of ['base64', 'base64url'] as const) {
      const text = Buffer.from(`${user}${SECRET}:rest`).toString(encoding);
      const masked = secrets.maskText(`Basic ${text}`);
      assert.match(masked, /^Basic \S{0,5}\*\*\*/);
      assert.ok(masked.length < `Basic ${text}`.length - Buffer.from(SECRET).length, masked);
    }
});

test('of a secret that a text cuts short hardly anything is left', () => {
  const secrets = new Secrets(['correct horse']);
  assert.equal(secrets.maskText('received "the correct ho… (80 bytes)"'), 'received "the ***… (80 bytes)"');
  assert.equal(secrets.maskText('"…ect horse" came'), '"…***" came');
  assert.equal(secrets.maskText('and so on…'), 'and so on…');
});

test('words that events are made of stay, also where a secret is the same word', () => {
  const secrets = new Secrets(['pass'], listOwnTexts([]));
  assert.equal(secrets.maskText('pass'), 'pass');
  assert.equal(secrets.maskText('the pass'), 'the ***');
});

test('of bytes that are sent in pieces none shows a part of a secret', () => {
  const secrets = new Secrets(['geheim']);
  const whole = encodeText('key=geheim&x');
  for (let size = 1; size <= whole.length; size += 1) {
    let shown = '';
    for (let start = 0; start < whole.length; start += size)
      shown += decodeLatin1(
        secrets.maskBytesWithin(
          whole.subarray(0, start),
          whole.subarray(start, start + size),
          whole.subarray(start + size),
        ),
      );
    assert.match(shown, /^key=(\*\*\*)+&x$/, `${size} bytes at a time`);
  }
});

/** What is shown of `bytes` that come in pieces of these lengths, and then nothing more. */
function showPieces(
  secrets: Secrets,
  bytes: Bytes,
  lengths: readonly number[],
): { shown: string; all: Bytes } {
  const hold = new SecretHold(secrets);
  const parts = [];
  let start = 0;
  for (const length of [...lengths, bytes.length]) {
    parts.push(hold.take(bytes.subarray(start, start + length)));
    start += length;
  }
  parts.push(hold.release());
  assert.ok(!hold.isHolding);
  return {
    shown: parts.map(({ shown }) => decodeLatin1(shown)).join(''),
    all: concatBytes(parts.map((part) => part.bytes)),
  };
}

test('however an answer is cut, what is shown is what is shown of the whole, and no byte is lost', () => {
  const secrets = new Secrets(['geheim', 'heimat', 'eimer1']);
  const texts = fc.array(
    fc.constantFrom('geheim', 'geheimat', 'gehei', 'heim', 'eimer1', 'e', 'g', '\r\nOK\r\n', '>'),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(texts, fc.array(fc.integer({ min: 1, max: 9 })), (words, lengths) => {
      const bytes = encodeText(`${words.join('')}.`);
      const { shown, all } = showPieces(secrets, bytes, lengths);
      assert.equal(shown, decodeLatin1(secrets.maskBytes(bytes)));
      assert.equal(decodeLatin1(all), decodeLatin1(bytes));
    }),
  );
});

test('what can be no beginning of a secret is not held, and what can be is let go where nothing follows', () => {
  const secrets = new Secrets(['> geheim']);
  const hold = new SecretHold(secrets);
  assert.equal(decodeLatin1(hold.take(encodeText('OK\r\n')).shown), 'OK\r\n');
  assert.equal(hold.take(encodeText('> ')).bytes.length, 0);
  assert.ok(hold.isHolding);
  assert.deepEqual(hold.release(), { bytes: encodeText('> '), shown: encodeText('> ') });
  assert.equal(decodeLatin1(hold.take(encodeText('geheim\r\n')).shown), '***\r\n');
  hold.take(encodeText('> geh'));
  assert.equal(decodeLatin1(hold.release().shown), '***');
});

test('without a secret nothing is held', () => {
  const hold = new SecretHold(new Secrets([]));
  assert.equal(decodeLatin1(hold.take(encodeText('> ')).shown), '> ');
  assert.ok(!hold.isHolding);
});

test('a secret in a recording of another program is masked across its events', () => {
  const event = (n: number, kind: 'tx' | 'rx', text: string) =>
    ({ n, t: n, kind, bytes: encodeRecordedBytes(encodeText(text)) }) as RunEvent;
  const events = [
    event(1, 'rx', 'a ge'),
    event(2, 'tx', 'x'),
    event(3, 'rx', 'heim b'),
    event(4, 'tx', 'geheim'),
  ];
  const masked = maskTraffic(events, new Secrets(['geheim']));
  const texts = masked.map((one) =>
    'bytes' in one && one.bytes ? decodeLatin1(decodeRecordedBytes(one.bytes)) : '',
  );
  assert.deepEqual(texts, ['a ***', 'x', '*** b', '***']);
  assert.deepEqual(maskTraffic(events, new Secrets([])), events);
});
