/** What a phrase is: a Cucumber Expression and the raw steps that it stands for. */
import type { ScenarioCode } from './codes.ts';
import type { RawStep } from './scenarios.generated.ts';

/** A data table as rows of cells. */
export type Table = readonly (readonly string[])[];

export interface Phrase {
  readonly expression: string;
  /** What stands below the step: nothing, a data table, or a text between `"""`. */
  readonly attachment: 'none' | 'table' | 'text';
  /** A step as a feature file may have it; for a table its rows below, one a line. */
  readonly example: string;
  /** Takes the values of the expression's parameters in order, then the table or text. Throws PhraseError. */
  readonly make: (...values: never[]) => readonly RawStep[];
}

export interface PhraseFamily {
  readonly title: string;
  readonly phrases: readonly Phrase[];
}

/** A mistake of a feature's author that only the phrase can see, such as an unknown row of its table. */
export class PhraseError extends Error {
  override readonly name = 'PhraseError';
  readonly code: ScenarioCode;
  readonly hint: string | null;
  constructor(code: ScenarioCode, message: string, hint: string | null) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

export function phrase(expression: string, example: string, make: Phrase['make']): Phrase {
  return { expression, attachment: 'none', example, make };
}

export function phraseWithTable(expression: string, example: string, make: Phrase['make']): Phrase {
  return { expression, attachment: 'table', example, make };
}

export function phraseWithText(expression: string, example: string, make: Phrase['make']): Phrase {
  return { expression, attachment: 'text', example, make };
}
