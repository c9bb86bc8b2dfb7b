import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeEvents } from '../testing/events.ts';
import type { ExchangeEvent } from './event.ts';
import { foldSession } from './session-fold.ts';

function exchangesOf(...given: readonly Partial<ExchangeEvent>[]): readonly ExchangeEvent[] {
  const writer = writeEvents();
  for (const parts of given) writer.exchange('A/a', 'AT', '\r\nOK\r\n', parts);
  return writer.events.filter((event) => event.kind === 'exchange');
}

test('each exchange begins and ends in idle, and every step between two phases is counted', () => {
  const { exchanges, moves } = foldSession(
    exchangesOf(
      {},
      {},
      { phases: ['replying', 'interim', 'data', 'completing', 'settled'] },
      { phases: ['replying'] },
    ),
  );
  assert.equal(exchanges, 4);
  assert.deepEqual(
    moves.map(({ from, to, count }) => `${from} ${to} ${count}`),
    [
      'idle replying 4',
      'replying idle 1',
      'replying interim 1',
      'replying settled 2',
      'interim data 1',
      'data completing 1',
      'completing settled 1',
      'settled idle 3',
    ],
  );
});

test('what the bench says for its own sake counts for nothing', () => {
  const { exchanges, moves, oddities } = foldSession(
    exchangesOf({ purpose: 'probe', oddities: ['no-final'] }, { purpose: 'given' }),
  );
  assert.deepEqual([exchanges, moves, oddities], [0, [], []]);
});

test('what is odd is counted by exchange and names each scenario once', () => {
  const odd = { oddities: ['surplus'] } as const;
  const { oddities } = foldSession(exchangesOf(odd, {}, { ...odd, scenario: 'B/b' }, odd));
  assert.deepEqual(oddities, [{ kind: 'surplus', count: 3, scenarios: ['A/a', 'B/b'] }]);
});
