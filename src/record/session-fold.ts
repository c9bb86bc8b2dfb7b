/** Which ways through the session's phases the exchanges of scenarios took, and what was out of the ordinary on them. */
import type { ExchangeEvent } from './event.ts';
import { ODDITIES, PHASES, type Phase } from './phase.ts';
import type { SessionResult } from './result.ts';

/** Scenarios named for each oddity; the rest is counted. */
const SCENARIOS_MAX = 20;

/** Only what scenarios themselves sent counts: never preconditions, probing, cleaning, recovery. */
export function foldSession(exchanges: readonly ExchangeEvent[]): SessionResult {
  const own = exchanges.filter(({ purpose }) => purpose === 'scenario');
  const counts = new Map<string, number>();
  for (const { phases } of own)
    for (const [from, to] of listMoves(phases)) {
      const key = nameMove(from, to);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  const moves = PHASES.flatMap((from) =>
    PHASES.map((to) => ({ from, to, count: counts.get(nameMove(from, to)) ?? 0 })),
  );
  const oddities = ODDITIES.map((kind) => {
    const odd = own.filter((exchange) => exchange.oddities.includes(kind));
    const scenarios = [...new Set(odd.map(({ scenario }) => scenario))];
    return { kind, count: odd.length, scenarios: scenarios.slice(0, SCENARIOS_MAX) };
  });
  return {
    exchanges: own.length,
    moves: moves.filter(({ count }) => count > 0),
    oddities: oddities.filter(({ count }) => count > 0),
  };
}

const nameMove = (from: Phase, to: Phase) => `${from} ${to}`;

/** From idle through all phases, and back to idle, by its quiet time or because it was given up. */
function listMoves(phases: readonly Phase[]): readonly (readonly [Phase, Phase])[] {
  const way: readonly Phase[] = ['idle', ...phases, 'idle'];
  return phases.length === 0 ? [] : way.slice(1).map((to, index) => [way[index] ?? 'idle', to]);
}
