/** Compares two records of the same run: every verdict, what it says, and the bytes that it rests on. */
import { concatBytes, sha256Hex } from '../base/bytes.ts';
import type { JudgementEvent, RunEvent, ScenarioEndEvent } from '../record/event.ts';
import { decodeRecordedBytes } from '../record/recorded-bytes.ts';

/** Where a finished run and its second judgement part. */
export interface Disagreement {
  readonly scenario: string;
  /** `verdict`, `proof`, `scenario`. */
  readonly about: 'verdict' | 'proof' | 'scenario';
  readonly recorded: string;
  readonly again: string;
}

/** Everything in `recorded` that `again` does not say too, scenario by scenario, and the other way round. */
export function compareRuns(recorded: readonly RunEvent[], again: readonly RunEvent[]): Disagreement[] {
  const left = readVerdicts(recorded);
  const right = readVerdicts(again);
  const scenarios = new Set([...left.keys(), ...right.keys()]);
  return [...scenarios].flatMap((scenario) =>
    compareScenario(scenario, left.get(scenario) ?? [], right.get(scenario) ?? []),
  );
}

/** What was said of one thing: its words to compare, and the hash of the bytes that prove it. */
interface Statement {
  readonly about: 'verdict' | 'scenario';
  readonly words: string;
  readonly proof: string;
}

function readVerdicts(events: readonly RunEvent[]): Map<string, Statement[]> {
  const byNumber = new Map(events.map((event) => [event.n, event]));
  const verdicts = new Map<string, Statement[]>();
  for (const event of events) {
    if (event.kind !== 'judgement' && event.kind !== 'scenario-end') continue;
    const statements = verdicts.get(event.scenario) ?? [];
    verdicts.set(event.scenario, statements);
    statements.push(event.kind === 'judgement' ? stateJudgement(event, byNumber) : stateEnd(event));
  }
  return verdicts;
}

function stateJudgement(event: JudgementEvent, byNumber: ReadonlyMap<number, RunEvent>): Statement {
  const { channel, verdict, requirements, text, expected, received } = event;
  const words = `${verdict} for ${requirements.join(', ') || 'a precondition'} (${channel}: ${text}): expected ${expected}; received ${forgetTimes(received)}`;
  return { about: 'verdict', words, proof: hashEvidence(event.evidence, byNumber) };
}

/** A measured time is not the same to the millisecond when the bytes are handed over again; whether it kept its limit is in the verdict. */
function forgetTimes(words: string): string {
  return words.replace(/\b\d+ ms\b/g, '… ms');
}

function stateEnd({ verdict, wire }: ScenarioEndEvent): Statement {
  return { about: 'scenario', words: `${verdict}, wire channel ${wire}`, proof: '' };
}

/** SHA-256 over the kinds and bytes of the events that `evidence` names. */
function hashEvidence(evidence: readonly number[], byNumber: ReadonlyMap<number, RunEvent>): string {
  const parts = evidence.flatMap((n) => {
    const event = byNumber.get(n);
    const kind = Buffer.from(`${event?.kind ?? 'missing'}\n`);
    return event !== undefined && 'bytes' in event && event.bytes !== undefined
      ? [kind, decodeRecordedBytes(event.bytes)]
      : [kind];
  });
  return sha256Hex(concatBytes(parts));
}

function compareScenario(
  scenario: string,
  left: readonly Statement[],
  right: readonly Statement[],
): Disagreement[] {
  const length = Math.max(left.length, right.length);
  return Array.from({ length }, (_, index) => index).flatMap((index): Disagreement[] => {
    const [recorded, again] = [left[index], right[index]];
    const about = recorded?.about ?? again?.about ?? 'verdict';
    if (recorded?.words !== again?.words)
      return [{ scenario, about, recorded: recorded?.words ?? 'nothing', again: again?.words ?? 'nothing' }];
    if (recorded?.proof === again?.proof) return [];
    return [
      {
        scenario,
        about: 'proof',
        recorded: `other bytes prove: ${recorded?.words}`,
        again: `SHA-256 ${again?.proof}`,
      },
    ];
  });
}
