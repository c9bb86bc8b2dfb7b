/** The words for numbers, lists, maps and texts that are too small or too large. */
import type { SchemaFault } from './schema-validator.ts';
import type { SchemaWords } from './schema-words.ts';
import { countOf, firstSentence, showValue } from './wording.ts';

const BOUND_WORDS: Readonly<Record<string, (limit: unknown) => string>> = {
  minimum: (limit) => `a number of at least ${limit}`,
  maximum: (limit) => `a number of at most ${limit}`,
  exclusiveMinimum: (limit) => `a number above ${limit}`,
  exclusiveMaximum: (limit) => `a number below ${limit}`,
  multipleOf: (limit) => `a multiple of ${limit}`,
  minLength: (limit) => `a text of at least ${countOf(limit, 'character')}`,
  maxLength: (limit) => `a text of at most ${countOf(limit, 'character')}`,
  minItems: (limit) => `a list of at least ${countOf(limit, 'item')}`,
  maxItems: (limit) => `a list of at most ${countOf(limit, 'item')}`,
  minProperties: (limit) => `at least ${countOf(limit, 'key')}`,
  maxProperties: (limit) => `at most ${countOf(limit, 'key')}`,
};

/** Puts a broken bound into words, and every rule that has no words of its own. */
export function wordBounds({ keyword, params, value, schema }: SchemaFault): SchemaWords {
  const describe = BOUND_WORDS[keyword];
  if (describe === undefined) {
    const message = `the rule "${keyword}" of the schema is broken by ${showValue(value)}`;
    return {
      code: 'SCHEMA_MISMATCH',
      message,
      hint: firstSentence(schema.description),
      at: 'value',
      key: null,
    };
  }
  const message = `expected ${describe(params.limit ?? params.multipleOf)}, came ${showValue(value)}`;
  return { code: 'OUT_OF_BOUNDS', message, hint: null, at: 'value', key: null };
}
