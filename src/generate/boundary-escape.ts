/** Boundary cases of what a string may hold: every character that needs a backslash, and backslashes that none needs. */
import type { Parameter } from '../spec/model.ts';
import { type CaseForm, fillCarried, type Given, rulesOf } from './call.ts';
import { carryRequest } from './carried.ts';
import type { GenerateContext, GeneratedCase } from './case.ts';
import { makeCase } from './parameter-case.ts';
import type { CaseVerdict } from './verdict.ts';

/** Characters that mean something in a string, by the names that ids have. */
const SPECIAL: readonly (readonly [name: string, value: string])[] = [
  ['comma', 'a,b'],
  ['quote', 'a"b'],
  ['backslash', 'a\\b'],
  ['two-backslashes', 'a\\\\b'],
  ['backslash-comma', 'a\\,b'],
  ['backslash-quote', 'a\\"b'],
  ['comma-first', ',b'],
  ['quote-last', 'a"'],
  ['backslash-last', 'a\\'],
  ['all', '\\,"\\",'],
];

/** Characters that need no backslash and stand for themselves behind one; some mean a control character elsewhere. */
const PLAIN_ESCAPED = ['n', 'r', 't', '0', 'x', 'u', 'Z', ';', '=', '/', "'"];

export function listEscapeCases(
  at: CaseForm,
  parameter: Parameter,
  context: GenerateContext,
): GeneratedCase[] {
  const { carries, with: needed } = rulesOf(parameter);
  const rules = context.set.cases?.escape;
  if (carries === null || rules === undefined) return [];
  const fits = (value: string) =>
    [...value].every((each) => /[a-z]/.test(each) || carries.characters.includes(each));
  const accepted = (proves: string, because: string): CaseVerdict => ({
    outcome: 'accepted',
    proves,
    answers: [],
    because,
    with: needed,
  });
  const make = (name: string, given: Given, value: string, verdict: CaseVerdict) =>
    makeCase(at, parameter, { kind: 'boundary', name }, given, verdict, context, {
      seen: carryRequest(carries.request, [value]),
    });
  const special = SPECIAL.filter(([, value]) => fits(value)).map(([name, value]) =>
    make(
      `escape-${name}`,
      { kind: 'value', value: fillCarried(carries.text, value, 1) },
      value,
      accepted(rules.special, 'a backslash before it makes the character part of the string'),
    ),
  );
  if (!carries.characters.includes('\\')) return special;
  const plain = PLAIN_ESCAPED.map((character) =>
    make(
      `escape-other-${nameCharacter(character)}`,
      { kind: 'text', text: `"${fillCarried(carries.text, `a\\${character}b`, 1)}"` },
      `a${character}b`,
      accepted(rules.other, 'a backslash before any other character stands for that character alone'),
    ),
  );
  return [...special, ...plain];
}

/** Ids hold no characters that mean something in a glob or a path. */
function nameCharacter(character: string): string {
  return /\w/.test(character) ? character : `u${character.charCodeAt(0).toString(16)}`;
}
