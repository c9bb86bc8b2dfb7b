/** What a run found of its device, for a baseline to be written from. */
import type { RunEvent } from '../record/event.ts';
import { foldRun } from '../record/fold.ts';
import { type Deviation, headOfHash } from '../spec/baseline.ts';
import type { Findings } from '../spec/baseline-edit.ts';
import { fingerprintWay } from '../spec/way-of-failing.ts';
import { listAnswers } from './compare-answers.ts';
import { isWholeRun } from './judged-baseline.ts';
import { readJudgedProfile, readJudgedSet } from './judged-set.ts';
import { measureCoverage } from './measure.ts';
import { createMask, listWaysOfFailing } from './way-of-failing.ts';

/** Of a run that came to its end. Ways of failing that a deviation of a requirement in `known` accepts are left out. */
export function collectFindings(events: readonly RunEvent[], known: readonly Deviation[]): Findings {
  const run = foldRun(events);
  const set = readJudgedSet(run.header);
  const profile = readJudgedProfile(run.header);
  const mask = createMask(run.header);
  const anywhere = known.filter(({ requirement }) => requirement !== null);
  const accepted = new Set(anywhere.flatMap(({ fails }) => fails.map(fingerprintWay)));
  const own = new Map(
    known.flatMap(({ scenarios, fails }) => scenarios.map((id) => [id, new Set(fails.map(fingerprintWay))])),
  );
  const ran = run.scenarios.filter(({ verdict }) => verdict !== 'skip');
  return {
    set: set.name,
    profile: profile.name,
    identity: run.identity,
    scenarios: ran.map((scenario) => ({
      id: scenario.id,
      hash: scenario.notation === 'generated' ? '' : headOfHash(scenario.hash),
      ways: listWaysOfFailing(scenario, mask).filter((way) => {
        const fingerprint = fingerprintWay(way);
        return !accepted.has(fingerprint) || own.get(scenario.id)?.has(fingerprint) === true;
      }),
    })),
    answers: Object.fromEntries(
      set.questions
        .map(({ id }) => [id, listAnswers(run, id)] as const)
        .filter(([, answers]) => answers.length > 0),
    ),
    coverage: isWholeRun(run.header) ? measureShares(measureCoverage(run, set, profile).commands) : null,
  };
}

/** Rounded down to a thousandth, so that the same coverage is never below what was written. */
function measureShares(commands: readonly { readonly command: string; readonly coverage: number }[]) {
  return Object.fromEntries(
    commands.map(({ command, coverage }) => [command, Math.floor(coverage * 1000) / 1000]),
  );
}
