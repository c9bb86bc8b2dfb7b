/** A document against its schema: one diagnostic for each mistake, drawn where the mistake stands. */
import { assertInvariant } from '../base/invariant.ts';
import type { Diagnostic, Span } from './diagnostic.ts';
import { wordFault } from './schema-message.ts';
import type { SchemaFault, SchemaValidator } from './schema-validator.ts';
import type { SchemaWords } from './schema-words.ts';
import type { Pointer, YamlDocument } from './yaml-document.ts';

/** A mistake, and which parts of the value it makes unfit for use. */
export interface SchemaMistake {
  /** The places of missing keys, or the value that is wrong. Empty for a key too many, which can be passed over. */
  readonly unfit: readonly Pointer[];
  readonly diagnostic: Diagnostic;
}

/** What is wrong with `document` by its schema, in the order of the text. A document that is no YAML has nothing to check. */
export function checkAgainstSchema(document: YamlDocument, validator: SchemaValidator): Diagnostic[] {
  return findSchemaMistakes(document, validator).map(({ diagnostic }) => diagnostic);
}

/** As `checkAgainstSchema`, for a caller who goes on with the parts that are right. */
export function findSchemaMistakes(document: YamlDocument, validator: SchemaValidator): SchemaMistake[] {
  if (document.diagnostics.some(({ severity }) => severity === 'error')) return [];
  const faults = dropConsequences(validator.findFaults(document.value));
  return mergeMissing(faults)
    .map((fault) => describeFault(document, fault))
    .sort((left, right) => (left.diagnostic.span?.start ?? 0) - (right.diagnostic.span?.start ?? 0));
}

/** A value of the wrong type breaks every other rule for it too; only the type is said. */
function dropConsequences(faults: readonly SchemaFault[]): SchemaFault[] {
  const mistyped = new Set(
    faults.filter(({ keyword }) => keyword === 'type').map(({ pointer }) => nameOf(pointer)),
  );
  const said = new Set<string>();
  return faults.filter((fault) => {
    const place = nameOf(fault.pointer);
    if (fault.keyword !== 'type' && mistyped.has(place)) return false;
    const rule = `${place} ${fault.keyword} ${fault.propertyName ?? ''} ${JSON.stringify(fault.params)}`;
    if (said.has(rule)) return false;
    said.add(rule);
    return true;
  });
}

/** Keys missing in one map are one diagnostic, since all of them point at the same place. */
function mergeMissing(faults: readonly SchemaFault[]): SchemaFault[] {
  const merged = new Map<string, SchemaFault>();
  for (const [index, fault] of faults.entries()) {
    const isMissing = fault.keyword === 'required';
    const key = isMissing ? `required ${nameOf(fault.pointer)}` : String(index);
    const missing = [...missingKeys(merged.get(key)), String(fault.params.missingProperty)];
    merged.set(key, isMissing ? { ...fault, params: { missing } } : fault);
  }
  return [...merged.values()];
}

function missingKeys(fault: SchemaFault | undefined): readonly string[] {
  return (fault?.params.missing ?? []) as readonly string[];
}

function describeFault(document: YamlDocument, fault: SchemaFault): SchemaMistake {
  const words = wordFault(fault);
  const { code, message, hint } = words;
  const span = spanOfFault(document, fault, words);
  const diagnostic: Diagnostic = { code, severity: 'error', path: document.path, span, message, hint };
  return { unfit: unfitParts(fault), diagnostic };
}

function spanOfFault(document: YamlDocument, fault: SchemaFault, words: SchemaWords): Span {
  switch (words.at) {
    case 'key':
      assertInvariant(words.key !== null, `a ${fault.keyword} fault without its key`);
      return document.keySpanOf([...fault.pointer, words.key]);
    case 'parent':
      return document.keySpanOf(fault.pointer);
    case 'value':
      return document.spanOf(words.key === null ? fault.pointer : [...fault.pointer, words.key]);
  }
}

function unfitParts(fault: SchemaFault): Pointer[] {
  if (fault.keyword === 'additionalProperties') return [];
  if (fault.keyword === 'required') return missingKeys(fault).map((key) => [...fault.pointer, key]);
  if (fault.keyword === 'not') return keysTogether(fault).map((key) => [...fault.pointer, key]);
  return [fault.propertyName === null ? fault.pointer : [...fault.pointer, fault.propertyName]];
}

/** The keys that may not stand together: each is as doubtful as the other, what stands beside them is not. */
function keysTogether({ schema }: SchemaFault): readonly string[] {
  const { required } = schema.not as { readonly required?: readonly string[] };
  return required ?? [];
}

function nameOf(pointer: Pointer): string {
  return JSON.stringify(pointer.map(String));
}
