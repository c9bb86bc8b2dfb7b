/** The form of what came: echo, prompt, line ends and blank lines, as declared and as the module showed them before. */
import { encodeText, escapeBytes } from '../base/bytes.ts';
import { type Exchange, evidenceOf, findPrompt, type Item } from './exchange.ts';
import type { FramingMemory } from './framing-memory.ts';
import type { WireFinding } from './wire-finding.ts';

const show = (text: string) => escapeBytes(encodeText(text));

export function checkEcho(exchange: Exchange, memory: FramingMemory): WireFinding[] {
  // Of an empty line no echo can be told: see the framer.
  if (exchange.interruptions.length > 0 || exchange.sent.text === '') return [];
  const echo = exchange.items.find((item) => item.class === 'echo');
  const answer = exchange.items.find((item) => item.class !== 'urc');
  if (answer === undefined) return [];
  const isDeclared = memory.noteEcho(echo !== undefined);
  const isExact = echo === undefined || echo.flaws.length === 0;
  const expected = memory.echo === true ? `the echo of ${exchange.sent.text}, byte for byte` : 'no echo';
  const received =
    echo === undefined
      ? `no echo; first came ${answer.text}`
      : isExact
        ? `the echo, exact`
        : (echo.flaws[0]?.received ?? '');
  return [
    {
      requirement: 'W-ECHO',
      isMet: isDeclared && isExact,
      expected,
      received,
      evidence: evidenceOf([echo ?? answer]),
    },
  ];
}

export function checkPrompt(exchange: Exchange, memory: FramingMemory): WireFinding[] {
  const prompt = findPrompt(exchange);
  if (prompt === null || exchange.promptForm === null) return [];
  const expected = memory.describePrompts(show);
  const hasOk = exchange.items.some((item) => item.class === 'interim');
  const received = `"${show(exchange.promptForm)}"${hasOk ? '' : ' without OK before it'}`;
  return [
    {
      requirement: 'W-PROMPT',
      isMet: memory.notePrompt(exchange.promptForm) && hasOk,
      expected: `OK, then ${expected}`,
      received,
      evidence: prompt.events,
    },
  ];
}

export function checkLines(exchange: Exchange, memory: FramingMemory): WireFinding[] {
  const lines = exchange.items.filter(
    ({ class: kind, text }) => kind !== 'echo' && kind !== 'urc' && kind !== 'prompt' && text !== '',
  );
  if (lines.length === 0) return [];
  const flawed = lines.find((item) => item.flaws.some(({ requirement }) => requirement === 'W-LINE'));
  if (flawed !== undefined) {
    const flaw = flawed.flaws.find(({ requirement }) => requirement === 'W-LINE');
    return [
      {
        requirement: 'W-LINE',
        isMet: false,
        expected: flaw?.expected ?? '',
        received: flaw?.received ?? '',
        evidence: flawed.events,
      },
    ];
  }
  const misshapen = lines.find(
    (item) => (item.class === 'final' || item.class === 'interim') && !isShaped(exchange, item, memory),
  );
  const isMet = misshapen === undefined;
  const expected = misshapen?.isNumeric === true ? 'a number and CR alone' : memory.describeResults();
  const received = isMet
    ? `${lines.length} lines`
    : `${misshapen.blanksBefore === 0 ? 'no blank line' : misshapen.blanksBefore === 1 ? 'a blank line' : `${misshapen.blanksBefore} blank lines`} before ${misshapen.text}`;
  return [
    {
      requirement: 'W-LINE',
      isMet,
      expected,
      received,
      evidence: evidenceOf(isMet ? lines : [misshapen]).slice(0, 20),
    },
  ];
}

/** A block's own line end and the one that leads a wrapped result look the same: directly after a block either is right. */
function isShaped(exchange: Exchange, item: Item, memory: FramingMemory): boolean {
  if (item.isNumeric === true) return item.blanksBefore === 0;
  const before = exchange.items[exchange.items.indexOf(item) - 1];
  if (before === undefined || before.class === 'echo' || before.class === 'prompt')
    return memory.noteResult(item.blanksBefore);
  if (before.data !== null || before.class === 'urc' || before.class === 'busy')
    return item.blanksBefore <= 1;
  return memory.allowsAfterInformation(item.blanksBefore);
}
