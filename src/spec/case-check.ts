/** What is wrong with the rules for generated cases that their schemas cannot see: names that lead nowhere, conditions, samples. */
import { findNearest } from '../base/nearest.ts';
import type { Diagnostic } from '../document/diagnostic.ts';
import type { Pointer } from '../document/yaml-document.ts';
import type { SpecCode } from './codes.ts';
import type { RawForm, RawParameter } from './command.generated.ts';
import {
  type LocatedForm,
  listCommands,
  listForms,
  listQuestions,
  listRequirements,
  type Owner,
} from './command-file.ts';
import { namesOf, parseCondition } from './condition.ts';
import { checkCondition } from './condition-check.ts';
import type { SetFile } from './set.generated.ts';
import { type Located, listMembers, reportAt } from './spec-file.ts';

type NameKind = 'requirement' | 'question' | 'parameter' | 'capability';

/** What a name under each key of the rules must be one of. */
const REFERENCES: ReadonlyMap<string, NameKind> = new Map([
  ...'proves refused_by empty replaced quoting omission syntax terminator liveness special other'
    .split(' ')
    .map((key) => [key, 'requirement'] as const),
  ['answers', 'question'],
  ['counts', 'parameter'],
  ['limit', 'capability'],
]);

/** Conditions on the profile. */
const PROFILE_CONDITIONS: ReadonlySet<string> = new Set(['accepted_if', 'kept_if']);

/** Their keys are names of fields and headers, which anybody may choose. */
const FREE_KEYS: ReadonlySet<string> = new Set(['fields', 'headers']);

type KnownNames = Readonly<Record<NameKind, readonly string[]>>;

/** Checks all rules for generated cases. `hasAll`: nothing is missing for want of a readable file. */
export function checkCases(set: Located<SetFile>, owners: readonly Owner[], hasAll: boolean): Diagnostic[] {
  const common = {
    requirement: hasAll ? listRequirements(owners).map(({ raw }) => raw.id) : null,
    question: hasAll ? listQuestions(owners).map(({ raw }) => raw.id) : null,
    capability: set.file.isSound(['capabilities']) ? Object.keys(set.raw.capabilities) : null,
  };
  if (common.requirement === null || common.question === null || common.capability === null) return [];
  const known = { ...common, parameter: [] } as KnownNames;
  const forms = listCommands(owners)
    .flatMap(listForms)
    .filter(({ raw }) => raw.cases !== undefined);
  const hasRules = set.raw.cases !== undefined;
  return [
    ...(set.file.isSound(['cases']) ? checkNames(set, ['cases'], set.raw.cases, known) : []),
    ...forms.flatMap((form) => (hasRules ? checkForm(form, known) : [reportRuleless(form)])),
  ];
}

function reportRuleless(form: LocatedForm): Diagnostic {
  const message = 'this form has rules for generated cases, and its set has none';
  return reportAt(form, ['cases'], 'CASES_WITHOUT_RULES', message, 'add `cases` to set.yaml', 'key');
}

function checkForm(form: LocatedForm, common: KnownNames): Diagnostic[] {
  const parameters = listMembers<RawParameter>(form, 'parameters');
  const known = { ...common, parameter: parameters.map(({ raw }) => raw.name) };
  const sound = (at: Located<unknown>) => at.file.isSound([...at.pointer, 'cases']);
  return [
    ...(sound(form)
      ? [...checkNames(form, ['cases'], form.raw.cases, known), ...checkEffects(form, known)]
      : []),
    ...parameters
      .filter(sound)
      .flatMap((each) => [...checkNames(each, ['cases'], each.raw.cases, known), ...checkSample(each)]),
  ];
}

function checkEffects(form: Located<RawForm>, { parameter }: KnownNames): Diagnostic[] {
  return (form.raw.cases?.effects ?? []).flatMap(({ when }, index) => {
    const effect = { ...form, pointer: [...form.pointer, 'cases', 'effects', index] };
    return when === undefined ? [] : checkCondition(effect, when, parameter);
  });
}

/** A case of one parameter needs something that works in each other one that must be given. */
function checkSample(parameter: Located<RawParameter>): Diagnostic[] {
  const { type, omission, enumeration, default: value, cases } = parameter.raw;
  const isFound = type === 'integer' || enumeration !== undefined || value !== undefined;
  const isNamed = cases?.sample !== undefined || cases?.carries !== undefined;
  if (isFound || isNamed || (omission ?? 'none') !== 'none') return [];
  const message = `"${parameter.raw.name}" must be given, and nothing says what works in it`;
  return [reportAt(parameter, ['name'], 'CASE_WITHOUT_SAMPLE', message, 'add cases: { sample: … }')];
}

/** Every name in `value`, at any depth, that is none of those it should be. */
function checkNames(at: Located<unknown>, pointer: Pointer, value: unknown, known: KnownNames): Diagnostic[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const inner = [...pointer, Array.isArray(value) ? Number(key) : key];
    const kind = REFERENCES.get(key);
    if (kind !== undefined && typeof item !== 'object')
      return checkName(at, inner, String(item), kind, known);
    if (kind !== undefined && Array.isArray(item))
      return item.flatMap((name, index) => checkName(at, [...inner, index], String(name), kind, known));
    if (PROFILE_CONDITIONS.has(key)) return checkProfileCondition(at, inner, String(item), known);
    if (key === 'with')
      return Object.keys(item).flatMap((name) => checkName(at, [...inner, name], name, 'parameter', known));
    return FREE_KEYS.has(key) ? [] : checkNames(at, inner, item, known);
  });
}

function checkName(
  at: Located<unknown>,
  pointer: Pointer,
  name: string,
  kind: NameKind,
  known: KnownNames,
): Diagnostic[] {
  if (known[kind].includes(name)) return [];
  const code: SpecCode = kind === 'requirement' ? 'UNKNOWN_REQUIREMENT' : 'UNKNOWN_CASE_NAME';
  const what = {
    requirement: 'requirement',
    question: 'question',
    parameter: 'parameter',
    capability: 'profile value',
  };
  const nearest = findNearest(name, known[kind]);
  const message = `there is no ${what[kind]} "${name}"${nearest === null ? '' : `; did you mean "${nearest}"?`}`;
  return [reportAt(at, pointer, code, message, null)];
}

function checkProfileCondition(
  at: Located<unknown>,
  pointer: Pointer,
  text: string,
  known: KnownNames,
): Diagnostic[] {
  const condition = parseCondition(text);
  if (condition.ok)
    return namesOf(condition.value).flatMap(({ name }) => checkName(at, pointer, name, 'capability', known));
  return [reportAt(at, pointer, 'BAD_CONDITION', condition.fault.message, 'for example: test_form == usage')];
}
