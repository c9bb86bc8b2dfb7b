/**
 * JSON Schema by ajv, with one fault for each mistake: where a value fits none of several alternatives, the one that its
 * author meant is chosen and only that one speaks (schema-union.ts).
 */
import { Ajv, type AnySchemaObject, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { chooseBranch, type SchemaNode } from './schema-union.ts';
import type { Pointer } from './yaml-document.ts';

/** One broken rule of a schema, before it has words. */
export interface SchemaFault {
  /** The rule's keyword, or `conflict` (keys of two alternatives) and `no-branch` (a key of none). */
  readonly keyword: string;
  /** The value that broke it. */
  readonly pointer: Pointer;
  readonly params: Readonly<Record<string, unknown>>;
  /** The schema that holds the rule. */
  readonly schema: SchemaNode;
  readonly value: unknown;
  /** A key of the value, where its name broke the rule. */
  readonly propertyName: string | null;
}

export interface SchemaValidator {
  readonly schema: SchemaNode;
  findFaults(value: unknown): SchemaFault[];
}

/** Keywords that only editors and type generators read. */
const ANNOTATIONS = ['tsType', 'tsEnumNames', 'markdownDescription', 'enumDescriptions', 'defaultSnippets'];

/**
 * A validator for `schema`, draft-07. It must stand alone: every `$ref` is `#/definitions/…`. Throws where the schema itself
 * is wrong, which is our mistake.
 */
export function compileSchema(schema: AnySchemaObject): SchemaValidator {
  const ajv = new Ajv({ allErrors: true, verbose: true, strictTypes: false, strictRequired: false });
  formats.default(ajv);
  ajv.addVocabulary(ANNOTATIONS);
  const branches = new Map<unknown, ValidateFunction>();
  const definitions = (schema.definitions ?? {}) as Readonly<Record<string, SchemaNode>>;
  const root = ajv.compile(schema);

  function compileBranch(branch: SchemaNode): ValidateFunction {
    const known = branches.get(branch);
    if (known !== undefined) return known;
    const compiled = ajv.compile({ definitions, allOf: [branch] });
    branches.set(branch, compiled);
    return compiled;
  }

  function findFaults(validate: ValidateFunction, value: unknown, base: Pointer): SchemaFault[] {
    if (validate(value)) return [];
    const errors = [...(validate.errors ?? [])];
    const faults: SchemaFault[] = [];
    for (const union of takeUnions(errors)) {
      const members = union.schema as readonly SchemaNode[];
      const nested = members.flatMap((member) => runBranch(compileBranch(member), union));
      dropErrors(errors, [union, ...nested]);
      faults.push(...explainUnion(union, members, [...base, ...readPointer(union.instancePath)]));
    }
    return [...faults, ...errors.filter(isTelling).map((error) => toFault(error, base))];
  }

  /** Outermost first; one that an earlier one has swallowed is gone from `errors` when its turn comes. */
  function* takeUnions(errors: readonly ErrorObject[]): Generator<ErrorObject> {
    const unions = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf').reverse();
    unions.sort((left, right) => left.instancePath.length - right.instancePath.length);
    for (const union of unions) if (errors.includes(union)) yield union;
  }

  function explainUnion(union: ErrorObject, members: readonly SchemaNode[], pointer: Pointer): SchemaFault[] {
    const hasSeveral = Array.isArray(union.params.passingSchemas);
    const whole = toFault({ ...union, instancePath: '' }, pointer);
    if (hasSeveral && (typeof union.data !== 'object' || union.data === null)) return [whole];
    const choice = chooseBranch(union.data, members, definitions);
    if (choice.kind === 'branch') {
      const faults = findFaults(compileBranch(choice.branch), union.data, pointer);
      return faults.length > 0 ? faults : [whole];
    }
    const place = { pointer: [...pointer, ...choice.pointer], propertyName: choice.propertyName };
    const { keyword, params } = choice;
    return [
      { ...place, keyword, params, schema: (union.parentSchema ?? {}) as SchemaNode, value: choice.value },
    ];
  }

  return { schema, findFaults: (value) => findFaults(root, value, []) };
}

/** The errors of one alternative, as they stand among those of the whole value. */
function runBranch(validate: ValidateFunction, union: ErrorObject): ErrorObject[] {
  if (validate(union.data)) return [];
  const prefix = union.instancePath;
  return (validate.errors ?? []).map((error) => ({ ...error, instancePath: prefix + error.instancePath }));
}

function dropErrors(errors: ErrorObject[], dropped: readonly ErrorObject[]): void {
  for (const error of dropped) {
    const index = errors.findIndex((candidate) => candidate === error || keyOf(candidate) === keyOf(error));
    if (index >= 0) errors.splice(index, 1);
  }
}

function keyOf(error: ErrorObject): string {
  return `${error.instancePath} ${error.keyword} ${error.propertyName ?? ''} ${JSON.stringify(error.params)}`;
}

/** `if` and `propertyNames` only repeat that what they hold has failed. */
function isTelling({ keyword }: ErrorObject): boolean {
  return keyword !== 'if' && keyword !== 'propertyNames';
}

function toFault(error: ErrorObject, base: Pointer): SchemaFault {
  return {
    keyword: error.keyword,
    pointer: [...base, ...readPointer(error.instancePath)],
    params: error.params,
    schema: (error.parentSchema ?? {}) as SchemaNode,
    value: error.data,
    propertyName: error.propertyName ?? null,
  };
}

function readPointer(text: string): string[] {
  return text
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
