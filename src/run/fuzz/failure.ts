/** What a fuzzed scenario found, as one thing that can be found again. */
import type { JudgementEvent, RunEvent } from '../../record/event.ts';
import type { FuzzFinding } from '../../record/fuzz.ts';
import type { Performed } from './fuzz-bench.ts';

export interface Failure
  extends Pick<FuzzFinding, 'requirements' | 'channel' | 'text' | 'expected' | 'received'> {
  /** The same for the same kind of failure. */
  readonly signature: string;
  /** How many steps had begun, those that prepare not counted, when it showed; null: all of them count. */
  readonly steps: number | null;
}

/** The first thing that the module broke; null where it broke nothing. */
export function findFailure({ end, events }: Performed): Failure | null {
  const isRed = end.verdict === 'fail' || end.verdict === 'unverified' || end.wire === 'fail';
  if (!isRed) return null;
  const index = events.findIndex((event) => event.kind === 'judgement' && event.verdict === 'fail');
  const judgement = events[index] as JudgementEvent | undefined;
  if (judgement === undefined) {
    const received = end.reason ?? 'the scenario failed without a reason';
    return {
      requirements: [],
      channel: 'scenario',
      text: 'the module goes on',
      expected: 'a module that answers and does not restart',
      received,
      signature: received,
      steps: null,
    };
  }
  const { requirements, channel, text, expected, received } = judgement;
  return {
    requirements,
    channel,
    text,
    expected,
    received,
    signature: `${channel} ${requirements[0] ?? text}`,
    // The wire channel judges what is over, and so at the end.
    steps: channel === 'wire' ? null : countSteps(events.slice(0, index)),
  };
}

function countSteps(events: readonly RunEvent[]): number {
  return events.filter((event) => event.kind === 'step' && event.role === 'test').length;
}
