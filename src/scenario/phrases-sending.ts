/** Phrases that send: command lines, raw bytes, the bytes of a data phase. */
import { type PhraseFamily, phrase, phraseWithTable, phraseWithText, type Table } from './phrase.ts';
import type { Cut, Data, Surplus } from './phrase-parameters.ts';
import { groupPairs, parseArgument, readPairs } from './phrase-value.ts';
import type { RawArgument, RawPayload, RawStep } from './scenarios.generated.ts';

export const SENDING: PhraseFamily = {
  title: 'Sending a command',
  phrases: [
    phrase('I send {line}', 'I send AT+HTTPCGET="${origin}/get"', (line: string) => [{ send: line }]),
    phrase('I send the line {text}', 'I send the line "FOO"', (line: string) => [{ send: { line } }]),
    phrase(
      'I send the line {text} ended by {escaped}',
      'I send the line "AT" ended by "\\r"',
      (line: string, terminator: string) => [{ send: { line, terminator } }],
    ),
    phrase(
      'I send the line {text} without a line end',
      'I send the line "AT" without a line end',
      (line: string) => [{ send: { line, terminator: '' } }],
    ),
    phrase(
      'I send the {form} form of {command}',
      'I send the query form of HTTPURLCFG',
      (form: string, command: string) => [{ send: { command, form } }],
    ),
    phraseWithTable(
      'I send the {form} form of {command} with',
      'I send the set form of HTTPURLCFG with\n| url_length | 8 |',
      (form: string, command: string, table: Table) => [
        { send: { command, form, parameters: readParameters(table) } },
      ],
    ),
    phraseWithTable(
      'I send the {form} form of {command}, strings unescaped, with',
      'I send the set form of HTTPCGET, strings unescaped, with\n| url | ${origin}/get |',
      (form: string, command: string, table: Table) => [
        { send: { command, form, parameters: readParameters(table), escape: 'none' } },
      ],
    ),
    phrase('I write the bytes {data}', 'I write the bytes escaped "AT\\r\\n"', (data: Data) => [
      { raw: data },
    ]),
  ],
};

function readParameters(table: Table): Record<string, RawArgument> {
  return groupPairs(readPairs(table).map(([name, cell]) => [name, parseArgument(cell)] as const)) as Record<
    string,
    RawArgument
  >;
}

export const ENTERING: PhraseFamily = {
  title: 'Entering data after a prompt',
  phrases: [
    phrase(
      'I enter {data}{cut}{surplus}',
      'I enter "hello=world" in pieces of 4 bytes, 20 ms apart',
      (data: Data, cut: Cut, surplus: Surplus) => [enter(data, cut, surplus)],
    ),
    phrase(
      'I enter {data} at the prompt{cut}{surplus}',
      'I enter "hello" at the prompt followed by "EXTRA"',
      (data: Data, cut: Cut, surplus: Surplus) => [{ prompt: {} }, enter(data, cut, surplus)],
    ),
    phrase(
      'I enter (the first ){count} byte(s) of {data}{cut}',
      'I enter 10 bytes of "hello=world"',
      (first: string, data: Data, cut: Cut) => [enter(data, cut, { first })],
    ),
    phrase(
      'I enter (the first ){count} byte(s) of {data} at the prompt{cut}',
      'I enter the first 10 bytes of "hello=world" at the prompt',
      (first: string, data: Data, cut: Cut) => [{ prompt: {} }, enter(data, cut, { first })],
    ),
    phrase(
      'I enter the remaining bytes{cut}{surplus}',
      'I enter the remaining bytes',
      (cut: Cut, surplus: Surplus) => [{ payload: { remaining: true, ...cut, ...surplus } }],
    ),
    phraseWithText('I enter the text', 'I enter the text\n"""\n{ "a": "b" }\n"""', (text: string) => [
      { payload: { text } },
    ]),
    phraseWithText(
      'I enter the text at the prompt',
      'I enter the text at the prompt\n"""\n{ "a": "b" }\n"""',
      (text: string) => [{ prompt: {} }, { payload: { text } }],
    ),
  ],
};

function enter(data: Data, ...more: readonly Partial<Exclude<RawPayload, string>>[]): RawStep {
  const source = typeof data === 'string' ? { text: data } : data;
  return { payload: Object.assign({}, source, ...more) };
}
