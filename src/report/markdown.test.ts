import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertGolden } from '../testing/golden.ts';
import { buildJudgement, buildResult, buildScenario } from '../testing/result-builder.ts';
import { buildConformingResult, buildSampleResult } from '../testing/sample-result.ts';
import { renderMarkdown, SUMMARY_LINES_MAX } from './markdown.ts';

test('the sample looks as it did', () => {
  assertGolden(renderMarkdown(buildSampleResult()), new URL('./golden/summary.md', import.meta.url));
});

test('a conforming run has no failures to tell of', () => {
  const text = renderMarkdown(buildConformingResult());
  assert.match(text, /^## CONFORMS: /);
  assert.doesNotMatch(text, /of failure/);
});

test('however much went wrong the summary keeps to its length and says what it leaves out', () => {
  const names = Array.from({ length: 40 }, (_, index) => `COMMAND${String.fromCharCode(65 + index)}`);
  const scenarios = names.map((name) =>
    buildScenario({
      id: `${name}/a`,
      judgements: [buildJudgement({ verdict: 'fail', requirements: [`R-${name}`], questions: ['Q-01'] })],
    }),
  );
  const observed = [{ answer: 'yes', scenario: 'A/a', evidence: [], bytes: [] }];
  const text = renderMarkdown(
    buildResult({
      ...{ scenarios, requirements: [] },
      commands: names.map((command) => ({ command, title: command })),
      questions: names.map((id) => ({ id, asks: '?', observed, known: [], requirements: [] })),
    }),
  );
  assert.ok(text.split('\n').length <= SUMMARY_LINES_MAX + 1, text);
  assert.match(text, /and 24 more commands/);
  assert.match(text, /and 34 more causes/);
  assert.match(text, /and 32 more answers/);
});

test('text from a run stays text', () => {
  const judgements = [buildJudgement({ verdict: 'fail', received: 'a|b *c* <d>\n# e `f`' })];
  const scenarios = [buildScenario({ id: 'A/`a`', judgements })];
  const text = renderMarkdown(buildResult({ scenarios, requirements: [], commands: [], questions: [] }));
  assert.match(text, /a\\\|b \\\*c\\\* \\<d\\> \\# e \\`f\\`/);
  assert.match(text, /`` A\/`a` ``/);
});

test('a run of 700 scenarios with 50 failures and as many flaky ones fits, and names what it leaves out', () => {
  const commands = ['HTTPCLIENT', 'HTTPCGET', 'HTTPCPOST', 'HTTPCPUT', 'HTTPURLCFG', 'HTTPCHEAD', 'GEN'];
  const attempt = { wire: 'pass', reason: 'no answer', durationMs: 1, judgements: [], ladder: [] } as const;
  const scenarios = Array.from({ length: 700 }, (_, at) => {
    const command = commands[at % commands.length] ?? '';
    const verdict = at < 50 ? 'fail' : 'pass';
    return buildScenario({
      id: `${command}/many/${at}`,
      judgements: [buildJudgement({ verdict, requirements: [`R-${command}-${at}`] })],
      ...(at < 100
        ? {
            flaky: true,
            attempts: [
              { ...attempt, attempt: 1, decisive: false, verdict: 'fail' },
              { ...attempt, attempt: 2, decisive: true, verdict },
            ],
          }
        : {}),
    });
  });
  const questions = Array.from({ length: 34 }, (_, at) => ({
    ...{ id: `Q-${at}`, asks: 'What?', known: [], requirements: [] },
    observed: [{ answer: 'this', scenario: 'GEN/many/6', evidence: [1], bytes: [] }],
  }));
  const rows = commands.map((command) => ({ command, title: command }));
  const text = renderMarkdown(buildResult({ scenarios, requirements: [], commands: rows, questions }));
  const lines = text.trimEnd().split('\n');
  assert.ok(lines.length <= SUMMARY_LINES_MAX, `${lines.length} lines`);
  assert.match(text, /and 44 more causes, see index\.html/);
  assert.match(
    text,
    /### Attempts of \d+ scenarios differ\n\n(?:- \*\*FLAKY\*\* .*\n){3}- and \d+ more scenarios/,
  );
  assert.match(text, /and \d+ more answers, see index\.html/);
});
