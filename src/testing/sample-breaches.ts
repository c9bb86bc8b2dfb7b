/** The scenarios of the sample results that are red, one for every way to be so. */
import type { ScenarioResult } from '../record/result.ts';
import { buildJudgement, buildLadder, buildScenario, type RowParts } from './result-builder.ts';
import { ORIGIN, PROMPT, place } from './sample-scenarios.ts';

/** The surplus bytes of a data phase reach the origin: the same cause with another body each time. */
function surplusScenario(first: number, name: string, body: string, sent: string): ScenarioResult {
  const rows: RowParts[] = [
    [0, 'step', `When I send AT+HTTPCPOST="\${origin}/post",${body.length}`],
    [0.1, 'tx', `AT+HTTPCPOST="${ORIGIN}/post",${body.length}\\r\\n`],
    [12.4, 'rx', PROMPT],
    [12.9, 'step', `When I enter "${sent}"`],
    [13.1, 'tx', sent],
    [21.3, 'origin', 'POST /post', `POST /post HTTP/1.1\\r\\nContent-Length: ${sent.length}\\r\\n\\r\\n`],
    [21.8, 'origin', 'body', sent],
    [30.4, 'rx', '\\r\\nSEND OK\\r\\n'],
  ];
  return buildScenario({
    id: `HTTPCPOST/data-phase/${name}`,
    title: 'What is written after the declared length is not sent',
    judgements: [
      buildJudgement({
        ...{ verdict: 'fail', requirements: ['R-HTTPCPOST-15', 'R-HTTPCPOST-03'], evidence: [first + 6] },
        expected: `body "${body}" (${body.length} bytes)`,
        received: `body "${sent}" (${sent.length} bytes)`,
        text: 'Then the origin received one POST with',
        place: place('features/http/httpcpost.feature', 41),
      }),
    ],
    ladder: buildLadder(first, rows),
  });
}

export function brokenScenarios(): ScenarioResult[] {
  return [
    surplusScenario(101, 'surplus', 'hello', 'helloEXTRA'),
    surplusScenario(111, 'surplus-binary', 'hello', 'hello\\x00\\xff\\x1b'),
    surplusScenario(121, 'surplus-at-end', 'abc', 'abcAT\\r\\n'),
    buildScenario({
      id: 'HTTPCPOST/prompt/never-seen',
      title: 'An expectation without a byte to stand on',
      judgements: [
        buildJudgement({
          verdict: 'unverified',
          requirements: ['R-HTTPCPOST-01'],
          expected: 'a line <script>alert("x")</script> & more',
          received: 'nothing that proves it',
        }),
      ],
      reason: 'R-HTTPCPOST-01 is claimed without evidence',
    }),
    buildScenario({
      id: 'HTTPCHEAD/clear/zero',
      title: 'A length of 0 clears the headers',
      judgements: [
        buildJudgement({
          verdict: 'inconclusive',
          evidence: [132],
          expected: 'SET OK',
          received: 'ERROR',
          text: 'Given the module has the header "X-A: 1"',
          place: place('features/http/httpchead.feature', 9),
        }),
      ],
      reason: 'a precondition failed: expected SET OK, received ERROR',
      ladder: buildLadder(131, [
        [0, 'tx', 'AT+HTTPCHEAD=6\\r\\n'],
        [3.2, 'rx', '\\r\\nERROR\\r\\n'],
      ]),
    }),
    buildScenario({
      id: 'HTTPCLIENT/transport/tls',
      title: 'transport_type 2 does TLS',
      judgements: [
        buildJudgement({
          requirements: ['R-HTTPCLIENT-09'],
          evidence: [143],
          expected: 'a request over TLS',
          received: 'a request over TLS',
        }),
        buildJudgement({
          channel: 'wire',
          verdict: 'fail',
          requirements: ['W-ECHO'],
          evidence: [142],
          expected: 'the echo "AT+HTTPCLIENT=2" (15 bytes)',
          received: '"AT+HTTPCLIEN+WIFI:GOT_IP\\r\\nT=2" (29 bytes)',
          text: 'every exchange',
        }),
      ],
      ladder: buildLadder(141, [
        [0.1, 'tx', 'AT+HTTPCLIENT=2,0,"https://127.0.0.1:18443/get",,,2\\r\\n'],
        [2.1, 'rx', 'AT+HTTPCLIEN+WIFI:GOT_IP\\r\\nT=2,0,"https://127.0.0.1:18443/get",,,2\\r\\n'],
        [31.5, 'origin', 'GET /get (TLS)', 'GET /get HTTP/1.1\\r\\nHost: 127.0.0.1:18443\\r\\n\\r\\n'],
        [44.4, 'rx', '\\r\\nOK\\r\\n'],
      ]),
    }),
    buildScenario({
      id: 'HTTPCLIENT/methods/delete',
      title: 'opt 5 does a DELETE',
      verdict: 'error',
      reason: 'the link was lost: read EIO',
      durationMs: 5012,
      requirements: ['R-HTTPCLIENT-01'],
      ladder: buildLadder(151, longRows()),
    }),
  ];
}

/** More rows than a terminal shows. */
function longRows(): RowParts[] {
  const polls = Array.from({ length: 20 }, (_, index): RowParts[] => [
    [index * 250, 'tx', 'AT\\r\\n'],
    [index * 250 + 2.5, 'rx', '\\r\\nOK\\r\\n'],
  ]);
  return [...polls.flat(), [5012, 'control', 'link-lost: read EIO']];
}
