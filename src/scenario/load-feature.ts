/** Loads a feature file as `check` and the plan see it: pickles to scenarios by the phrase table, with every mistake at its place. */
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { type GherkinDocument, IdGenerator } from '@cucumber/messages';
import { collectFeatureFaults, type FeatureFaults } from './feature-faults.ts';
import { type FeatureContext, PickleLoader } from './load-pickle.ts';
import type { LoadedScenarios } from './load-scenarios.ts';
import { indexFeature } from './pickle.ts';

/** The place of a scenario, `path:line`, is the key by which cucumber names its pickle. */
export function loadFeature(path: string, text: string, context: FeatureContext): LoadedScenarios {
  const faults = collectFeatureFaults(path, text);
  const document = parseFeature(path, text, faults);
  if (document === null) return { scenarios: [], diagnostics: faults.list() };
  const nodes = indexFeature(document);
  checkSharedTags(document, faults);
  const pickles = compile(document, path, IdGenerator.incrementing());
  const scenarios = pickles.map((pickle) => new PickleLoader(pickle, nodes, context, faults).load());
  return { scenarios: scenarios.filter((scenario) => scenario !== null), diagnostics: faults.list() };
}

function parseFeature(path: string, text: string, faults: FeatureFaults): GherkinDocument | null {
  const parser = new Parser(new AstBuilder(IdGenerator.incrementing()), new GherkinClassicTokenMatcher());
  try {
    return { ...parser.parse(text), uri: path };
  } catch (error) {
    const errors = (error as { errors?: readonly unknown[] }).errors ?? [error];
    for (const each of errors) faults.addSyntax(each as Error);
    return null;
  }
}

/** Tags above a whole feature or rule are inherited by every scenario: what identifies or is proved cannot be. */
function checkSharedTags(document: GherkinDocument, faults: FeatureFaults): void {
  const rules = (document.feature?.children ?? []).flatMap(({ rule }) => (rule === undefined ? [] : [rule]));
  const shared = [...(document.feature?.tags ?? []), ...rules.flatMap((rule) => rule.tags)];
  for (const { name, location } of shared)
    if (/^@(?:id:|after:|[RW]-)/.test(name)) {
      const message = `the tag ${name} speaks of one scenario and cannot stand above a whole feature or rule`;
      faults.add('SCENARIO_TAG', { line: location.line, text: name }, message, 'put it above the scenario');
    }
}
