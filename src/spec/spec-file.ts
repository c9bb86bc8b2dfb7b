/** A file of a spec, checked against its schema, with a way to report what its schema cannot know. */
import type { AnySchemaObject } from 'ajv';
import { encodeText, sha256Hex } from '../base/bytes.ts';
import type { Diagnostic, Span } from '../document/diagnostic.ts';
import { findSchemaMistakes } from '../document/schema-check.ts';
import { compileSchema, type SchemaValidator } from '../document/schema-validator.ts';
import { loadYaml, type Pointer, type YamlDocument } from '../document/yaml-document.ts';
import type { SpecCode } from './codes.ts';

/** A text and its path from the project's root, with forward slashes. */
export interface SpecText {
  readonly path: string;
  readonly text: string;
}

/** The JSON Schemas of the spec's files, as parsed from `schemas/`. */
export interface SpecSchemas {
  readonly command: AnySchemaObject;
  readonly set: AnySchemaObject;
  readonly profile: AnySchemaObject;
}

/** A part of a raw document, and where it is. */
export interface Located<Raw> {
  readonly raw: Raw;
  readonly file: SpecFile;
  readonly pointer: Pointer;
}

export interface SpecFile {
  readonly document: YamlDocument;
  /** Of YAML and schema. */
  readonly diagnostics: readonly Diagnostic[];
  /** Is the value at `pointer` there and of the right type? Parts inside it may still be wrong. */
  isReadable(pointer: Pointer): boolean;
  /** Is the value at `pointer` right with all that is inside it? */
  isSound(pointer: Pointer): boolean;
}

const compiled = new WeakMap<AnySchemaObject, SchemaValidator>();

function validatorOf(schema: AnySchemaObject): SchemaValidator {
  const validator = compiled.get(schema) ?? compileSchema(schema);
  compiled.set(schema, validator);
  return validator;
}

/** Parses and checks `text`. A file with mistakes is still read where it is right, so that all mistakes are told at once. */
export function openSpecFile({ path, text }: SpecText, schema: AnySchemaObject): SpecFile {
  const document = loadYaml(path, text);
  const mistakes = findSchemaMistakes(document, validatorOf(schema));
  const isBroken = document.diagnostics.some(({ severity }) => severity === 'error');
  const unfit: readonly Pointer[] = isBroken ? [[]] : mistakes.flatMap((mistake) => mistake.unfit);
  return {
    document,
    diagnostics: [...document.diagnostics, ...mistakes.map(({ diagnostic }) => diagnostic)],
    isReadable: (pointer) => !unfit.some((part) => isInside(pointer, part)),
    isSound: (pointer) => !unfit.some((part) => isInside(pointer, part) || isInside(part, pointer)),
  };
}

/** Is `inner` the place `outer` or one inside it? */
function isInside(inner: Pointer, outer: Pointer): boolean {
  return inner.length >= outer.length && outer.every((part, index) => String(inner[index]) === String(part));
}

/** The list or map at `pointer` of `holder` as located members; none where it is missing or of the wrong type. */
export function listMembers<Raw>({ file, pointer, raw }: Located<object>, key: string): Located<Raw>[] {
  const members: unknown = (raw as Readonly<Record<string, unknown>>)[key];
  const place = [...pointer, key];
  if (typeof members !== 'object' || members === null || !file.isReadable(place)) return [];
  const entries: [string | number, unknown][] = Array.isArray(members)
    ? [...members.entries()]
    : Object.entries(members);
  return entries
    .map(([part, member]) => ({ raw: member as Raw, file, pointer: [...place, part] }))
    .filter((member) => file.isReadable(member.pointer));
}

/** As `listMembers`, only those that are right with all that is inside them. */
export function listSound<Raw>(holder: Located<object>, key: string): Located<Raw>[] {
  return listMembers<Raw>(holder, key).filter(({ file, pointer }) => file.isSound(pointer));
}

/** An error at `located`, or at its part `inner`; `at` tells whether the key or the value is underlined. */
export function reportAt(
  { file, pointer }: Located<unknown>,
  inner: Pointer,
  code: SpecCode,
  message: string,
  hint: string | null,
  at: 'key' | 'value' = 'value',
): Diagnostic {
  const place = [...pointer, ...inner];
  const span: Span = at === 'key' ? file.document.keySpanOf(place) : file.document.spanOf(place);
  return { code, severity: 'error', path: file.document.path, span, message, hint };
}

/** `specs/http/common.yaml:12:9`, for a message that names a second place. */
export function nameOfPlace({ file, pointer }: Located<unknown>, inner: Pointer = []): string {
  const { path, line, column } = file.document.placeOf([...pointer, ...inner]);
  return `${path}:${line}:${column}`;
}

/** `esp-at` for `specs/profiles/esp-at.yaml`. */
export function nameOfFile(path: string): string {
  return (path.split('/').at(-1) ?? '').replace(/\.ya?ml$/, '');
}

/** SHA-256 over the texts of `files` in this order. */
export function hashTexts(files: readonly SpecText[]): string {
  return sha256Hex(encodeText(files.map(({ text }) => text).join('\0')));
}
