/** Registers every phrase with cucumber-js. What a phrase does is what its scenario was planned with when the file was loaded. */
import { BeforeStep, defineParameterType, Given, type ITestStepHookParameter } from '@cucumber/cucumber';
import type { GherkinDocument } from '@cucumber/messages';
import { findFeatureRun } from '../../src/run/current-bench.ts';
import { PHRASE_PARAMETERS } from '../../src/scenario/phrase-parameters.ts';
import { countValues, PHRASES } from '../../src/scenario/phrases.ts';
import { type FeatureNodes, indexFeature, readPickleHead, readStepHead } from '../../src/scenario/pickle.ts';
import type { Step } from '../../src/scenario/step.ts';
import { type BenchWorld, endsByItself } from './world.ts';

const nodesOf = new WeakMap<GherkinDocument, FeatureNodes>();

/** The planned steps of the Gherkin step that each world is about to perform. */
const upcoming = new WeakMap<BenchWorld, readonly Step[]>();

BeforeStep(
  endsByItself(function (this: BenchWorld, { gherkinDocument, pickle, pickleStep }: ITestStepHookParameter) {
    const nodes = nodesOf.get(gherkinDocument) ?? indexFeature(gherkinDocument);
    nodesOf.set(gherkinDocument, nodes);
    const { place } = readPickleHead(pickle, nodes);
    const planned = findFeatureRun()?.scenarios.get(`${place.path}:${place.line}`);
    const { line } = readStepHead(pickle, pickleStep, nodes).place;
    upcoming.set(this, planned?.scenario.steps.filter((step) => step.place.line === line) ?? []);
  }),
);

for (const { name, regexp, transform } of PHRASE_PARAMETERS)
  defineParameterType({ name, regexp, transformer: transform, useForSnippets: false });

for (const phrase of PHRASES) {
  async function perform(this: BenchWorld): Promise<void> {
    for (const step of upcoming.get(this) ?? []) await this.bench.perform(step);
  }
  // cucumber compares the number of a function's parameters with the step's values.
  Object.defineProperty(perform, 'length', { value: countValues(phrase) });
  Given(phrase.expression, endsByItself(perform));
}
