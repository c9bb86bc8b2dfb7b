/**
 * Compares a run with the baseline of its device. What fails must be accepted and must fail as it is known to; what is accepted
 * must fail: a deviation that has gone, or has become another one, is news.
 */
import type { FoldedRun } from '../record/fold.ts';
import type { BaselineResult, DeviationCase, DeviationResult, ScenarioResult } from '../record/result.ts';
import { type Deviation, headOfHash } from '../spec/baseline.ts';
import { isOfFirmware } from '../spec/firmware-range.ts';
import { describeWay, fingerprintWay, type WayOfFailing } from '../spec/way-of-failing.ts';
import { compareAnswers } from './compare-answers.ts';
import { isWholeRun, type JudgedBaseline } from './judged-baseline.ts';
import { createMask, listWaysOfFailing } from './way-of-failing.ts';

export interface ComparedRun {
  readonly result: BaselineResult;
  /** Ids of the scenarios of which everything that is red is accepted. */
  readonly accepted: ReadonlySet<string>;
}

/** `questions`: the ids of those that the set asks. */
export function compareWithBaseline(
  run: FoldedRun,
  baseline: JudgedBaseline,
  questions: readonly string[],
): ComparedRun {
  const comparison = new Comparison(run, baseline);
  const { path, hash } = baseline;
  const deviations = baseline.deviations.map((deviation) => comparison.compareDeviation(deviation));
  return {
    accepted: comparison.listAccepted(),
    result: { path, hash, deviations, answers: compareAnswers(run, baseline, questions) },
  };
}

/** Does a deviation hold for this device on this day? */
type Standing = 'applies' | 'expired' | 'not-applicable';

class Comparison {
  readonly #run: FoldedRun;
  readonly #baseline: JudgedBaseline;
  readonly #isWhole: boolean;
  /** Every pass through a scenario that came to something, with how it failed. */
  readonly #passes: readonly Pass[];
  /** Fingerprints that deviations of a requirement accept in whichever scenario. */
  readonly #acceptedAnywhere: ReadonlySet<string>;

  constructor(run: FoldedRun, baseline: JudgedBaseline) {
    this.#run = run;
    this.#baseline = baseline;
    this.#isWhole = isWholeRun(run.header) && run.stop === null;
    const mask = createMask(run.header);
    this.#passes = run.scenarios
      .filter((scenario) => isBegun(scenario, run))
      .map((scenario) => ({ scenario, ways: listWaysOfFailing(scenario, mask) }));
    const anywhere = baseline.deviations.filter(
      (deviation) => deviation.requirement !== null && this.#standingOf(deviation) === 'applies',
    );
    this.#acceptedAnywhere = new Set(anywhere.flatMap(({ fails }) => fails.map(fingerprintWay)));
  }

  compareDeviation(deviation: Deviation): DeviationResult {
    const { reason, issue, owner, firmware, expires, scenarios, requirement, fails } = deviation;
    const cases =
      requirement === null
        ? scenarios.map((id) => this.#compareScenario(id, deviation))
        : [this.#compareRequirement(requirement, deviation)];
    return {
      ...{ reason, issue, owner, firmware, expires, expiresInDays: this.#daysUntil(expires) },
      ...{ fails: fails.map(describeWay), cases },
    };
  }

  listAccepted(): ReadonlySet<string> {
    const matched = new Set(
      this.#baseline.deviations
        .filter((deviation) => this.#standingOf(deviation) === 'applies')
        .flatMap((deviation) =>
          deviation.scenarios.filter((id) => this.#compareScenario(id, deviation).status === 'matched'),
        ),
    );
    const failing = this.#passes.filter(({ ways }) => ways.length > 0);
    // An error is never the module's, whatever a file says.
    const isAccepted = ({ scenario, ways }: Pass) =>
      ways.every(({ verdict }) => verdict !== 'error') &&
      (matched.has(scenario.id) || this.#withoutAnywhere(ways).length === 0);
    const refused = new Set(failing.filter((pass) => !isAccepted(pass)).map(({ scenario }) => scenario.id));
    return new Set(failing.map(({ scenario }) => scenario.id).filter((id) => !refused.has(id)));
  }

  #compareScenario(id: string, deviation: Deviation): DeviationCase {
    const passes = this.#passes.filter(({ scenario }) => scenario.id === id);
    const came = passes.flatMap(({ ways }) => ways);
    const tell = (status: DeviationCase['status']): DeviationCase => ({
      ...{ kind: 'scenario', id, status },
      came: describeWays(came),
    });
    const standing = this.#standingOf(deviation);
    if (this.#baseline.orphans.includes(id)) return tell('orphan');
    if (standing !== 'applies') return tell(standing);
    if (passes.length === 0) return tell('not-run');
    if (passes.some(({ scenario }) => this.#isRewritten(scenario))) return tell('rewritten');
    if (came.length === 0) return tell('gone');
    const isAsPinned = passes.every(({ ways }) =>
      isSame(this.#withoutAnywhere(ways, deviation.fails), deviation.fails),
    );
    return tell(isAsPinned ? 'matched' : 'changed');
  }

  #compareRequirement(id: string, deviation: Deviation): DeviationCase {
    const came = this.#passes
      .flatMap(({ scenario, ways }) => withoutPinned(ways, this.#pinnedOf(scenario.id)))
      .filter(({ breaks }) => breaks.includes(id));
    const tell = (status: DeviationCase['status']): DeviationCase => ({
      ...{ kind: 'requirement', id, status },
      came: describeWays(came),
    });
    const standing = this.#standingOf(deviation);
    if (this.#baseline.orphans.includes(id)) return tell('orphan');
    if (standing !== 'applies') return tell(standing);
    if (withoutPinned(came, deviation.fails).length > 0) return tell('changed');
    // A part of the suite may not have come to it.
    if (!this.#isWhole) return tell(came.length === 0 ? 'not-run' : 'matched');
    if (this.#run.requirements.get(id)?.isExercised !== true && came.length === 0) return tell('not-run');
    if (came.length === 0) return tell('gone');
    return tell(isSame(came, deviation.fails) ? 'matched' : 'changed');
  }

  /** The ways that no deviation of a requirement accepts, and those that are pinned all the same. */
  #withoutAnywhere(
    ways: readonly WayOfFailing[],
    pinned: readonly WayOfFailing[] = [],
  ): readonly WayOfFailing[] {
    const own = new Set(pinned.map(fingerprintWay));
    return ways.filter(
      (way) => own.has(fingerprintWay(way)) || !this.#acceptedAnywhere.has(fingerprintWay(way)),
    );
  }

  /** A baseline that pins no hash of it (evidence of earlier versions never does), or a scenario that was not planned, says nothing. */
  #isRewritten({ id, hash }: ScenarioResult): boolean {
    const pinned = this.#baseline.hashes?.[id];
    return pinned !== undefined && hash !== '' && pinned !== headOfHash(hash);
  }

  /** How the scenario is known to fail. */
  #pinnedOf(scenario: string): readonly WayOfFailing[] {
    const own = this.#baseline.deviations.find(
      (deviation) => deviation.scenarios.includes(scenario) && this.#standingOf(deviation) === 'applies',
    );
    return own?.fails ?? [];
  }

  #standingOf({ firmware, expires }: Deviation): Standing {
    if (firmware !== null && !isOfFirmware(firmware, this.#run.identity)) return 'not-applicable';
    const days = this.#daysUntil(expires);
    return days !== null && days < 0 ? 'expired' : 'applies';
  }

  #daysUntil(expires: string | null): number | null {
    if (expires === null) return null;
    const startedOn = this.#run.header.startedAt.slice(0, 'yyyy-mm-dd'.length);
    return Math.round((Date.parse(expires) - Date.parse(startedOn)) / DAY_MS);
  }
}

const DAY_MS = 24 * 60 * 60 * 1000;

interface Pass {
  readonly scenario: ScenarioResult;
  readonly ways: readonly WayOfFailing[];
}

/** A skipped scenario, or one that a stopped run did not come to, shows nothing. */
function isBegun({ verdict, judgements, ladder }: ScenarioResult, { stop }: FoldedRun): boolean {
  if (verdict === 'skip') return false;
  return stop === null || judgements.length > 0 || ladder.length > 0;
}

function isSame(left: readonly WayOfFailing[], right: readonly WayOfFailing[]): boolean {
  return withoutPinned(left, right).length === 0 && withoutPinned(right, left).length === 0;
}

/** Those of `ways` that `pinned` does not have. */
function withoutPinned(ways: readonly WayOfFailing[], pinned: readonly WayOfFailing[]): WayOfFailing[] {
  const known = new Set(pinned.map(fingerprintWay));
  return ways.filter((way) => !known.has(fingerprintWay(way)));
}

function describeWays(ways: readonly WayOfFailing[]): string[] {
  return [...new Set(ways.map(describeWay))];
}
