/** Phrases about what the module answers: finals, prompt, information responses, lines. */
import { type PhraseFamily, phrase, phraseWithTable, type Table } from './phrase.ts';
import type { Proof, Within } from './phrase-parameters.ts';
import { parsePattern, readColumn, readPairs } from './phrase-value.ts';
import type { RawPattern, RawStep } from './scenarios.generated.ts';

export const ANSWERING: PhraseFamily = {
  title: 'What the module answers',
  phrases: [
    phrase(
      'the module answers {finals}{within}{proof}',
      'the module answers SEND OK within 5 s [R-HTTPCPOST-03]',
      (finals: string[], within: Within, proof: Proof) => [{ expect: finals, ...within, ...proof }],
    ),
    phrase(
      'the module answers OK and prompts{within}{proof}',
      'the module answers OK and prompts [R-HTTPCPOST-01]',
      (within: Within, proof: Proof) => [{ prompt: {}, ...within, ...proof }],
    ),
    phrase(
      'the module prompts{within}{proof}',
      'the module prompts [R-HTTPCPOST-01]',
      (within: Within, proof: Proof) => [{ prompt: {}, ...within, ...proof }],
    ),
    phrase(
      'the module ends the command without a prompt{within}{proof}',
      'the module ends the command without a prompt [R-HTTPCPOST-10]',
      (within: Within, proof: Proof) => [{ prompt: 'none', ...within, ...proof }],
    ),
    phrase(
      'the module refuses the command{within}{proof}',
      'the module refuses the command [R-HTTPCGET-02]',
      (within: Within, proof: Proof) => [
        { prompt: 'none', ...within, ...proof },
        { expect: 'error', ...within, ...proof },
      ],
    ),
    phrase(
      'the module accepts the command{within}{proof}',
      'the module accepts the command [R-HTTPCGET-02]',
      (within: Within, proof: Proof) => [{ expect: 'success', ...within, ...proof }],
    ),
    phrase(
      'the module is busy{within}{proof}',
      'the module is busy [R-GEN-09]',
      (within: Within, proof: Proof) => [{ expect: 'busy', ...within, ...proof }],
    ),
  ],
};

export const REPORTING: PhraseFamily = {
  title: 'Information responses',
  phrases: [
    phrase(
      'the module reports {prefix}{within}{proof}',
      'the module reports +HTTPGETSIZE within 5 s [R-HTTPGETSIZE-01]',
      (information: string, within: Within, proof: Proof) => [
        { expect: { information }, ...within, ...proof },
      ],
    ),
    phrase(
      'the module reports {prefix} with {field} {pattern}{within}{proof}',
      'the module reports +HTTPGETSIZE with size 100 [R-HTTPGETSIZE-01]',
      (information: string, field: string, pattern: RawPattern, within: Within, proof: Proof) => [
        { expect: { information, fields: { [field]: pattern } }, ...within, ...proof },
      ],
    ),
    phraseWithTable(
      'the module reports {prefix}{within} with{proof}',
      'the module reports +HTTPURLCFG with [R-HTTPURLCFG-05]\n| url_length | 18 |',
      (information: string, within: Within, proof: Proof, table: Table) => [
        { expect: { information, fields: readFields(table) }, ...within, ...proof },
      ],
    ),
    phrase(
      'the module reports {prefix} {times}{within}{proof}',
      'the module reports +HTTPGETSIZE once [R-HTTPGETSIZE-08]',
      (information: string, count: string, within: Within, proof: Proof) => [
        { expect: { information, count }, ...within, ...proof },
      ],
    ),
    phrase(
      'the module reports no {prefix}{within}{proof}',
      'the module reports no +HTTPURLCFG [R-HTTPURLCFG-06]',
      (information: string, within: Within, proof: Proof) => [
        { expect: { information, count: 0 }, ...within, ...proof },
      ],
    ),
    phrase(
      'the next report is {prefix} with {field} {pattern}{within}{proof}',
      'the next report is +HTTPCHEAD with index 0 [R-HTTPCHEAD-08]',
      (information: string, field: string, pattern: RawPattern, within: Within, proof: Proof) => [
        { expect: { information, which: 'next', fields: { [field]: pattern } }, ...within, ...proof },
      ],
    ),
    phraseWithTable(
      'the next report is {prefix}{within} with{proof}',
      'the next report is +HTTPCHEAD with [R-HTTPCHEAD-08]\n| index | 0 |',
      (information: string, within: Within, proof: Proof, table: Table) => [
        { expect: { information, which: 'next', fields: readFields(table) }, ...within, ...proof },
      ],
    ),
    phrase(
      'every {prefix} has {field} {pattern}{within}{proof}',
      'every +HTTPCGET has size 1..2048 [Q-05]',
      (information: string, field: string, pattern: RawPattern, within: Within, proof: Proof) => [
        { expect: { information, which: 'all', fields: { [field]: pattern } }, ...within, ...proof },
      ],
    ),
    phraseWithTable(
      'every {prefix}{within} has{proof}',
      'every +HTTPCHEAD has [R-HTTPCHEAD-08]\n| index | 0.. |',
      (information: string, within: Within, proof: Proof, table: Table) => [
        { expect: { information, which: 'all', fields: readFields(table) }, ...within, ...proof },
      ],
    ),
    phrase(
      'I keep the field {field} of {prefix} as {name}{within}{proof}',
      'I keep the field size of +HTTPGETSIZE as resource_size',
      (field: string, information: string, name: string, within: Within, proof: Proof) =>
        keep({ expect: { information, capture: { [name]: field } }, ...within, ...proof }),
    ),
  ],
};

function readFields(table: Table): Record<string, RawPattern> {
  return Object.fromEntries(readPairs(table).map(([name, cell]) => [name, parsePattern(cell)]));
}

/** An expectation whose purpose is to keep a value: without a requirement it only prepares what follows. */
export function keep(step: RawStep): RawStep[] {
  return step.proves === undefined && step.answers === undefined ? [{ given: [step] }] : [step];
}

export const LINES: PhraseFamily = {
  title: 'Lines of the answer',
  phrases: [
    phrase(
      'the module answers the line {pattern}{within}{proof}',
      'the module answers the line /.*HTTPCGET.*/ [R-GEN-12]',
      (pattern: RawPattern, within: Within, proof: Proof) => [
        { expect: { lines: [pattern] }, ...within, ...proof },
      ],
    ),
    phrase(
      'the next line is {pattern}{within}{proof}',
      'the next line is "+HTTPGETSIZE:100" within 5 s [R-HTTPGETSIZE-01]',
      (pattern: RawPattern, within: Within, proof: Proof) => [
        { expect: { lines: [pattern], order: 'next' }, ...within, ...proof },
      ],
    ),
    phraseWithTable(
      'the module answers the lines{within}{proof}',
      'the module answers the lines [R-HTTPCHEAD-04]\n| /.*X-A: 1.*/ |\n| /.*X-B: 2.*/ |',
      (within: Within, proof: Proof, table: Table) => [
        { expect: { lines: readColumn(table).map(parsePattern) }, ...within, ...proof },
      ],
    ),
    phraseWithTable(
      'the next lines are{within}{proof}',
      'the next lines are [R-HTTPCHEAD-04]\n| /.*X-A: 1.*/ |',
      (within: Within, proof: Proof, table: Table) => [
        { expect: { lines: readColumn(table).map(parsePattern), order: 'next' }, ...within, ...proof },
      ],
    ),
    phraseWithTable(
      'the module answers in any order the lines{within}{proof}',
      'the module answers in any order the lines [R-HTTPCHEAD-04]\n| /.*X-A: 1.*/ |\n| /.*X-B: 2.*/ |',
      (within: Within, proof: Proof, table: Table) => [
        { expect: { lines: readColumn(table).map(parsePattern), order: 'any-order' }, ...within, ...proof },
      ],
    ),
    phrase(
      'the line {pattern} comes {times}{within}{proof}',
      'the line /.*X-A.*/ comes once [R-HTTPCHEAD-04]',
      (pattern: RawPattern, count: string, within: Within, proof: Proof) => [
        { expect: { lines: [pattern], count }, ...within, ...proof },
      ],
    ),
    phrase(
      'no line of the answer is {pattern}{within}{proof}',
      'no line of the answer is /.*X-A.*/ [R-HTTPCHEAD-03]',
      (pattern: RawPattern, within: Within, proof: Proof) => [
        { expect: { not: [pattern] }, ...within, ...proof },
      ],
    ),
    phrase(
      'I keep the group {name} of the line {pattern} as {name}{within}{proof}',
      'I keep the group digits of the line /.*:(?<digits>[0-9]+)/ as shown_size',
      (group: string, pattern: RawPattern, name: string, within: Within, proof: Proof) =>
        keep({ expect: { lines: [pattern], capture: { [name]: group } }, ...within, ...proof }),
    ),
  ],
};
