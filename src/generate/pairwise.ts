/** Pairwise cases: so few lines that every two values of any two parameters still meet in one of them. */
import { createRandom } from '../base/random.ts';
import { conditionHolds } from '../spec/condition.ts';
import type { Parameter } from '../spec/model.ts';
import {
  type Arguments,
  type CaseForm,
  fillCarried,
  type Given,
  rulesOf,
  sampleArguments,
  sampleOf,
  valuesOf,
} from './call.ts';
import { carryRequest } from './carried.ts';
import { type GenerateContext, type GeneratedCase, nameCase } from './case.ts';
import { coverPairs, type Factor } from './cover-pairs.ts';
import { listEdges } from './edge.ts';
import { makeSteps, type SeenRequestParts } from './outcome.ts';
import { explain } from './parameter-case.ts';
import { type CaseVerdict, judgeValue } from './verdict.ts';

/** With fewer parameters that have a choice, the boundary cases have tried all that there is. */
const FACTORS_MIN = 3;

/** A level of a parameter: what is given, what others must be for it, and how it is seen. */
interface Level {
  readonly name: string;
  readonly given: Given | null;
  readonly with: CaseVerdict['with'];
  readonly seen: SeenRequestParts;
}

/** The parameter is not in the line, since its condition does not hold. */
const ABSENT: Level = { name: 'absent', given: null, with: {}, seen: {} };

export function listPairwiseCases(at: CaseForm, context: GenerateContext): GeneratedCase[] {
  const { command, form } = at;
  const factors = form.parameters
    .filter((parameter) => rulesOf(parameter).counts === null)
    .map((parameter) => ({ parameter, levels: listLevels(at, parameter, context) }));
  if (factors.filter(({ levels }) => levels.length > 1).length < FACTORS_MIN) return [];
  const random = createRandom(`${context.seed} pairwise ${command.name}`);
  const rows = coverPairs(factors.map(toFactor), (row) => fitsForm(at, factors, row), random);
  return rows.map((row) => makeRow(at, pickLevels(factors, row), context));
}

interface ParameterFactor {
  readonly parameter: Parameter;
  readonly levels: readonly Level[];
}

function toFactor({ levels }: ParameterFactor): Factor {
  return { size: levels.length };
}

function pickLevels(
  factors: readonly ParameterFactor[],
  row: readonly number[],
): (readonly [Parameter, Level])[] {
  return factors.map(({ parameter, levels }, index) => [parameter, levels[row[index] ?? 0] ?? ABSENT]);
}

/** Is each parameter with a condition there exactly where its condition holds? */
function fitsForm({ form }: CaseForm, factors: readonly ParameterFactor[], row: readonly number[]): boolean {
  const levels = pickLevels(factors, row);
  const values = valuesOf(form, toArguments(levels));
  return levels.every(
    ([{ when }, level]) => when === null || conditionHolds(when, values) === (level !== ABSENT),
  );
}

function toArguments(levels: readonly (readonly [Parameter, Level])[]): Arguments {
  return Object.fromEntries(
    levels.flatMap(([{ name }, { given }]) => (given === null ? [] : [[name, given] as const])),
  );
}

/** Values that are accepted whatever the others are. */
function listLevels(at: CaseForm, parameter: Parameter, context: GenerateContext): Level[] {
  const rules = rulesOf(parameter);
  const canBeLeftOut =
    parameter.omission !== 'none' && (rules.omitted === null || rules.omitted.outcome === 'accepted');
  return [
    ...(canBeLeftOut ? [{ name: 'omitted', given: null, with: {}, seen: {} }] : []),
    ...(parameter.when === null ? [] : [ABSENT]),
    ...listGiven(at, parameter, context),
  ];
}

function listGiven(at: CaseForm, parameter: Parameter, { profile }: GenerateContext): Level[] {
  const { carries } = rulesOf(parameter);
  if (parameter.repeats && carries !== null)
    return [1, 2].map((count) => {
      const values = Array.from({ length: count }, (_, index) => fillCarried(carries.text, 'v', index + 1));
      const seen = carryRequest(
        carries.request,
        values.map(() => 'v'),
      );
      return { name: `${count}`, given: { kind: 'values', values }, with: {}, seen };
    });
  const edges = listEdges(parameter).filter(({ name }) => !name.startsWith('near-'));
  const sample = sampleOf(parameter);
  const values = edges.length > 0 ? edges.map(({ value }) => value) : sample === null ? [] : [sample];
  return values
    .map((value) => ({ value, verdict: judgeValue(at, parameter, value, profile) }))
    .filter(({ verdict }) => verdict.outcome === 'accepted')
    .map(({ value, verdict }) => ({
      name: edges.length > 0 ? String(value) : 'given',
      given: { kind: 'value', value },
      // What the value itself needs; what its parameter's own cases need is there to make them visible.
      with: Object.fromEntries(
        Object.entries(verdict.with).filter(([name]) => rulesOf(parameter).with[name] === undefined),
      ),
      seen: {},
    }));
}

function makeRow(
  at: CaseForm,
  levels: readonly (readonly [Parameter, Level])[],
  context: GenerateContext,
): GeneratedCase {
  const { command, form } = at;
  const needed = Object.assign({}, ...levels.map(([, level]) => level.with)) as CaseVerdict['with'];
  const chosen = toArguments(levels);
  const present = (name: string) => {
    const parameter = form.parameters.find((each) => each.name === name);
    return chosen[name] !== undefined || parameter?.omission === 'none';
  };
  const extra = Object.fromEntries(Object.entries(needed).filter(([name]) => present(name)));
  const samples = sampleArguments(form, extra);
  const given: Arguments = {
    ...samples,
    ...chosen,
    ...pick(samples, Object.keys(extra)),
    ...countArguments(at, chosen),
  };
  const seen = Object.assign({}, ...levels.map(([, level]) => level.seen)) as SeenRequestParts;
  const verdict: CaseVerdict = {
    outcome: 'accepted',
    proves: form.cases.proves,
    answers: [],
    because: 'each of the values is accepted, so all of them together are',
    with: {},
  };
  const shown = levels.filter(([parameter, level]) => level !== ABSENT && parameter.name !== '');
  return {
    id: nameCase(command.name, 'pairwise', levels.map(([, { name }]) => name).join('.')),
    title: `${command.prefix}${command.name} with ${shown.map(([{ name }, level]) => `${name} ${level.name}`).join(', ')}`,
    reason: explain(verdict),
    place: form.cases.place,
    ...makeSteps(at, given, verdict, context, seen),
  };
}

function pick(given: Arguments, names: readonly string[]): Arguments {
  return Object.fromEntries(Object.entries(given).filter(([name]) => names.includes(name)));
}

/** A parameter that counts another one says how many there are. */
function countArguments({ form }: CaseForm, chosen: Arguments): Arguments {
  return Object.fromEntries(
    form.parameters.flatMap((parameter) => {
      const { counts } = rulesOf(parameter);
      if (counts === null) return [];
      const given = chosen[counts];
      const value = given?.kind === 'values' ? given.values.length : 0;
      return [[parameter.name, { kind: 'value', value } as const]];
    }),
  );
}
