/** The words for a broken rule of a schema: what was expected, what came, and one thing to do. */
import { findNearest } from '../base/nearest.ts';
import { wordBounds } from './schema-bounds.ts';
import type { SchemaNode } from './schema-union.ts';
import type { SchemaFault } from './schema-validator.ts';
import type { SchemaWords } from './schema-words.ts';
import { firstSentence, joinWords, quoteWord, showPlain, showValue, wordForType } from './wording.ts';

/** Puts `fault` into words. */
export function wordFault(fault: SchemaFault): SchemaWords {
  switch (fault.keyword) {
    case 'additionalProperties':
      return wordUnknownKey(String(fault.params.additionalProperty), knownKeys(fault), fault.value);
    case 'false schema':
      return {
        code: 'UNKNOWN_KEY',
        message: 'nothing may stand here',
        hint: 'take it away',
        at: 'parent',
        key: null,
      };
    case 'required':
      return wordMissing(fault.params.missing as readonly string[]);
    case 'dependencies':
      return wordDependency(fault);
    case 'type':
      return wordType(fault);
    case 'enum':
    case 'const':
      return wordEnumeration(fault);
    case 'pattern':
    case 'format':
    case 'no-form':
      return wordForm(fault);
    case 'uniqueItems':
      return wordRepeated(fault);
    case 'conflict':
      return wordConflict(fault.params.present as readonly string[], fault.params.marks as readonly string[]);
    case 'no-branch':
      return wordNoBranch(fault);
    case 'not':
    case 'oneOf':
    case 'anyOf':
      return wordForbidden(fault);
    default:
      return wordBounds(fault);
  }
}

function knownKeys({ schema }: SchemaFault): string[] {
  return Object.keys((schema.properties ?? {}) as SchemaNode);
}

function wordUnknownKey(key: string, known: readonly string[], holder: unknown): SchemaWords {
  const free = known.filter((candidate) => !(candidate in (holder as SchemaNode)));
  const nearest = findNearest(key, free);
  const message = `unknown key "${key}"${nearest === null ? '' : `; did you mean "${nearest}"?`}`;
  const hint =
    nearest !== null
      ? null
      : known.length === 0
        ? 'no key may stand here'
        : `known here: ${known.join(', ')}`;
  return { code: 'UNKNOWN_KEY', message, hint, at: 'key', key };
}

function wordMissing(keys: readonly string[]): SchemaWords {
  const message = `expected the ${keys.length === 1 ? 'key' : 'keys'} ${joinWords(keys.map(quoteWord), 'and')}, which ${keys.length === 1 ? 'is' : 'are'} missing`;
  return {
    code: 'MISSING_KEY',
    message,
    hint: `add ${keys.map((key) => `${key}: …`).join(', ')}`,
    at: 'parent',
    key: null,
  };
}

function wordDependency({ params }: SchemaFault): SchemaWords {
  const [needed, by] = [String(params.missingProperty), String(params.property)];
  const message = `"${by}" needs "${needed}" beside it, which is missing`;
  return { code: 'MISSING_KEY', message, hint: `add ${needed}: …, or take ${by} away`, at: 'key', key: by };
}

function wordType({ params, value }: SchemaFault): SchemaWords {
  const types = [params.type].flat() as string[];
  const words = types.filter((type) => type !== 'integer' || !types.includes('number')).map(wordForType);
  const message = `expected ${joinWords(words, 'or')}, came ${showValue(value)}`;
  return { code: 'WRONG_TYPE', message, hint: hintForType(types, value), at: 'value', key: null };
}

function hintForType(types: readonly string[], value: unknown): string | null {
  const wantsText = types.includes('string');
  if (wantsText && (typeof value === 'number' || typeof value === 'boolean'))
    return `put it between quotes: "${value}"`;
  const isNumeric = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);
  if (isNumeric && types.some((type) => type === 'integer' || type === 'number'))
    return `write it without quotes: ${value}`;
  if (types.includes('array') && value !== null) return 'write a list, even of one: [ … ]';
  return null;
}

function wordEnumeration({ params, value }: SchemaFault): SchemaWords {
  const allowed = (params.allowedValues ?? [params.allowedValue]) as readonly unknown[];
  const texts = allowed.map(showPlain);
  const nearest = typeof value === 'string' ? findNearest(value, texts) : null;
  const others = ((params.others ?? []) as readonly SchemaNode[]).map(describeForm);
  const choice = joinWords(
    [...others, texts.length === 1 ? (texts[0] ?? '') : `one of ${texts.join(', ')}`],
    'or',
  );
  const message = `expected ${choice}, came ${showValue(value)}`;
  return {
    code: 'WRONG_VALUE',
    message,
    hint: nearest === null ? null : `did you mean ${nearest}?`,
    at: 'value',
    key: null,
  };
}

function wordForm({ params, schema, value, propertyName }: SchemaFault): SchemaWords {
  const forms = (params.schemas ?? [{ ...schema, ...params }]) as readonly SchemaNode[];
  const message = `expected ${joinWords(forms.map(describeForm), 'or')}, came ${showValue(propertyName ?? value)}`;
  const [first] = forms;
  const example = Array.isArray(first?.examples)
    ? `for example ${first.examples.map(showPlain).join(', ')}`
    : null;
  const hint = example ?? firstSentence(schema.description);
  return {
    code: 'WRONG_FORM',
    message,
    hint,
    at: propertyName === null ? 'value' : 'key',
    key: propertyName,
  };
}

function describeForm(form: SchemaNode): string {
  const values = Array.isArray(form.enum) ? form.enum : form.const === undefined ? null : [form.const];
  if (values !== null) return values.map(showPlain).join(', ');
  if (typeof form.pattern === 'string') return `a text like /${form.pattern}/`;
  if (typeof form.format === 'string') return `a text that is a ${form.format}`;
  return [form.type]
    .flat()
    .map((type) => wordForType(String(type)))
    .join(' or ');
}

function wordRepeated({ params, value }: SchemaFault): SchemaWords {
  const [first, second] = [Number(params.j), Number(params.i)].sort((left, right) => left - right);
  const item = (value as readonly unknown[])[second ?? 0];
  const message = `${showValue(item)} stands twice in this list, as item ${(first ?? 0) + 1} and item ${(second ?? 0) + 1}`;
  return { code: 'REPEATED_ITEM', message, hint: 'keep one of the two', at: 'value', key: String(second) };
}

function wordConflict(present: readonly string[], marks: readonly string[]): SchemaWords {
  const message = `${joinWords(present.map(quoteWord), 'and')} stand together, expected exactly one of ${marks.join(', ')}`;
  return {
    code: 'CONFLICTING_KEYS',
    message,
    hint: 'keep one of them',
    at: 'key',
    key: present.at(-1) ?? '',
  };
}

/** None of the keys that set alternatives apart is there: one of them is misspelt, or all are missing. */
function wordNoBranch({ params, value }: SchemaFault): SchemaWords {
  const marks = params.marks as readonly string[];
  const known = params.known as readonly string[];
  const strange = Object.keys(value as SchemaNode).find((key) => !known.includes(key));
  if (strange === undefined)
    return {
      ...wordMissing(marks),
      message: `expected exactly one of the keys ${marks.join(', ')}`,
      hint: null,
    };
  return wordUnknownKey(strange, known, value);
}

function wordForbidden({ keyword, params, schema }: SchemaFault): SchemaWords {
  const forbidden =
    keyword === 'not' ? ((schema.not as SchemaNode).required as readonly string[] | undefined) : undefined;
  const passing = Array.isArray(params.passingSchemas)
    ? params.passingSchemas.flatMap(
        (index) => (schema.oneOf as readonly SchemaNode[])[Number(index)]?.required,
      )
    : undefined;
  const keys = (forbidden ?? passing ?? []).filter((key): key is string => typeof key === 'string');
  if (keys.length > 1) return wordConflict(keys, keys);
  return {
    code: 'SCHEMA_MISMATCH',
    message: 'what stands here fits none, or too many, of its alternatives',
    hint: firstSentence(schema.description),
    at: 'parent',
    key: null,
  };
}
