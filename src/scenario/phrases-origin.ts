/** Phrases about the origin: how it is to answer, and what reached it. */
import { type PhraseFamily, phrase, phraseWithTable, phraseWithText, type Table } from './phrase.ts';
import { readAnswerTable, readHeaderText, readRequestTable } from './phrase-origin-table.ts';
import type { Data, Proof, Within } from './phrase-parameters.ts';
import { keep } from './phrases-answering.ts';
import type { RawReceived, RawStep } from './scenarios.generated.ts';

export const ORIGIN: PhraseFamily = {
  title: 'How the origin answers',
  phrases: [
    phrase(
      'the origin answers the next request with {data}',
      'the origin answers the next request with 65536 random bytes named "big"',
      (body: Data) => [{ origin: { body } }],
    ),
    phraseWithText(
      'the origin answers the next request with the text',
      'the origin answers the next request with the text\n"""\nOK\n"""',
      (text: string) => [{ origin: { body: { text } } }],
    ),
    phraseWithTable(
      'the origin answers the next request with',
      'the origin answers the next request with\n| status | 404 |\n| body | gone |\n| X-A | 1 |',
      (table: Table) => [{ origin: readAnswerTable(table) }],
    ),
    phrase(
      'the origin answers the next request with status {count}',
      'the origin answers the next request with status 204',
      (status: string) => [{ origin: { status } }],
    ),
    phrase(
      'the origin answers the next request with status {count} and {data}',
      'the origin answers the next request with status 404 and "gone"',
      (status: string, body: Data) => [{ origin: { status, body } }],
    ),
    phrase(
      'the origin redirects the next request with status {count} to {text}',
      'the origin redirects the next request with status 302 to "${origin}/get"',
      (status: string, Location: string) => [{ origin: { status, headers: { Location } } }],
    ),
    phrase(
      'the origin answers the next request in chunks of {count} byte(s) with {data}',
      'the origin answers the next request in chunks of 1 byte with "hello"',
      (chunkBytes: string, body: Data) => [{ origin: { chunk_bytes: chunkBytes, body } }],
    ),
    phrase(
      'the origin answers the next request without a length with {data}',
      'the origin answers the next request without a length with "hello"',
      (body: Data) => [{ origin: { framing: 'none', body } }],
    ),
    phrase(
      'the origin claims {count} byte(s) and answers the next request with {data}',
      'the origin claims 100 bytes and answers the next request with "hello"',
      (claimed: string, body: Data) => [{ origin: { claimed_bytes: claimed, body } }],
    ),
    phrase(
      'the origin answers the next request with {data} after {duration}',
      'the origin answers the next request with "late" after 2 s',
      (body: Data, delay: string) => [{ origin: { delay, body } }],
    ),
    phrase(
      'the origin trickles {data} to the next request, {count} byte(s) every {duration}',
      'the origin trickles "hello" to the next request, 1 byte every 500 ms',
      (body: Data, bytes: string, every: string) => [{ origin: { body, trickle: { bytes, every } } }],
    ),
    phrase(
      'the origin stays silent to the next request',
      'the origin stays silent to the next request',
      () => [{ origin: { stall: 'before-head' } }],
    ),
    phrase(
      'the origin falls silent after the head of its next answer',
      'the origin falls silent after the head of its next answer',
      () => [{ origin: { stall: 'after-head', body: 'never sent' } }],
    ),
    phrase(
      'the origin falls silent after {count} byte(s) of {data}',
      'the origin falls silent after 10 bytes of 100 bytes of repeated "a"',
      (atBytes: string, body: Data) => [{ origin: { stall: 'in-body', at_bytes: atBytes, body } }],
    ),
    phrase(
      'the origin closes the connection after {count} byte(s) of {data}',
      'the origin closes the connection after 10 bytes of 100 bytes of repeated "a"',
      (atBytes: string, body: Data) => [{ origin: { end: 'close-early', at_bytes: atBytes, body } }],
    ),
    phrase(
      'the origin resets the connection after {count} byte(s) of {data}',
      'the origin resets the connection after 0 bytes of "hello"',
      (atBytes: string, body: Data) => [{ origin: { end: 'reset', at_bytes: atBytes, body } }],
    ),
  ],
};

export const RECEIVED: PhraseFamily = {
  title: 'What the origin received',
  phrases: [
    phrase(
      'the origin received one {method} to {target}{within}{proof}',
      'the origin received one GET to /get within 5 s [R-HTTPCGET-01]',
      (method: string, target: string, within: Within, proof: Proof) =>
        received({ method, target }, within, proof),
    ),
    phraseWithTable(
      'the origin received one {method} to {target}{within} with{proof}',
      'the origin received one POST to /post with [R-HTTPCPOST-03]\n| body | hello=world |\n| Content-Length | 11 |',
      (method: string, target: string, within: Within, proof: Proof, table: Table) =>
        received({ method, target, ...readRequestTable(table) }, within, proof),
    ),
    phrase(
      'the origin received {count} request(s){within}{proof}',
      'the origin received 1 request [R-HTTPCLIENT-12]',
      (requests: string, within: Within, proof: Proof) => received({ requests }, within, proof),
    ),
    phraseWithTable(
      'the origin received {count} request(s){within} with{proof}',
      'the origin received 1 request with [R-HTTPCGET-19]\n| connections closed | yes |',
      (requests: string, within: Within, proof: Proof, table: Table) =>
        received({ requests, ...readRequestTable(table) }, within, proof),
    ),
    phrase(
      'the origin received {count} request(s) in this scenario{within}{proof}',
      'the origin received 2 requests in this scenario [R-HTTPURLCFG-14]',
      (requests: string, within: Within, proof: Proof) =>
        received({ since: 'scenario', requests }, within, proof),
    ),
    phraseWithTable(
      'the origin received {count} request(s) in this scenario{within} with{proof}',
      'the origin received 2 requests in this scenario with [R-HTTPURLCFG-14]\n| method | GET |',
      (requests: string, within: Within, proof: Proof, table: Table) =>
        received({ since: 'scenario', requests, ...readRequestTable(table) }, within, proof),
    ),
    phrase(
      'the origin (has )received nothing{proof}',
      'the origin received nothing [R-HTTPCGET-02]',
      (proof: Proof) => [{ received: 'nothing', ...proof }],
    ),
    phrase(
      'the origin (has )received nothing in this scenario{proof}',
      'the origin received nothing in this scenario [R-HTTPCGET-02]',
      (proof: Proof) => [{ received: { since: 'scenario', requests: 0 }, ...proof }],
    ),
    phrase(
      'the origin (has )received no body{proof}',
      'the origin has received no body [R-HTTPCPOST-02]',
      (proof: Proof) => [{ received: 'no body', ...proof }],
    ),
    phrase(
      'the origin received the header(s) {headers}{within}{proof}',
      'the origin received the headers X-A: 1; X-B: b, c [R-HTTPCPOST-07]',
      (headers: string, within: Within, proof: Proof) =>
        received({ headers: readHeaderText(headers) }, within, proof),
    ),
    phrase(
      'the origin received no header {header}{within}{proof}',
      'the origin received no header X-A [R-HTTPCHEAD-03]',
      (header: string, within: Within, proof: Proof) =>
        received({ without_headers: [header] }, within, proof),
    ),
    phrase(
      'the origin received the body {data}{within}{proof}',
      'the origin received the body "hello" [R-HTTPCPOST-03]',
      (body: Data, within: Within, proof: Proof) => received({ body }, within, proof),
    ),
    phrase(
      'the origin received the body as entered{within}{proof}',
      'the origin received the body as entered [R-HTTPCPOST-13]',
      (within: Within, proof: Proof) => received({ body_as_entered: true }, within, proof),
    ),
    phrase(
      'the request came over TLS{within}{proof}',
      'the request came over TLS [R-GEN-16]',
      (within: Within, proof: Proof) => received({ tls: true }, within, proof),
    ),
    phrase(
      'the request came without TLS{within}{proof}',
      'the request came without TLS [R-GEN-16]',
      (within: Within, proof: Proof) => received({ tls: false }, within, proof),
    ),
    phrase(
      'every connection to the origin was closed{within}{proof}',
      'every connection to the origin was closed [R-HTTPCGET-19]',
      (within: Within, proof: Proof) => received({ connections_closed: true }, within, proof),
    ),
    phrase(
      'I keep the {what} that the origin received as {name}{within}{proof}',
      'I keep the header Host that the origin received as seen_host',
      (what: string, name: string, within: Within, proof: Proof) =>
        keep({ received: { capture: { [name]: what } }, ...within, ...proof }),
    ),
  ],
};

function received(raw: Exclude<RawReceived, string>, within: Within, proof: Proof): RawStep[] {
  return [{ received: raw, ...within, ...proof }];
}
