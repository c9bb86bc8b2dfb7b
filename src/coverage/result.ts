/** The result of a run: what its events fold to, measured against the command set that they carry. */
import type { RunEvent } from '../record/event.ts';
import { type FoldedRun, foldRun } from '../record/fold.ts';
import type { RunResult } from '../record/result.ts';
import { foldSession } from '../record/session-fold.ts';
import type { Stop } from '../record/stop.ts';
import { markAccepted } from './accept.ts';
import { type ComparedRun, compareWithBaseline } from './compare-baseline.ts';
import { decideRun } from './decide.ts';
import { foldExamples } from './examples.ts';
import { passGate } from './gate.ts';
import { type JudgedBaseline, readJudgedBaseline } from './judged-baseline.ts';
import { type JudgedSet, readJudgedProfile, readJudgedSet } from './judged-set.ts';
import { measureCoverage } from './measure.ts';

/**
 * The result that every report is made from. `stop` is for a run that has not written its footer yet and asks what to
 * write into it (null: it came to its end); events read from a file say themselves why they end.
 */
export function foldResult(events: readonly RunEvent[], stop?: Stop | null): RunResult {
  const folded = foldRun(events, stop);
  const { header } = folded;
  const set = readJudgedSet(header);
  const profile = readJudgedProfile(header);
  const judged = readJudgedBaseline(header);
  const compared = judged === null ? null : compareRun(folded, judged, set);
  const run = compared === null ? folded : markAccepted(folded, compared.accepted);
  const baseline = compared?.result ?? null;
  const coverage = measureCoverage(run, set, profile);
  const { commands } = coverage;
  const gate = passGate({ run, commands, baseline: judged, replyMs: profile.timing.replyMs });
  const decision = decideRun(run, baseline, gate);
  return {
    format: 'atconform-result/1',
    tool: header.tool,
    startedAt: header.startedAt,
    durationMs: run.durationMs,
    verdict: decision.verdict,
    exitCode: decision.exitCode,
    rule: decision.rule,
    stopped: run.stop?.reason ?? null,
    device: {
      ...header.device,
      profile: profile.name,
      profileTitle: profile.title,
      identity: run.identity,
    },
    set: { name: set.name, title: set.title, document: set.document },
    seed: header.seed,
    clockScale: header.clockScale,
    hashes: header.hashes,
    repeat: header.repeat,
    attempts: run.attempts,
    counts: run.counts,
    wireCounts: run.wireCounts,
    accepted: run.accepted,
    scenarios: run.scenarios,
    requirements: coverage.requirements,
    commands,
    questions: coverage.questions,
    examples: foldExamples(set.examples, run),
    session: foldSession(run.exchanges),
    baseline,
    gate,
  };
}

function compareRun(run: FoldedRun, baseline: JudgedBaseline, { questions }: JudgedSet): ComparedRun {
  return compareWithBaseline(
    run,
    baseline,
    questions.map(({ id }) => id),
  );
}
