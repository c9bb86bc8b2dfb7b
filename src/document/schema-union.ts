/** Which of several alternatives of a schema the author of a value meant, told by its type and the keys that set it apart. */

/** A JSON Schema, or a part of one. */
export type SchemaNode = Readonly<Record<string, unknown>>;

export type Choice =
  | { readonly kind: 'branch'; readonly branch: SchemaNode }
  /** None can be meant; the fault says it in one breath. */
  | {
      readonly kind: 'fault';
      readonly keyword: 'type' | 'enum' | 'conflict' | 'no-branch' | 'no-form';
      readonly params: Readonly<Record<string, unknown>>;
      /** From the value inwards. */
      readonly pointer: readonly string[];
      readonly value: unknown;
      readonly propertyName: string | null;
    };

type Definitions = Readonly<Record<string, SchemaNode>>;

/** An alternative with its reference resolved. */
interface Branch {
  readonly source: SchemaNode;
  readonly schema: SchemaNode;
  readonly types: readonly string[];
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, SchemaNode>>;
}

/** Chooses among `members` for `value`, which fits none of them, or more than one where only one may fit. */
export function chooseBranch(
  value: unknown,
  members: readonly SchemaNode[],
  definitions: Definitions,
): Choice {
  const branches = members.map((source) => readBranch(source, definitions));
  const typed = branches.filter(
    ({ types }) => types.length === 0 || types.some((type) => isOfType(value, type)),
  );
  if (typed.length === 0) {
    const types = [...new Set(branches.flatMap((branch) => branch.types))];
    return faultOf('type', { type: types }, value);
  }
  if (isMap(value)) return chooseByKeys(value, typed);
  if (typed.every(({ schema }) => allowedValues(schema) !== null)) {
    const allowed = typed.flatMap(({ schema }) => allowedValues(schema) ?? []);
    const others = branches.filter((branch) => !typed.includes(branch)).map(({ schema }) => schema);
    return faultOf('enum', { allowedValues: allowed, others }, value);
  }
  const [first] = typed;
  if (first !== undefined && (typed.length === 1 || Array.isArray(value)))
    return { kind: 'branch', branch: first.source };
  return faultOf('no-form', { schemas: typed.map(({ schema }) => schema) }, value);
}

function faultOf(
  keyword: Extract<Choice, { kind: 'fault' }>['keyword'],
  params: Readonly<Record<string, unknown>>,
  value: unknown,
  pointer: readonly string[] = [],
  propertyName: string | null = null,
): Choice {
  return { kind: 'fault', keyword, params, pointer, value, propertyName };
}

function readBranch(source: SchemaNode, definitions: Definitions): Branch {
  let schema = source;
  while (typeof schema.$ref === 'string')
    schema = definitions[schema.$ref.replace('#/definitions/', '')] ?? {};
  const values = allowedValues(schema);
  const declared = schema.type === undefined ? [] : [schema.type].flat();
  return {
    source,
    schema,
    types: declared.length > 0 ? (declared as string[]) : (values ?? []).map(typeOf),
    required: (schema.required ?? []) as readonly string[],
    properties: (schema.properties ?? {}) as Readonly<Record<string, SchemaNode>>,
  };
}

/** The values of an enumeration or a constant, or null. */
function allowedValues(schema: SchemaNode): readonly unknown[] | null {
  if (Array.isArray(schema.enum)) return schema.enum;
  return schema.const === undefined ? null : [schema.const];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  return typeOf(value) === type;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeOf(value) === 'object';
}

function chooseByKeys(value: Readonly<Record<string, unknown>>, branches: readonly Branch[]): Choice {
  const [only] = branches;
  if (only !== undefined && branches.length === 1) return { kind: 'branch', branch: only.source };
  const byConstant = chooseByConstant(value, branches);
  if (byConstant !== null) return byConstant;
  const marks = [...new Set(branches.flatMap(({ required }) => required))].filter((key) =>
    isMark(key, branches),
  );
  const present = Object.keys(value).filter((key) => marks.includes(key));
  const marked = branches.filter(({ required }) => required.some((key) => present.includes(key)));
  if (marked.length === 0) {
    const known = branches.flatMap(({ properties }) => Object.keys(properties));
    return faultOf('no-branch', { marks, known: [...new Set([...known, ...marks])] }, value);
  }
  const fitting = marked.filter(({ properties, required }) =>
    present.every((key) => key in properties || required.includes(key)),
  );
  if (fitting.length === 0) return faultOf('conflict', { present, marks }, value, [], present.at(-1) ?? null);
  return { kind: 'branch', branch: mostFitting(value, fitting).source };
}

/** A key that some alternatives require and others do not sets them apart. */
function isMark(key: string, branches: readonly Branch[]): boolean {
  return branches.some(({ required }) => !required.includes(key));
}

/** Alternatives told apart by a key whose value is a constant in each: `kind: set`. */
function chooseByConstant(
  value: Readonly<Record<string, unknown>>,
  branches: readonly Branch[],
): Choice | null {
  const [first] = branches;
  const tag = Object.keys(first?.properties ?? {}).find((key) =>
    branches.every(({ properties }) => properties[key]?.const !== undefined),
  );
  if (tag === undefined || !(tag in value)) return null;
  const meant = branches.find(({ properties }) => properties[tag]?.const === value[tag]);
  if (meant !== undefined) return { kind: 'branch', branch: meant.source };
  const values = branches.map(({ properties }) => properties[tag]?.const);
  return faultOf('enum', { allowedValues: values }, value[tag], [tag]);
}

function mostFitting(value: Readonly<Record<string, unknown>>, branches: readonly Branch[]): Branch {
  const score = ({ properties, required }: Branch) =>
    Object.keys(value).filter((key) => key in properties).length * 100 -
    required.filter((key) => !(key in value)).length;
  return branches.reduce((best, branch) => (score(branch) > score(best) ? branch : best));
}
