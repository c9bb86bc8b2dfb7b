import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { RunResult } from '../record/result.ts';
import { assertGolden } from '../testing/golden.ts';
import { readTags } from '../testing/html-reader.ts';
import { buildJudgement, buildLadder, buildResult, buildScenario } from '../testing/result-builder.ts';
import { foldSample } from '../testing/sample-mutation.ts';
import { buildConformingResult, buildLargeResult, buildSampleResult } from '../testing/sample-result.ts';
import { renderHtml } from './html.ts';

const MADE_AT = { madeAt: '2026-03-14T09:30:00.000Z' };
const SAMPLE = renderHtml(buildSampleResult(), { ...MADE_AT, mutation: foldSample() });

function idsOf(page: string): readonly string[] {
  return readTags(page).flatMap(({ attributes }) => {
    const match = /(?:^|\s)id=(?:"([^"]*)"|(\S+))/.exec(attributes);
    return match === null ? [] : [match[1] ?? match[2] ?? ''];
  });
}

/** The page's text: no tags, white space as one space. */
function textOf(page: string): string {
  return page
    .replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

function resultOf(parts: Partial<RunResult>): RunResult {
  return buildResult({ scenarios: [], requirements: [], commands: [], questions: [], run: parts });
}

test('the sample looks as it did', () => {
  assertGolden(SAMPLE, new URL('./golden/index.html', import.meta.url));
});

test('the first screen says verdict, rule, identity and what was not tested', () => {
  const first = textOf(SAMPLE.slice(0, SAMPLE.indexOf('<section id="commands"')));
  for (const part of [
    /DOES NOT CONFORM 3 requirements broken/,
    /Rule that decided: no error, fail, unverified or inconclusive/,
    /AT version:1\.4\.0/,
    /winnermicro 90cc41d2/,
    /6 requirements that no scenario judged: R-HTTPCGET-02/,
    /2 of 13 parameter classes never sent/,
    /No latencies : the clock ran ×10/,
    /No hardware : the module was simulated/,
  ])
    assert.match(first, part);
});

test('a conforming run on a device has latencies and no failure', () => {
  const text = textOf(renderHtml(buildConformingResult(), MADE_AT));
  assert.match(text, /✓ CONFORMS No requirement broken\./);
  assert.match(text, /Nothing failed\./);
  assert.match(text, /118 ms p50 41 ms · max 131 ms limit 5 s · 12 exchanges/);
  assert.doesNotMatch(text, /No hardware|No latencies/);
});

test('every way between two phases is drawn, with how often it was taken, and what was odd leads to where', () => {
  const states = SAMPLE.slice(
    SAMPLE.indexOf('<section id="states"'),
    SAMPLE.indexOf('<section id="latencies"'),
  );
  const text = textOf(states);
  assert.match(text, /interim-ok 187/);
  assert.match(text, /given up 2 lost 0/);
  assert.match(text, /data settled final never/);
  assert.match(text, /a command line while payload was due never/);
  assert.match(text, /more bytes of payload than declared 3 HTTPCPOST\/data-phase\/surplus/);
  assert.match(textOf(renderHtml(resultOf({}), MADE_AT)), /States 0 exchanges No scenario sent a command/);
});

test('latencies stand against the limit, and where there are none the page says why', () => {
  const measured = textOf(renderHtml(buildConformingResult(), MADE_AT));
  assert.match(measured, /p50 41 ms p95 118 ms max 131 ms limit 5 s the longest took 3 % of the limit/);
  assert.match(textOf(SAMPLE), /Latencies not measured Not measured: the clock ran ×10/);
  const virtual = renderHtml(buildSampleResult({ clockScale: null }), MADE_AT);
  assert.match(textOf(virtual), /Not measured: the clock was virtual and jumped over every wait/);
});

test('what the suite sees is told with every fault that it does not, and a page without a campaign says so', () => {
  const text = textOf(SAMPLE.slice(SAMPLE.indexOf('<section id="mutation"')));
  assert.match(text, /What the suite sees 2 of 3 faults caught/);
  assert.match(text, /the suite does not see enough/);
  assert.match(text, /Not caught by any scenario written by hand/);
  assert.match(textOf(renderHtml(buildConformingResult(), MADE_AT)), /What the suite sees not measured/);
});

test('the page fetches nothing and lets no script run but its own', () => {
  const tags = readTags(SAMPLE);
  for (const { name, attributes } of tags) {
    assert.ok(!['img', 'iframe', 'object', 'embed', 'base'].includes(name), name);
    assert.doesNotMatch(attributes, /\s(src|on\w+|action)=/);
    if (name === 'a') assert.match(attributes, /href="?#/);
    if (name === 'link') assert.match(attributes, /href="data:,"/);
  }
  const script = /<script>([\s\S]*?)<\/script>/.exec(SAMPLE)?.[1] ?? '';
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(SAMPLE)?.[1] ?? '';
  assert.match(policy, /^default-src &#39;none&#39;; /);
  assert.ok(policy.includes(`&#39;sha256-${hash}&#39;`));
  assert.doesNotMatch(/<style>([\s\S]*?)<\/style>/.exec(SAMPLE)?.[1] ?? '', /url\(|@import/);
});

test('every link leads to something on the page, and every name stands once', () => {
  for (const page of [SAMPLE, renderHtml(buildConformingResult(), MADE_AT)]) {
    const ids = idsOf(page);
    assert.equal(new Set(ids).size, ids.length);
    for (const [, quoted, bare] of page.matchAll(/href=(?:"#([^"]*)"|#(\w+))/g))
      assert.ok(ids.includes(decodeURIComponent(quoted ?? bare ?? '')), quoted ?? bare);
  }
});

test('failures with one cause are one card, and its card repeats the scenario', () => {
  const cards = SAMPLE.split('<article').slice(1);
  assert.equal(cards.length, 6);
  const surplus = cards.find((card) => card.includes('Bytes after the declared length')) ?? '';
  assert.match(surplus, /The same cause in 2 more scenarios/);
  assert.match(surplus, /<mark>E {2}X {2}T {2}R {2}A <\/mark>.*\n.*<mark>45 58 54 52 41<\/mark>/);
  assert.match(
    surplus,
    /npm run conformance -- --device sim: --id HTTPCPOST\/data-phase\/surplus --seed 7f3a/,
  );
});

test('the worst command comes first, rules common to all last', () => {
  const table = SAMPLE.slice(
    SAMPLE.indexOf('<table class="commands"'),
    SAMPLE.indexOf('<section id="failures"'),
  );
  const names = [...table.matchAll(/<th scope="row"><b>([^<]*)<\/b>/g)].map(([, name]) => name);
  assert.deepEqual(names, [
    ...['AT+HTTPCLIENT', 'AT+HTTPCPOST', 'AT+HTTPCHEAD', 'AT+HTTPGETSIZE', 'AT+HTTPCGET', 'WIRE'],
  ]);
});

test('only the time of making is not out of the result', () => {
  const other = renderHtml(buildSampleResult(), {
    ...{ madeAt: '2027-01-01T00:00:00Z', mutation: foldSample() },
  });
  assert.equal(other.replace('2027-01-01 00:00:00 UTC', '2026-03-14 09:30:00 UTC'), SAMPLE);
});

test('a run that stopped, without scenarios, still has its page', () => {
  const page = renderHtml(resultOf({ verdict: 'not-judged', stopped: 'nothing answered' }), MADE_AT);
  readTags(page);
  assert.match(textOf(page), /COULD NOT BE JUDGED No scenario ran/);
  assert.match(textOf(page), /The run stopped early : nothing answered/);
});

test('any text whatever stays text', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('</script><script>', '"><img src=x>'),
  );
  fc.assert(
    fc.property(anyText, anyText, anyText, (title, received, note) => {
      const judgements = [
        buildJudgement({ verdict: 'fail', expected: title, received, text: note, evidence: [1] }),
      ];
      const ladder = buildLadder(1, [
        [0, 'rx', note],
        [1, 'origin', title, received],
      ]);
      const scenarios = [
        buildScenario({ id: 'A/a', title, reason: note, judgements, ladder, tags: [title] }),
      ];
      const requirements = [
        {
          id: 'R-A-01',
          command: 'A',
          level: 'must',
          state: 'stated',
          text: title,
          source: { document: received, section: note },
          wire: false,
        },
      ] as const;
      const questions = [
        {
          id: 'Q-01',
          asks: title,
          known: [{ who: note, answer: received }],
          requirements: [],
          observed: [{ answer: received, scenario: 'A/a', evidence: [1], bytes: [] }],
        },
      ];
      const page = renderHtml(buildResult({ scenarios, requirements, commands: [], questions }), MADE_AT);
      const names = new Set(readTags(page).map(({ name }) => name));
      assert.ok(!names.has('img'));
      assert.equal(page.match(/<script/g)?.length, 1);
    }),
    { numRuns: 60 },
  );
});

test('5,000 exchanges stay under 3 MB, whole', () => {
  const page = renderHtml(buildLargeResult(1250, 4), MADE_AT);
  assert.ok(Buffer.byteLength(page) < 3_000_000, String(Buffer.byteLength(page)));
  assert.doesNotMatch(page, /To keep this page small/);
  assert.equal(page.match(/<li class=t>/g)?.length, 5000);
});

test('where even more has to go, what is left out is said', () => {
  const page = renderHtml(buildLargeResult(5000, 1), MADE_AT);
  assert.ok(Buffer.byteLength(page) < 3_000_000, String(Buffer.byteLength(page)));
  assert.match(
    textOf(page),
    /To keep this page small, rows end at 60 characters\. .* Every byte stands in events\.ndjson/,
  );
  assert.equal(page.match(/<details id="scenario:/g)?.length, 5000);
});
