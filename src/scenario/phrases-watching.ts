/** Phrases about the body, about time, about unsolicited codes, and about what is only written down. */
import { type PhraseFamily, phrase, phraseWithText } from './phrase.ts';
import type { Data, Proof, Window, Within } from './phrase-parameters.ts';
import type { RawPattern } from './scenarios.generated.ts';

export const BODY: PhraseFamily = {
  title: 'The body that the module hands over',
  phrases: [
    phrase(
      'the body is {data}{within}{proof}',
      'the body is "hello" [R-HTTPCGET-01]',
      (data: Data, within: Within, proof: Proof) => [
        { body: typeof data === 'string' ? { text: data } : data, ...within, ...proof },
      ],
    ),
    phraseWithText(
      'the body is the text{within}{proof}',
      'the body is the text [R-HTTPCGET-01]\n"""\n{ "a": "b" }\n"""',
      (within: Within, proof: Proof, text: string) => [{ body: { text }, ...within, ...proof }],
    ),
    phrase(
      'the body is what the origin served{within}{proof}',
      'the body is what the origin served within 2 min [R-HTTPCGET-08]',
      (within: Within, proof: Proof) => [{ body: { as_served: true }, ...within, ...proof }],
    ),
    phrase(
      'the body has {count} byte(s){within}{proof}',
      'the body has 256 bytes [R-HTTPCGET-07]',
      (bytes: string, within: Within, proof: Proof) => [{ body: { bytes }, ...within, ...proof }],
    ),
    phrase(
      'the body has the SHA-256 {text}{within}{proof}',
      'the body has the SHA-256 "${expected_sha}" [R-HTTPCGET-08]',
      (sha256: string, within: Within, proof: Proof) => [{ body: { sha256 }, ...within, ...proof }],
    ),
    phrase(
      'no block has more than {count} byte(s){within}{proof}',
      'no block has more than 2048 bytes [R-HTTPCGET-09]',
      (bytes: string, within: Within, proof: Proof) => [
        { body: { block_bytes_max: bytes }, ...within, ...proof },
      ],
    ),
    phrase(
      'the body arrives in {amount} block(s){within}{proof}',
      'the body arrives in at least 2 blocks [R-HTTPCGET-08]',
      (blocks: string, within: Within, proof: Proof) => [{ body: { blocks }, ...within, ...proof }],
    ),
  ],
};

export const TIMING: PhraseFamily = {
  title: 'Time, silence and unsolicited codes',
  phrases: [
    phrase(
      'nothing arrives for {duration}{proof}',
      'nothing arrives for 300 ms [R-HTTPCPOST-02]',
      (silence: string, proof: Proof) => [{ silence, ...proof }],
    ),
    phrase(
      'the answer took {window}{proof}',
      'the answer took between 900 ms and 1.5 s [R-HTTPCGET-05]',
      (elapsed: Window, proof: Proof) => [{ elapsed, ...proof }],
    ),
    phrase(
      'the answer took {window} after the last byte entered{proof}',
      'the answer took at most 7 s after the last byte entered [R-HTTPCPOST-03]',
      (elapsed: Window, proof: Proof) => [{ elapsed: { from: 'payload', ...elapsed }, ...proof }],
    ),
    phrase(
      'the unsolicited code {pattern} arrives{within}{proof}',
      'the unsolicited code "WIFI DISCONNECT" arrives within 5 s [R-GEN-13]',
      (urc: RawPattern, within: Within, proof: Proof) => [{ urc, ...within, ...proof }],
    ),
    phrase('I wait {duration}', 'I wait 200 ms', (wait: string) => [{ wait }]),
  ],
};

export const RECORDING: PhraseFamily = {
  title: 'Writing down without judging',
  phrases: [
    phrase(
      'I record the final{within}{proof}',
      'I record the final [Q-15]',
      (within: Within, proof: Proof) => [{ expect: 'any', ...within, ...proof, record: true }],
    ),
    phrase(
      'I record whether the module prompts{within}{proof}',
      'I record whether the module prompts [Q-15]',
      (within: Within, proof: Proof) => [{ prompt: {}, ...within, ...proof, record: true }],
    ),
    phrase(
      'I record the report {prefix}{within}{proof}',
      'I record the report +HTTPGETSIZE [Q-07]',
      (information: string, within: Within, proof: Proof) => [
        { expect: { information }, ...within, ...proof, record: true },
      ],
    ),
    phrase(
      'I record the lines of the answer{within}{proof}',
      'I record the lines of the answer [Q-17]',
      (within: Within, proof: Proof) => [
        { expect: { lines: [{ matches: '.*' }], count: '0..' }, ...within, ...proof, record: true },
      ],
    ),
    phrase('I record the body{within}{proof}', 'I record the body [Q-06]', (within: Within, proof: Proof) => [
      { body: { blocks: '0..' }, ...within, ...proof, record: true },
    ]),
    phrase(
      'I record whether anything arrives for {duration}{proof}',
      'I record whether anything arrives for 500 ms [Q-29]',
      (silence: string, proof: Proof) => [{ silence, ...proof, record: true }],
    ),
    phrase(
      'I record how long the answer took{proof}',
      'I record how long the answer took [Q-30]',
      (proof: Proof) => [{ elapsed: { min: '0 ms' }, ...proof, record: true }],
    ),
    phrase(
      'I record what the origin received{within}{proof}',
      'I record what the origin received [Q-28]',
      (within: Within, proof: Proof) => [{ received: { requests: 1 }, ...within, ...proof, record: true }],
    ),
    phrase('I note {text}', 'I note "the next command is the manual\'s own example"', (note: string) => [
      { note },
    ]),
  ],
};
