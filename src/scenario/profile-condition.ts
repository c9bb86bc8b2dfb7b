/** Conditions of scenarios (`needs`, `when`): they ask for values of the profile and columns of the examples row. */
import { type Result, refuse, succeed } from '../base/result.ts';
import { type ConditionRecord, evaluateCondition, namesOf, parseCondition } from '../spec/condition.ts';
import type { Profile } from '../spec/model.ts';
import type { ScenarioCode } from './codes.ts';
import { suggest } from './raw-value.ts';
import type { Cell } from './scenarios.generated.ts';

export interface JudgedCondition {
  /** False also where a value that it asks for is unknown. */
  readonly holds: boolean;
  /** The first profile key that it asks for and the profile does not know, or null. */
  readonly unknown: string | null;
}

export interface ConditionMistake {
  readonly code: ScenarioCode;
  readonly message: string;
  readonly hint: string | null;
}

/**
 * Does `text` hold? Names are columns, and profile values as `profile.key`; without columns (a `needs`) a bare key is a
 * profile value too.
 */
export function judgeCondition(
  text: string,
  surroundings: { readonly columns: Readonly<Record<string, Cell>> | null; readonly profile: Profile },
): Result<JudgedCondition, ConditionMistake> {
  const parsed = parseCondition(text);
  if (!parsed.ok)
    return refuse({
      code: 'BAD_EXPRESSION',
      message: `in the condition "${text}": ${parsed.fault.message}`,
      hint: null,
    });
  const { columns, profile } = surroundings;
  const record: Record<string, ConditionRecord[string]> = { ...columns };
  let unknown: string | null = null;
  for (const { name } of namesOf(parsed.value)) {
    const key = name.startsWith('profile.') ? name.slice('profile.'.length) : columns === null ? name : null;
    if (key === null && !Object.hasOwn(record, name))
      return refuse({
        code: 'UNKNOWN_VARIABLE',
        message: `the condition "${text}" asks for "${name}", which is no column of the examples`,
        hint: suggest(name, [
          ...Object.keys(columns ?? {}),
          ...Object.keys(profile.values).map((each) => `profile.${each}`),
        ]),
      });
    if (key === null) continue;
    const known = profile.values[key];
    if (known === undefined)
      return refuse({
        code: 'UNKNOWN_PROFILE_KEY',
        message: `the profile ${profile.name} has no value "${key}"`,
        hint: suggest(key, Object.keys(profile.values)),
      });
    if (known.value === 'unknown') unknown ??= key;
    record[name] = known.value;
  }
  return succeed({ holds: unknown === null && evaluateCondition(parsed.value, record), unknown });
}
