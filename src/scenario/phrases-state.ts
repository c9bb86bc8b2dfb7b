/** Phrases about the module's state: what it has configured, echo, reset; and about values that a scenario keeps. */
import { type PhraseFamily, phrase, phraseWithTable, type Table } from './phrase.ts';
import type { Data } from './phrase-parameters.ts';
import { readColumn } from './phrase-value.ts';
import type { RawSource, RawStep } from './scenarios.generated.ts';

export const STATE: PhraseFamily = {
  title: "The module's state",
  phrases: [
    phrase('the module is clean', 'the module is clean', () => [{ clean: 'all' }]),
    phrase(
      'the module has no configured URL and no configured headers',
      'the module has no configured URL and no configured headers',
      () => [{ clean: ['configured_url', 'configured_headers'] }],
    ),
    phrase('the module has no configured URL', 'the module has no configured URL', () => [
      { clean: ['configured_url'] },
    ]),
    phrase('the module has no configured headers', 'the module has no configured headers', () => [
      { clean: ['configured_headers'] },
    ]),
    phrase('the state {name} is clean', 'the state configured_url is clean', (state: string) => [
      { clean: [state] },
    ]),
    phrase(
      'the module has the configured URL {data}',
      'the module has the configured URL 300 bytes beginning with "${origin}/anything/"',
      (url: Data) => configure('HTTPURLCFG', 'given_url', url, 'SET OK'),
    ),
    phrase(
      'the module has the configured header {text}',
      'the module has the configured header "X-A: 1"',
      (header: string) => configure('HTTPCHEAD', 'given_header', { text: header }, 'OK'),
    ),
    phraseWithTable(
      'the module has the configured headers',
      'the module has the configured headers\n| X-A: 1 |\n| X-B: 2 |',
      (table: Table) =>
        readColumn(table).flatMap((header) => configure('HTTPCHEAD', 'given_header', { text: header }, 'OK')),
    ),
    phrase('the module echoes commands', 'the module echoes commands', () => prepare('ATE1')),
    phrase('the module does not echo commands', 'the module does not echo commands', () => prepare('ATE0')),
    phrase('the module has done {line}', 'the module has done AT+HTTPCGET="${origin}/get"', (line: string) =>
      prepare(line),
    ),
    phrase('I reset the module', 'I reset the module', () => [{ reset: {} }]),
    phrase(
      'I restore the module to its factory settings',
      'I restore the module to its factory settings',
      () => [{ reset: 'restore' }],
    ),
  ],
};

/** Steps that only prepare, whatever keyword they stand behind: a failure here is inconclusive. */
function prepare(line: string): RawStep[] {
  return [{ given: [{ send: line }, { expect: 'success' }] }];
}

/** The length that is declared is the length of what is entered, whatever the variables in it stand for. */
function configure(command: string, name: string, value: RawSource, final: string): RawStep[] {
  return [
    {
      given: [
        { make: { [name]: value } },
        { send: `AT+${command}=\${${name}.length}` },
        { prompt: {} },
        { payload: { text: `\${${name}}` } },
        { expect: final },
      ],
    },
  ];
}

export const KEEPING: PhraseFamily = {
  title: 'Keeping values',
  phrases: [
    phrase(
      'the variable {name} is {text}',
      'the variable greeting is "hello"',
      (name: string, value: string) => [{ set: { [name]: value } }],
    ),
    phrase(
      'the variable {name} holds {data}',
      'the variable long_url holds 512 bytes beginning with "${origin}/anything/"',
      (name: string, source: Data) => [{ make: { [name]: source } }],
    ),
  ],
};
