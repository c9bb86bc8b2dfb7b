/** Hooks by which cucumber-js and our bench meet: every feature scenario is bracketed by the bench like any other. */
import {
  After,
  AfterAll,
  Before,
  BeforeAll,
  type ITestCaseHookParameter,
  Status,
  setDefaultTimeout,
  setDefinitionFunctionWrapper,
  setWorldConstructor,
  World,
} from '@cucumber/cucumber';
import { isRed } from '../../src/record/verdict.ts';
import { findFeatureRun } from '../../src/run/current-bench.ts';
import { raceInterrupt, type StepFunction } from '../../src/run/interrupt-race.ts';
import { finishStandaloneRun, startStandaloneRun } from '../../src/run/standalone-run.ts';
import type { ScenarioBench } from '../../src/scenario/step-context.ts';

/** What `this` is in a step of your own: `await this.bench.perform(step)`. */
export class BenchWorld extends World {
  bench: ScenarioBench = { perform: () => Promise.reject(new Error('the scenario has not begun')) };
}

setWorldConstructor(BenchWorld);
/** Every wait of ours has its own limit, and a long one may be what is tested. */
setDefaultTimeout(-1);

/** Ours end by themselves when a run is interrupted, and must not be cut off while they put the module in order. */
const ours = new WeakSet<StepFunction>();

export function endsByItself<Perform extends StepFunction>(perform: Perform): Perform {
  ours.add(perform);
  return perform;
}

setDefinitionFunctionWrapper((perform: StepFunction) =>
  ours.has(perform) ? perform : raceInterrupt(perform, () => findFeatureRun()?.bench.signal),
);

BeforeAll(
  endsByItself(async () => {
    if (findFeatureRun() === null) await startStandaloneRun();
  }),
);

AfterAll(endsByItself(finishStandaloneRun));

/** Scenarios that the bench has begun and must end. */
const begun = new WeakSet<BenchWorld>();

Before(
  endsByItself(async function (this: BenchWorld, { pickle }: ITestCaseHookParameter) {
    const run = findFeatureRun();
    const planned = run?.scenarios.get(`${pickle.uri}:${pickle.location?.line}`);
    if (run == null || planned === undefined) return 'skipped';
    this.bench = run.bench;
    if (!(await run.bench.begin(planned.scenario, planned.skipReason))) return 'skipped';
    begun.add(this);
    return undefined;
  }),
);

After(
  endsByItself(async function (this: BenchWorld, { result }: ITestCaseHookParameter) {
    const bench = findFeatureRun()?.bench;
    if (bench === undefined || !begun.has(this)) return;
    const isOurs =
      result?.status === Status.FAILED ||
      result?.status === Status.PASSED ||
      result?.status === Status.SKIPPED;
    if (!isOurs)
      bench.fail(
        `cucumber calls the scenario ${result?.status ?? 'unknown'}: ${result?.message ?? 'a step has no meaning'}`,
      );
    else if (result.status === Status.FAILED) bench.noteFailure(result.message ?? 'a step failed');
    const end = await bench.end();
    if (result?.status !== Status.FAILED && (isRed(end.verdict) || isRed(end.wire)))
      throw new Error(`${end.verdict}, wire channel ${end.wire}: ${end.reason ?? 'see the report'}`);
  }),
);
