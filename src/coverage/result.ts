/** The result of a run: what its events fold to, measured against the command set that they carry. */
import type { RunEvent } from '../record/event.ts';
import { foldRun } from '../record/fold.ts';
import type { RunResult } from '../record/result.ts';
import type { Stop } from '../record/stop.ts';
import { decideRun } from './decide.ts';
import { readJudgedProfile, readJudgedSet } from './judged-set.ts';
import { measureCoverage } from './measure.ts';

/**
 * The result that every report is made from. `stop` is for a run that has not written its footer yet and asks what to
 * write into it (null: it came to its end); events read from a file say themselves why they end.
 */
export function foldResult(events: readonly RunEvent[], stop?: Stop | null): RunResult {
  const run = foldRun(events, stop);
  const { header } = run;
  const set = readJudgedSet(header);
  const profile = readJudgedProfile(header);
  const decision = decideRun(run);
  const coverage = measureCoverage(run, set, profile);
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
    scenarios: run.scenarios,
    requirements: coverage.requirements,
    commands: coverage.commands,
    questions: coverage.questions,
  };
}
