import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createRig, makeProfile, type SessionRig } from '../testing/session-rig.ts';
import type { Item } from './exchange.ts';

/** `class text` of every item. */
function show(items: readonly Item[] | undefined): string[] {
  return (items ?? []).map((item) => `${item.class} ${item.text}`);
}

function brokenOf(rig: SessionRig): string[] {
  const closed = rig.session.close();
  return (closed?.findings ?? [])
    .filter(({ isMet }) => !isMet)
    .map(({ requirement, received }) => `${requirement}: ${received}`);
}

function metOf(rig: SessionRig): string[] {
  return (rig.session.close()?.findings ?? [])
    .filter(({ isMet }) => isMet)
    .map(({ requirement }) => requirement);
}

test('a command and its final make an exchange that settles', () => {
  const rig = createRig();
  rig.send('AT');
  assert.equal(rig.session.phase, 'replying');
  rig.receive('\r\nOK\r\n');
  assert.equal(rig.session.phase, 'settled');
  assert.deepEqual(show(rig.session.exchange?.items), ['final OK']);
  assert.deepEqual(metOf(rig), ['R-GEN-08', 'W-FINAL-LAST', 'W-ECHO', 'W-LINE']);
  assert.equal(rig.session.phase, 'idle');
});

test('the OK of a prompting command is no final until it is clear that no prompt follows', () => {
  const rig = createRig();
  rig.send('AT+POST=5');
  rig.receive('\r\nOK\r\n');
  assert.equal(rig.session.phase, 'interim');
  rig.receive('\r\n>');
  assert.equal(rig.session.phase, 'data');
  assert.equal(rig.session.exchange?.promptForm, null);
  rig.advance(10);
  assert.equal(rig.session.exchange?.promptForm, '\r\n>');
  rig.enter('hel');
  assert.equal(rig.session.phase, 'data');
  rig.enter('lo');
  assert.equal(rig.session.phase, 'completing');
  rig.receive('\r\nSEND OK\r\n');
  assert.deepEqual(show(rig.session.exchange?.items), ['interim OK', 'prompt >', 'final SEND OK']);
  assert.deepEqual(brokenOf(rig), []);
});

test('where the spec expects no prompt, a short silence makes OK the final', () => {
  const rig = createRig();
  rig.send('AT+POST=0');
  rig.receive('OK\r\n');
  assert.equal(rig.session.nextDueMs(), 50);
  rig.advance(49);
  assert.equal(rig.session.phase, 'interim');
  rig.advance(1);
  assert.equal(rig.session.phase, 'settled');
  assert.deepEqual(show(rig.session.exchange?.items), ['final OK']);
});

test('a prompt for no bytes at all completes at once', () => {
  const rig = createRig();
  rig.send('AT+POST=0');
  rig.receive('OK\r\n>\r\nOK\r\n');
  assert.equal(rig.session.phase, 'settled');
  assert.deepEqual(show(rig.session.exchange?.items), ['interim OK', 'prompt >', 'final OK']);
});

test('a line sent while another command runs is an interruption, and its refusal no final', () => {
  const rig = createRig();
  rig.send('AT+GET=1');
  assert.equal(rig.send('AT'), null);
  rig.receive('busy p...\r\n');
  assert.equal(rig.session.phase, 'replying');
  rig.receive('OK\r\n');
  assert.deepEqual(show(rig.session.exchange?.items), ['busy busy p...', 'final OK']);
  assert.equal(rig.session.exchange?.interruptions.length, 1);
});

test('a second final is told by R-GEN-08, anything else after the final by W-FINAL-LAST', () => {
  const second = createRig();
  second.send('AT');
  second.receive('OK\r\nERROR\r\n');
  assert.deepEqual(brokenOf(second), ['R-GEN-08: OK, then ERROR']);
  const more = createRig();
  more.send('AT');
  more.receive('OK\r\nand more\r\n');
  assert.match(brokenOf(more).join(), /^W-FINAL-LAST: and more,W-INFO/);
});

test('a command without any final breaks R-GEN-08', () => {
  const rig = createRig();
  rig.send('AT');
  assert.deepEqual(brokenOf(rig), ['R-GEN-08: no final']);
});

test('a line that the spec does not know breaks W-INFO, and a field of the wrong type too', () => {
  const unknown = createRig();
  unknown.send('AT+SIZE?');
  unknown.receive('+SIZE:12\r\n+OTHER:1\r\nOK\r\n');
  assert.deepEqual(brokenOf(unknown), ['W-INFO: the line "+OTHER:1" (8 bytes)']);
  const wrong = createRig();
  wrong.send('AT+SIZE?');
  wrong.receive('+SIZE:x\r\nOK\r\n');
  assert.deepEqual(brokenOf(wrong), ['W-INFO: size is no integer: +SIZE:x']);
  const bare = createRig();
  bare.send('AT+LIST?');
  bare.receive('+LIST:0,bare\r\n+LIST:1,"two",3\r\nOK\r\n');
  assert.deepEqual(brokenOf(bare), ['W-INFO: text stands without quotes: +LIST:0,bare']);
});

test('fields of information responses are named by the spec, strings without their quotes', () => {
  const rig = createRig();
  rig.send('AT+LIST?');
  rig.receive('+LIST:7,"a, \\"b\\""\r\nOK\r\n');
  assert.deepEqual(rig.session.exchange?.items[0]?.fields, { index: '7', text: 'a, "b"' });
});

test('free text is welcome where the spec says so, and for commands that it does not know', () => {
  const rig = createRig();
  rig.send('AT+GMR');
  rig.receive('AT version:1\r\n+GMR:2,3\r\nOK\r\n');
  assert.deepEqual(show(rig.session.exchange?.items), ['text AT version:1', 'text +GMR:2,3', 'final OK']);
  assert.deepEqual(brokenOf(rig), []);
  rig.send('AT+NOPE');
  rig.receive('whatever\r\nERROR\r\n');
  assert.deepEqual(brokenOf(rig), []);
});

test('a counted length that is too short shows as surplus, one that is too long as a response that broke off', () => {
  const short = createRig();
  short.send('AT+GET=1');
  short.receive('+GET:2,abc\r\nOK\r\n');
  assert.deepEqual(brokenOf(short), ['W-COUNT: "c" (1 byte) more before the end of the line']);
  const long = createRig();
  long.send('AT+GET=1');
  long.receive('+GET:20,abc\r\nOK\r\n');
  const broken = brokenOf(long);
  assert.match(broken.join('\n'), /W-COUNT: 9 bytes, the last of them "abc\\r\\nOK\\r\\n"/);
  assert.match(broken.join('\n'), /R-GEN-08: no final/);
});

test('the echo is expected as the module first showed it, and ATE0 and ATE1 change that', () => {
  const rig = createRig();
  rig.send('AT');
  rig.receive('AT\r\n\r\nOK\r\n');
  assert.equal(
    rig.session.close()?.findings.every(({ isMet }) => isMet),
    true,
  );
  rig.send('AT');
  rig.receive('\r\nOK\r\n');
  assert.deepEqual(brokenOf(rig), ['W-ECHO: no echo; first came OK']);
  rig.send('ATE0');
  rig.receive('ATE0\r\n\r\nOK\r\n');
  assert.deepEqual(brokenOf(rig), []);
  rig.send('AT');
  rig.receive('\r\nOK\r\n');
  assert.deepEqual(brokenOf(rig), []);
});

test('an echo whose line end differs breaks W-ECHO', () => {
  const rig = createRig(makeProfile({ echo: 'on' }));
  rig.send('AT');
  rig.receive('AT\r\r\nOK\r\n');
  assert.deepEqual(brokenOf(rig), ['W-ECHO: an echo whose line end differs from what was sent']);
});

test('a tolerant profile takes either form of results, but not a mixture', () => {
  const rig = createRig();
  rig.send('AT');
  rig.receive('OK\r\n');
  assert.deepEqual(brokenOf(rig), []);
  rig.send('AT');
  rig.receive('\r\nOK\r\n');
  assert.deepEqual(brokenOf(rig), ['W-LINE: a blank line before OK']);
});

test('a strict profile takes only its own form, also after information', () => {
  const bare = createRig(makeProfile({ results: 'bare' }));
  bare.send('AT+SIZE?');
  bare.receive('+SIZE:1\r\n\r\nOK\r\n');
  assert.deepEqual(brokenOf(bare), ['W-LINE: a blank line before OK']);
  const wrapped = createRig(makeProfile({ results: 'wrapped' }));
  wrapped.send('AT+SIZE?');
  wrapped.receive('+SIZE:1\r\nOK\r\n');
  assert.deepEqual(brokenOf(wrapped), ['W-LINE: no blank line before OK']);
});

test("directly after a counted block the line end may be the block's own or the result's", () => {
  const rig = createRig(makeProfile({ results: 'wrapped' }));
  rig.send('AT+GET?');
  rig.receive('+GET:3,abc\r\nOK\r\n');
  assert.deepEqual(brokenOf(rig), []);
  rig.send('AT+GET=1');
  rig.receive('+GET:3,abc\r\n\r\nOK\r\n');
  assert.deepEqual(brokenOf(rig), []);
});

test('a final that ends in LF alone breaks W-LINE', () => {
  const rig = createRig();
  rig.send('AT');
  rig.receive('OK\n');
  assert.deepEqual(brokenOf(rig), ['W-LINE: OK ended by \\n']);
});

test('a prompt in an undeclared form, in a mixture, or without OK breaks W-PROMPT', () => {
  const undeclared = createRig(makeProfile({ prompts: ['>\r\n'] }));
  undeclared.send('AT+POST=1');
  undeclared.receive('OK\r\n> ');
  undeclared.enter('a');
  undeclared.receive('SEND OK\r\n');
  assert.deepEqual(brokenOf(undeclared), ['W-PROMPT: "> "']);
  const mixed = createRig();
  for (const [prompt, broken] of [
    ['>\r\n', []],
    ['\r\n>', ['W-PROMPT: "\\r\\n>"']],
  ] as const) {
    mixed.send('AT+POST=1');
    mixed.receive(`OK\r\n${prompt}`);
    mixed.enter('a');
    mixed.receive('SEND OK\r\n');
    assert.deepEqual(brokenOf(mixed), broken);
  }
  const lone = createRig();
  lone.send('AT+POST=1');
  lone.receive('>');
  lone.enter('a');
  lone.receive('SEND OK\r\n');
  assert.deepEqual(brokenOf(lone), ['W-PROMPT: ">" without OK before it']);
});

test('declared unsolicited codes are welcome anywhere between lines, and outside exchanges', () => {
  const rig = createRig();
  rig.receive('WIFI CONNECTED\r\n');
  rig.send('AT+POST=1');
  rig.receive('OK\r\nWIFI GOT IP\r\n>\r\n');
  rig.enter('a');
  rig.receive('WIFI DISCONNECT\r\nSEND OK\r\n');
  assert.deepEqual(brokenOf(rig), []);
});

test('what the bench itself has caused outside any exchange is forgotten', () => {
  const rig = createRig();
  rig.receive('OK\r\n');
  rig.session.forgetIdleItems();
  assert.deepEqual(rig.session.beginScenario(), []);
});

test('an undeclared line outside any exchange breaks W-URC', () => {
  const rig = createRig();
  rig.receive('who asked\r\n');
  const [finding] = rig.session.beginScenario();
  assert.deepEqual([finding?.requirement, finding?.isMet, finding?.received], ['W-URC', false, 'who asked']);
  assert.deepEqual(rig.session.beginScenario(), []);
});

test('a banner that nobody asked for is a crash: the exchange is lost', () => {
  const rig = createRig();
  rig.send('AT+GET=1');
  rig.receive('ready\r\n');
  assert.equal(rig.session.phase, 'lost');
  assert.equal(rig.session.lost, 'the module restarted (ready)');
  assert.match(
    brokenOf(rig).join(),
    /R-GEN-08: no final: the module restarted \(ready\).*W-URC: the module restarted/,
  );
  rig.session.recover();
  assert.equal(rig.session.phase, 'idle');
  assert.equal(rig.session.lost, null);
});

test('a banner in the quiet after a final is a crash too', () => {
  const rig = createRig();
  rig.receive('ready\r\n');
  assert.equal(rig.session.lost, 'the module restarted (ready)');
  assert.equal(rig.session.phase, 'idle');
});

test('after a command that restarts the module the banner is what was asked for', () => {
  const rig = createRig();
  rig.send('AT+RST');
  rig.receive('OK\r\nets Jan 8\r\nready\r\n');
  assert.equal(rig.session.lost, null);
  assert.deepEqual(brokenOf(rig), []);
  const told = createRig();
  told.session.expectBanner();
  told.receive('ready\r\n');
  assert.equal(told.session.lost, null);
});

test('after a restart the echo may be on again, whoever asked for it', () => {
  const restarts: readonly ((rig: SessionRig) => void)[] = [
    (rig) => {
      rig.send('AT+RST');
      rig.receive('OK\r\nready\r\n');
    },
    (rig) => rig.receive('ready\r\n'),
  ];
  for (const restart of restarts) {
    const rig = createRig(makeProfile({ echo: 'either' }));
    rig.send('AT');
    rig.receive('OK\r\n');
    rig.session.close();
    restart(rig);
    rig.session.close();
    rig.session.recover();
    rig.session.beginScenario();
    rig.send('AT');
    rig.receive('AT\r\nOK\r\n');
    assert.deepEqual(brokenOf(rig), []);
  }
});

test('what a surplus payload causes is not held against the exchange', () => {
  const rig = createRig();
  rig.send('AT+POST=1');
  rig.receive('OK\r\n>\r\n');
  rig.enter('ab\r\n', true);
  rig.receive('SEND OK\r\nERROR\r\n');
  assert.deepEqual(brokenOf(rig), []);
  const echoing = createRig(makeProfile({ echo: 'on' }));
  echoing.send('AT+POST=1');
  echoing.receive('AT+POST=1\r\nOK\r\n>\r\n');
  echoing.enter('ab\r\n', true);
  echoing.receive('SEND OK\r\nb\r\nERROR\r\n');
  assert.deepEqual(brokenOf(echoing), []);
});

test('a lost link ends the exchange with its reason', () => {
  const rig = createRig();
  rig.send('AT');
  rig.session.linkLost('the port went away');
  assert.deepEqual(brokenOf(rig), ['R-GEN-08: no final: the port went away']);
});

test('bytes that arrive tell of themselves, echo and unsolicited codes apart, an unfinished line only at the end', () => {
  const rig = createRig();
  rig.send('AT');
  rig.receive('AT\r\nWIFI GOT IP\r\nhal');
  assert.equal(rig.session.arrivedSince(0, false).bytes.length, 0);
  assert.deepEqual(rig.session.arrivedSince(0, true), { bytes: Buffer.from('hal'), events: [2] });
});

test('the items of an exchange know the events that carried them', () => {
  const rig = createRig();
  rig.send('AT+GET=1');
  rig.receive('+GET:4,ab');
  rig.receive('cd\r\nO');
  rig.receive('K\r\n');
  assert.deepEqual(
    rig.session.exchange?.items.map(({ events }) => events),
    [
      [2, 3],
      [3, 4],
    ],
  );
});

test('property: however the answer is cut, items and findings are the same', () => {
  const answers = [
    'AT+GET=1\r\n+GET:5,a\r\nOK\r\n+GET:0,\r\n\r\nOK\r\n',
    '+GET:3,abcd\r\nWIFI GOT IP\r\nstray\r\nERROR\r\nlate\r\n',
  ];
  const outcome = (answer: string, cuts: readonly number[]) => {
    const rig = createRig();
    rig.send('AT+GET=1');
    const offsets = [
      0,
      ...[...cuts].sort((left, right) => left - right).filter((cut) => cut < answer.length),
      answer.length,
    ];
    offsets.slice(1).forEach((end, index) => {
      rig.receive(answer.slice(offsets[index], end));
    });
    const items = show(rig.session.exchange?.items);
    return { items, broken: brokenOf(rig) };
  };
  fc.assert(
    fc.property(fc.constantFrom(...answers), fc.array(fc.nat(60)), (answer, cuts) =>
      assert.deepEqual(outcome(answer, cuts), outcome(answer, [])),
    ),
  );
});

test('property: no bytes whatever bring the session down', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.string(),
          fc.constantFrom('OK\r\n', '>', '\r\n', '+GET:3,', 'ready\r\n', 'ERROR\r\n', 'busy p...\r\n'),
        ),
      ),
      (chunks) => {
        const rig = createRig();
        rig.send('AT+POST=5');
        for (const chunk of chunks) {
          rig.receive(chunk);
          rig.advance(7);
        }
        rig.session.close();
      },
    ),
  );
});
