/** Cases out of the command set: what its parameters, replies and states say becomes ordinary scenarios, the same for the same seed. */
import type { Scenario } from '../scenario/scenario.ts';
import type { CommandSet, Profile } from '../spec/model.ts';
import { listBoundaryCases } from './boundary.ts';
import type { CaseForm } from './call.ts';
import type { GenerateContext, GeneratedCase, GenerateKind } from './case.ts';
import { compileCase } from './compile-case.ts';
import { listMalformedCases } from './malformed.ts';
import { listPairwiseCases } from './pairwise.ts';
import { listSequenceCases } from './sequence.ts';

export { GENERATE_KINDS, type GenerateKind } from './case.ts';

export interface GenerateOptions {
  readonly kinds: readonly GenerateKind[];
  /** What chance is made from, where a kind of cases has any. */
  readonly seed: string;
}

/** Empty for a set that has no rules for cases. Ids are unique; same set, profile, kinds and seed, same scenarios. */
export function generateScenarios(
  set: CommandSet,
  profile: Profile,
  { kinds, seed }: GenerateOptions,
): readonly Scenario[] {
  if (set.cases === undefined) return [];
  const context: GenerateContext = { set, profile, seed };
  return kinds.flatMap((kind) =>
    listCases(kind, context).map((generated) =>
      compileCase(generated, ['@generated', `@generated-${kind}`], context),
    ),
  );
}

function listCases(kind: GenerateKind, context: GenerateContext): GeneratedCase[] {
  const forms = listCaseForms(context.set);
  switch (kind) {
    case 'boundary':
      return forms.flatMap((form) => listBoundaryCases(form, context));
    case 'pairwise':
      return forms.flatMap((form) => listPairwiseCases(form, context));
    case 'malformed':
      return forms.flatMap((form) => listMalformedCases(form, context));
    case 'sequence':
      return listSequenceCases(context);
  }
}

/** The forms that have rules for cases, in the order of the set. */
export function listCaseForms({ commands }: CommandSet): CaseForm[] {
  return commands.flatMap((command) =>
    command.forms.flatMap((form) =>
      form.cases === undefined ? [] : [{ command, form: { ...form, cases: form.cases } }],
    ),
  );
}
