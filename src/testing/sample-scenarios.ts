/** The scenarios of the sample results that are not red: healthy ones, and ones that only record. */
import type { ScenarioResult } from '../record/result.ts';
import { buildJudgement, buildLadder, buildScenario } from './result-builder.ts';

export const ORIGIN = 'http://127.0.0.1:18080';
export const PROMPT = '\\r\\nOK\\r\\n\\r\\n>';

export function place(path: string, line: number) {
  return { path, line, column: 5 };
}

function wirePass(...evidence: number[]) {
  return buildJudgement({
    ...{ channel: 'wire', requirements: ['W-ONE-FINAL'], evidence, text: 'every exchange' },
    ...{ expected: 'exactly one final', received: 'OK' },
  });
}

export function healthyScenarios(): ScenarioResult[] {
  return [
    buildScenario({
      id: 'HTTPCGET/body/one-block',
      title: 'A short body arrives in one information response',
      durationMs: 64.2,
      judgements: [
        buildJudgement({
          requirements: ['R-HTTPCGET-01'],
          evidence: [5],
          expected: '+HTTPCGET with data "hello"',
          received: '+HTTPCGET:5,hello',
        }),
        wirePass(5),
      ],
      ladder: buildLadder(1, [
        [0, 'step', 'When I send AT+HTTPCGET="http:/get",2048,2048,5000'],
        [0.3, 'tx', `AT+HTTPCGET="${ORIGIN}/get",2048,2048,5000\\r\\n`],
        [
          8.9,
          'origin',
          'GET /get',
          'GET /get HTTP/1.1\\r\\nHost: 127.0.0.1:18080\\r\\nConnection: close\\r\\n\\r\\n',
        ],
        [9.4, 'origin', '200 OK, 5 bytes', 'hello'],
        [18.2, 'rx', '\\r\\n+HTTPCGET:5,hello\\r\\n\\r\\nOK\\r\\n'],
      ]),
    }),
    buildScenario({
      id: 'HTTPCGET/body/two-blocks',
      title: 'A body longer than the receive size arrives in blocks',
      durationMs: 91,
      judgements: [
        buildJudgement({
          requirements: ['R-HTTPCGET-01'],
          questions: ['Q-05'],
          evidence: [16, 17],
          expected: '2 × +HTTPCGET',
          received: '2 × +HTTPCGET, OK',
          observed: 'each block',
        }),
        wirePass(17),
      ],
      ladder: buildLadder(14, [
        [0.2, 'tx', `AT+HTTPCGET="${ORIGIN}/bytes/3000",2048,2048,5000\\r\\n`],
        [8.1, 'origin', 'GET /bytes/3000', 'GET /bytes/3000 HTTP/1.1\\r\\nHost: 127.0.0.1:18080\\r\\n\\r\\n'],
        [17.9, 'rx', '2048 bytes', { seed: 'bytes:3000', length: 2048, sha256: 'ab'.repeat(32) }],
        [
          18.4,
          'rx',
          '',
          {
            base64: Buffer.from(
              '\r\n+HTTPCGET:952,\u0000\u0001\u00fe\u00ffé rest\r\nOK\r\n',
              'latin1',
            ).toString('base64'),
          },
        ],
      ]),
    }),
    buildScenario({
      id: 'HTTPCPOST/data-phase/exact-length',
      title: 'The body starts to travel with its last byte',
      durationMs: 353,
      judgements: [
        buildJudgement({
          requirements: ['R-HTTPCPOST-01'],
          evidence: [21],
          expected: 'OK and the prompt',
          received: 'OK and the prompt',
          elapsedMs: 12,
          limitMs: 1000,
        }),
        buildJudgement({
          requirements: ['R-HTTPCPOST-03'],
          evidence: [24],
          expected: 'SEND OK',
          received: 'SEND OK',
          elapsedMs: 42,
          limitMs: 5000,
        }),
        wirePass(24),
      ],
      ladder: buildLadder(20, [
        [0.1, 'tx', `AT+HTTPCPOST="${ORIGIN}/post",11\\r\\n`],
        [12.2, 'rx', PROMPT],
        [13, 'tx', 'hello=world'],
        [
          21.4,
          'origin',
          'POST /post',
          'POST /post HTTP/1.1\\r\\nHost: 127.0.0.1:18080\\r\\nContent-Length: 11\\r\\n\\r\\nhello=world',
        ],
        [42.7, 'rx', '\\r\\nSEND OK\\r\\n'],
      ]),
    }),
    buildScenario({
      id: 'HTTPCLIENT/methods/get',
      title: 'opt 2 does a GET',
      notation: 'yaml',
      place: place('specs/http/scenarios/client.yaml', 14),
      judgements: [
        buildJudgement({
          requirements: ['R-HTTPCLIENT-01'],
          evidence: [41],
          expected: 'one GET to /get',
          received: 'one GET to /get',
        }),
      ],
      ladder: buildLadder(40, [
        [0.1, 'tx', `AT+HTTPCLIENT=2,0,"${ORIGIN}/get",,,1\\r\\n`],
        [7.7, 'origin', 'GET /get', 'GET /get HTTP/1.1\\r\\nHost: 127.0.0.1:18080\\r\\n\\r\\n'],
        [16.3, 'rx', '\\r\\n+HTTPCLIENT:5,hello\\r\\n\\r\\nOK\\r\\n'],
      ]),
    }),
  ];
}

export function recordedScenarios(): ScenarioResult[] {
  return [
    buildScenario({
      id: 'HTTPCGET/parameters/rx-size-zero',
      title: 'A receive size of 0 is recorded',
      judgements: [
        buildJudgement({
          verdict: 'info',
          requirements: ['R-HTTPCGET-09'],
          questions: ['Q-08'],
          evidence: [32],
          expected: 'any final',
          received: '+HTTPCGET, OK',
          observed: '+HTTPCGET:5,hello; OK',
        }),
      ],
      ladder: buildLadder(30, [
        [0.1, 'tx', `AT+HTTPCGET="${ORIGIN}/get",0,0,0\\r\\n`],
        [0.2, 'note', 'the manual does not say what 0 means'],
        [19, 'rx', '\\r\\n+HTTPCGET:5,hello\\r\\n\\r\\nOK\\r\\n'],
      ]),
    }),
    buildScenario({
      id: 'HTTPCPOST/prompt/slow-origin',
      title: 'The prompt does not wait for the origin',
      judgements: [
        buildJudgement({
          verdict: 'nonstrict',
          requirements: ['R-HTTPCPOST-08'],
          evidence: [36],
          expected: 'OK and the prompt',
          received: 'OK and the prompt',
          text: 'Then the module answers OK and prompts within 200 ms',
          elapsedMs: 1204,
          limitMs: 200,
        }),
      ],
      ladder: buildLadder(35, [
        [0, 'tx', `AT+HTTPCPOST="${ORIGIN}/delay/1000",2\\r\\n`],
        [1204, 'rx', PROMPT],
      ]),
    }),
    buildScenario({
      id: 'HTTPCHEAD/limit/twenty-one',
      title: 'One header more than the limit is refused',
      verdict: 'skip',
      reason: 'the profile does not know headers_max',
      durationMs: 0,
      requirements: ['R-HTTPCHEAD-07'],
    }),
  ];
}
