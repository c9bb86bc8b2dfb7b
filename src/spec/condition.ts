/** Conditions (`opt == 3`, `headers_max >= 20`): what they ask for and whether they hold. Their grammar is in condition-reader.ts. */
import { assertInvariant } from '../base/invariant.ts';
import { type ComparisonSign, type Condition, type Operand, parseCondition } from './condition-reader.ts';

export { type Condition, parseCondition } from './condition-reader.ts';

export type ConditionValue = string | number | boolean | null;
/** What names stand for; a list only on the right of `in`. A name that is absent has the value null. */
export type ConditionRecord = Readonly<
  Record<string, ConditionValue | readonly ConditionValue[] | undefined>
>;

/** Every name that `condition` asks for, with its place. */
export function namesOf(condition: Condition): Extract<Operand, { kind: 'name' }>[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.parts.flatMap(namesOf);
    case 'not':
      return namesOf(condition.part);
    case 'compare':
      return onlyNames([condition.left, condition.right]);
    case 'in':
      return onlyNames([condition.left, ...condition.list]);
    case 'holds':
      return onlyNames([condition.operand]);
  }
}

function onlyNames(operands: readonly Operand[]): Extract<Operand, { kind: 'name' }>[] {
  return operands.filter((operand) => operand.kind === 'name');
}

/**
 * Does `condition` hold where its names have the values of `record`? Numbers and texts that look like numbers compare as
 * numbers; `unlimited` is above every number; other values are equal or not, and neither above nor below.
 */
export function evaluateCondition(condition: Condition, record: ConditionRecord): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.parts.every((part) => evaluateCondition(part, record));
    case 'or':
      return condition.parts.some((part) => evaluateCondition(part, record));
    case 'not':
      return !evaluateCondition(condition.part, record);
    case 'compare':
      return compareValues(
        single(readValue(condition.left, record)),
        condition.sign,
        single(readValue(condition.right, record)),
      );
    case 'in': {
      const left = single(readValue(condition.left, record));
      return condition.list
        .flatMap((item) => readValue(item, record))
        .some((item) => compareValues(left, '==', item));
    }
    case 'holds': {
      const value = single(readValue(condition.operand, record));
      return value === true || value === 'true';
    }
  }
}

/** As `evaluateCondition` for the text of a model that was checked when it was loaded; null holds always. */
export function conditionHolds(when: string | null, record: ConditionRecord): boolean {
  if (when === null) return true;
  const condition = parseCondition(when);
  assertInvariant(condition.ok, `the condition "${when}" was not checked when it was loaded`);
  return evaluateCondition(condition.value, record);
}

function readValue(operand: Operand, record: ConditionRecord): ConditionValue | readonly ConditionValue[] {
  if (operand.kind === 'literal') return operand.value;
  return Object.hasOwn(record, operand.name) ? (record[operand.name] ?? null) : null;
}

/** A list where one value is meant equals nothing. */
function single(value: ConditionValue | readonly ConditionValue[]): ConditionValue {
  return Array.isArray(value) ? null : (value as ConditionValue);
}

function compareValues(left: ConditionValue, sign: ComparisonSign, right: ConditionValue): boolean {
  const [leftNumber, rightNumber] = [numberOf(left), numberOf(right)];
  const areNumbers = leftNumber !== null && rightNumber !== null;
  switch (sign) {
    case '==':
      return areNumbers ? leftNumber === rightNumber : isSame(left, right);
    case '!=':
      return areNumbers ? leftNumber !== rightNumber : !isSame(left, right);
    case '<':
      return areNumbers && leftNumber < rightNumber;
    case '<=':
      return areNumbers && leftNumber <= rightNumber;
    case '>':
      return areNumbers && leftNumber > rightNumber;
    case '>=':
      return areNumbers && leftNumber >= rightNumber;
  }
}

function isSame(left: ConditionValue, right: ConditionValue): boolean {
  return left !== null && right !== null && String(left) === String(right);
}

function numberOf(value: ConditionValue): number | null {
  if (typeof value === 'number') return value;
  if (value === 'unlimited') return Number.POSITIVE_INFINITY;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : null;
}
