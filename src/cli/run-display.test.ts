import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ScenarioEnd } from '../run/bench-options.ts';
import { createDisplay, type Screen } from './run-display.ts';

function fakeScreen(isLive: boolean): Screen & { written: string } {
  const screen = {
    isLive,
    color: false,
    width: 100,
    written: '',
    write(text: string) {
      screen.written += text;
    },
  };
  return screen;
}

const END: ScenarioEnd = {
  id: 'A/one',
  verdict: 'fail',
  wire: 'pass',
  attempt: 1,
  standing: 'fail',
  reason: 'expected OK',
  durationMs: 5,
};

test('where nobody watches, each scenario is one plain line', () => {
  const screen = fakeScreen(false);
  const display = createDisplay(screen);
  display.onBegin(1);
  display.onScenarioBegin('A/one');
  display.onScenarioEnd(END, false);
  display.clear();
  assert.match(screen.written, /^FAIL +A\/one[^\r\u001b]*\n$/);
});

test('in a terminal one line changes in place, and is taken away at the end', () => {
  const screen = fakeScreen(true);
  const display = createDisplay(screen);
  display.onBegin(2);
  display.onScenarioBegin('A/one');
  assert.match(screen.written, /A\/one/);
  display.onScenarioEnd(END, false);
  assert.match(screen.written, /1\/2/);
  display.clear();
  assert.ok(screen.written.endsWith('\r\u001b[2K'));
  assert.ok(!screen.written.includes('\n'));
});

test('an accepted deviation is no failure to anybody who watches', () => {
  const [plain, live] = [fakeScreen(false), fakeScreen(true)];
  for (const screen of [plain, live]) {
    const display = createDisplay(screen);
    display.onBegin(1);
    display.onScenarioEnd(END, true);
  }
  assert.match(plain.written, /^accepted +A\/one .* {2}expected OK\n$/);
  assert.match(live.written, /1\/1 {2}1 accepted/);
  assert.doesNotMatch(live.written, /fail/);
});
