/** A Gherkin document made of scenarios as they were performed, and the pickles in it. */
import { generateMessages } from '@cucumber/gherkin';
import { type Envelope, type Pickle, SourceMediaType } from '@cucumber/messages';
import { assertInvariant } from '../base/invariant.ts';
import type { ScenarioResult } from '../record/result.ts';
import { flattenText } from './ladder.ts';

export interface PerformedScenario {
  readonly scenario: ScenarioResult;
  /** Every step that one of its attempts came to, as its author wrote it. */
  readonly stepTexts: readonly string[];
}

export interface CompiledDocument<Performed> {
  readonly envelopes: readonly Envelope[];
  readonly performed: readonly { readonly performed: Performed; readonly pickle: Pickle }[];
}

/** The step that carries the verdict, last in every scenario: the wire channel and errors of the bench belong to no other. */
const LAST_STEP = '* the scenario is judged';

export function compileDocument<Performed extends PerformedScenario>(
  command: string,
  scenarios: readonly Performed[],
  newId: () => string,
): CompiledDocument<Performed> {
  const text = [`Feature: ${command}`, ...scenarios.map(writeScenario), ''].join('\n');
  const envelopes = generateMessages(
    text,
    `performed/${command}.feature`,
    SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN,
    {
      ...{ includeSource: true, includeGherkinDocument: true, includePickles: true, newId },
    },
  );
  const pickles = envelopes.flatMap(({ pickle }) => (pickle === undefined ? [] : [pickle]));
  assertInvariant(pickles.length === scenarios.length, 'every scenario that was performed is a pickle');
  return {
    envelopes,
    performed: scenarios.map((performed, index) => ({ performed, pickle: pickles[index] as Pickle })),
  };
}

function writeScenario({ scenario, stepTexts }: PerformedScenario): string {
  const { id, title, tags, requirements, place } = scenario;
  const own = [`@id:${id}`, ...tags, ...requirements.map((requirement) => `@${requirement}`)];
  const named = [...new Set(own)].filter((tag) => /^@[^\s@#]+$/.test(tag));
  return [
    '',
    `  # ${flattenText(place.path)}:${place.line}`,
    `  ${named.join(' ')}`,
    `  Scenario: ${flattenText(title)}`,
    ...[...stepTexts.map(writeStep), LAST_STEP].map((step) => `    ${step}`),
  ].join('\n');
}

/** A step of a feature has its keyword already. */
function writeStep(text: string): string {
  const line = flattenText(text).trim();
  return /^(?:Given|When|Then|And|But|\*) /.test(line) ? line : `* ${line}`;
}
