/** YAML text as a value whose every part knows where it stands in the text. Never opens a file. */
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml';
import type { Place } from '../base/place.ts';
import type { Diagnostic, Span } from './diagnostic.ts';
import { diagnoseAliases, diagnoseSyntax } from './yaml-fault.ts';

/** The way to a part of a value: keys of maps and indexes of lists, from the outside in; empty is the whole. */
export type Pointer = readonly (string | number)[];

export interface YamlDocument {
  /** From the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Plain data; null where the text is empty or too broken to have a value. */
  readonly value: unknown;
  /** What is wrong with the text as YAML; there is no value where one of them is an error. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where the part at `pointer` stands; of a part that is missing, its nearest parent. */
  spanOf(pointer: Pointer): Span;
  /** Where the key that `pointer` ends in stands; for the item of a list, or the whole, the first key inside it. */
  keySpanOf(pointer: Pointer): Span;
  /** Where the part at `pointer` begins. */
  placeOf(pointer: Pointer): Place;
}

/** Parses `text`; `path` only names it in diagnostics. Anchors and aliases are understood, merge keys (`<<`) are not. */
export function loadYaml(path: string, text: string): YamlDocument {
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const syntax = diagnoseSyntax(path, text, [...parsed.errors, ...parsed.warnings]);
  const isBroken = syntax.some(({ severity }) => severity === 'error');
  const { value, diagnostics } = isBroken ? { value: null, diagnostics: [] } : readValue(path, parsed);
  return {
    path,
    text,
    value,
    diagnostics: [...syntax, ...diagnostics],
    spanOf: (pointer) => spanOfNode(parsed, pointer),
    keySpanOf: (pointer) => spanOfKey(parsed, pointer),
    placeOf(pointer) {
      const { line, col } = lines.linePos(spanOfNode(parsed, pointer).start);
      return { path, line: Math.max(1, line), column: Math.max(1, col) };
    },
  };
}

function readValue(path: string, parsed: Document): { value: unknown; diagnostics: readonly Diagnostic[] } {
  const diagnostics = diagnoseAliases(path, parsed);
  return { value: diagnostics.length > 0 ? null : parsed.toJS({ maxAliasCount: -1 }), diagnostics };
}

interface Found {
  readonly node: Node | null;
  /** The pair that holds the node; null for the item of a list and the whole. */
  readonly pair: Pair | null;
  /** Did the pointer lead all the way? Otherwise this is the nearest parent. */
  readonly isWhole: boolean;
}

function findNode(parsed: Document, pointer: Pointer): Found {
  let found: Found = { node: parsed.contents as Node | null, pair: null, isWhole: true };
  for (const part of pointer) {
    const holder = isAlias(found.node) ? (found.node.resolve(parsed) ?? null) : found.node;
    const member = memberOf(holder, part);
    if (member === null) return { ...found, isWhole: false };
    const value = isPair(member) ? member.value : member;
    found = { node: isNode(value) ? value : null, pair: isPair(member) ? member : null, isWhole: true };
  }
  return found;
}

function memberOf(holder: unknown, part: string | number): Pair | Node | null {
  if (isSeq(holder)) {
    const item = holder.items[Number(part)];
    return isNode(item) ? item : null;
  }
  if (!isMap(holder)) return null;
  return holder.items.find(({ key }) => textOfKey(key) === String(part)) ?? null;
}

function textOfKey(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

function spanOfNode(parsed: Document, pointer: Pointer): Span {
  const { node, pair } = findNode(parsed, pointer);
  const span = rangeOf(node);
  if (span !== null && span.end > span.start) return span;
  // An empty value (`key:`) has no characters of its own: its key shows where it is.
  return rangeOf(pair?.key) ?? span ?? { start: 0, end: 0 };
}

function spanOfKey(parsed: Document, pointer: Pointer): Span {
  const { node, pair, isWhole } = findNode(parsed, pointer);
  const key = isWhole && pair !== null ? rangeOf(pair.key) : null;
  if (key !== null) return key;
  const firstKey = isMap(node) ? rangeOf(node.items[0]?.key) : null;
  return firstKey ?? spanOfNode(parsed, pointer);
}

function rangeOf(node: unknown): Span | null {
  if (!isNode(node) || node.range == null) return null;
  const [start, end] = node.range;
  return { start, end };
}
