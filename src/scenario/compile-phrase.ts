/** A Gherkin step, once its phrase is found, as the steps that the bench performs: through the same raw steps as YAML. */
import { compileStep } from './compile-step.ts';
import { type Phrase, PhraseError } from './phrase.ts';
import { type ResolvedStep, resolveSteps } from './resolve-step.ts';
import type { RawStep } from './scenarios.generated.ts';
import type { CompiledSteps, FaultSink, StepContext, StepFault } from './step-context.ts';

export interface CompiledPhrase extends CompiledSteps {
  /** The raw steps that the phrase stood for. */
  readonly resolved: readonly ResolvedStep[];
}

/** `values` are those of the phrase's parameters in order, then its table's rows or its text. */
export function compilePhrase(
  phrase: Phrase,
  readValues: () => readonly unknown[],
  context: StepContext,
): CompiledPhrase {
  const faults: StepFault[] = [];
  const fault: FaultSink = (code, path, message, hint = null, at = 'value') =>
    void faults.push({ code, path, message, hint, atKey: at === 'key' });
  const raws = makeRawSteps(phrase, readValues, fault);
  const resolved = resolveSteps(raws, [], context.role, { columns: {}, profile: context.profile }, fault);
  const compiled = resolved.map(({ raw, role }) => compileStep(raw, { ...context, role }));
  return {
    resolved,
    steps: compiled.flatMap(({ steps }) => steps),
    faults: [...faults, ...compiled.flatMap((each) => each.faults)],
    inapplicable: compiled.find((each) => each.inapplicable !== null)?.inapplicable ?? null,
  };
}

function makeRawSteps(
  phrase: Phrase,
  readValues: () => readonly unknown[],
  fault: FaultSink,
): readonly RawStep[] {
  try {
    return phrase.make(...(readValues() as never[]));
  } catch (error) {
    if (!(error instanceof PhraseError)) throw error;
    fault(error.code, [], error.message, error.hint);
    return [];
  }
}
