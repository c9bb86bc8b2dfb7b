/** The expectation that the final came inside a window of time. */
import type { ElapsedStep } from '../scenario/step.ts';
import { findFinal } from './exchange.ts';
import { absenceEvidence, describeOutcome, found, type Observation, type View, WAIT } from './observation.ts';
import { toCount } from './pattern.ts';

export function observeElapsed(step: ElapsedStep, view: View): Observation {
  const minMs = step.minMs === null ? null : toCount(step.minMs);
  const maxMs = step.maxMs === null ? null : toCount(step.maxMs);
  const widened = view.toleranceMs > 0 ? ` (± ${view.toleranceMs} ms for the scaled clock)` : '';
  const window =
    minMs === null
      ? `at most ${maxMs} ms`
      : maxMs === null
        ? `at least ${minMs} ms`
        : `${minMs} to ${maxMs} ms`;
  const expected = `the final ${window} after the ${step.from === 'send' ? 'command' : 'last payload byte'}${widened}`;
  const exchange = view.exchange;
  if (exchange === null)
    return found({ isMet: false, expected, received: 'nothing was sent before', evidence: [view.stepEvent] });
  const final = findFinal(exchange);
  const startedMs = step.from === 'send' ? exchange.sent.atMs : (exchange.data?.completedAtMs ?? null);
  if (final === null && !view.isExpired && view.lost === null) return WAIT;
  if (final === null || startedMs === null)
    return found({
      isMet: false,
      expected,
      received: final === null ? describeOutcome(view) : 'the payload was never complete',
      evidence: absenceEvidence(view),
    });
  const elapsedMs = Math.max(0, final.atMs - startedMs);
  const isMet =
    (minMs === null || elapsedMs >= minMs - view.toleranceMs) &&
    (maxMs === null || elapsedMs <= maxMs + view.toleranceMs);
  return found({
    isMet,
    expected,
    received: `${final.text} after ${Math.round(elapsedMs)} ms`,
    evidence: [exchange.sent.event, ...final.events],
    elapsedMs,
  });
}
