/** Writes down what the wire channel found in a scenario: one judgement a requirement, its first breach or all that speaks for it. */
import type { WireFinding } from '../engine/wire-finding.ts';
import type { Recorder } from '../record/recorder.ts';
import type { Verdict } from '../record/verdict.ts';

/** A wire requirement that held in a hundred exchanges is proved by the first of them. */
const WIRE_EVIDENCE_MAX = 20;

/** `verdictOf` says what breaking a requirement means. */
export function recordWireFindings(
  scenario: string,
  findings: readonly WireFinding[],
  verdictOf: (requirement: string) => Verdict,
  recorder: Recorder,
): void {
  const byRequirement = new Map<string, WireFinding[]>();
  for (const finding of findings) {
    const others = byRequirement.get(finding.requirement) ?? [];
    byRequirement.set(finding.requirement, [...others, finding]);
  }
  for (const [requirement, [first, ...others]] of byRequirement) {
    if (first === undefined) continue;
    const breach = [first, ...others].find(({ isMet }) => !isMet);
    const { expected, received } = breach ?? first;
    recorder.record({
      kind: 'judgement',
      scenario,
      channel: 'wire',
      verdict: breach === undefined ? 'pass' : verdictOf(requirement),
      requirements: [requirement],
      questions: [],
      evidence: breach?.evidence ?? gatherEvidence([first, ...others]),
      expected,
      received,
      observed: null,
      text: 'wire channel',
      place: null,
      elapsedMs: null,
      limitMs: null,
    });
  }
}

function gatherEvidence(findings: readonly WireFinding[]): number[] {
  return [...new Set(findings.flatMap(({ evidence }) => evidence))].slice(0, WIRE_EVIDENCE_MAX);
}
