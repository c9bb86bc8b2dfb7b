/** Expectations about what comes without being asked for: unsolicited codes, and silence. */
import type { SilenceStep, UrcStep } from '../scenario/step.ts';
import { evidenceOf } from './exchange.ts';
import {
  absenceEvidence,
  describeOutcome,
  found,
  type Observation,
  showBytes,
  type View,
  WAIT,
} from './observation.ts';
import { describePattern, matchPattern } from './pattern.ts';

export function observeUrc(step: UrcStep, view: View): Observation {
  const expected = `the unsolicited code ${describePattern(step.pattern)}`;
  const all = [...(view.exchange?.items ?? []), ...view.idleItems];
  const match = all.find(
    (item) =>
      (item.class === 'urc' || item.class === 'banner') &&
      !item.isTaken &&
      matchPattern(step.pattern, item.text).isMet,
  );
  if (match !== undefined)
    return found({
      isMet: true,
      expected,
      received: match.text,
      evidence: match.events,
      taken: [match],
      captures: matchPattern(step.pattern, match.text).captures,
    });
  if (!view.isExpired) return WAIT;
  return found({
    isMet: false,
    expected,
    received: describeOutcome(view),
    evidence: [...absenceEvidence(view), ...evidenceOf(all)],
  });
}

export function observeSilence(step: SilenceStep, view: View): Observation {
  const expected = `nothing for ${step.forMs} ms`;
  if (view.arrived.bytes.length > 0) {
    const afterMs = Math.round(view.nowMs - view.startedMs);
    return found({
      isMet: false,
      expected,
      received: `${showBytes(view.arrived.bytes)} after ${afterMs} ms`,
      observed: 'bytes',
      evidence: view.arrived.events,
    });
  }
  if (!view.isExpired) return WAIT;
  return found({
    isMet: true,
    expected,
    received: `nothing for ${step.forMs} ms`,
    observed: 'silence',
    evidence: absenceEvidence(view),
  });
}
