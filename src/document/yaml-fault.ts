/** What the YAML parser complains of, in this project's codes and words. */
import { type Document, visit, type YAMLError } from 'yaml';
import type { DocumentCode } from './codes.ts';
import type { Diagnostic, Span } from './diagnostic.ts';

/** More unfolded aliases than any hand-written file holds: a few lines of nested aliases otherwise fill the memory. */
export const ALIASES_MAX = 1000;

interface Reading {
  readonly code: DocumentCode;
  readonly message: string;
  readonly hint: string | null;
}

/** The parser's `errors` as diagnostics; of several on one line only the first, since the rest follow from it. */
export function diagnoseSyntax(path: string, text: string, errors: readonly YAMLError[]): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const linesSeen = new Set<number>();
  const firstTab = errors.find((error) => isTab(text, error))?.pos[0] ?? text.length;
  for (const error of errors) {
    // Behind a tab nothing stands where the parser expects it.
    if (error.pos[0] > firstTab && !isTab(text, error)) continue;
    const span = spanOfError(text, error);
    const line = text.slice(0, span.start).split('\n').length;
    if (linesSeen.has(line)) continue;
    linesSeen.add(line);
    const severity = error.name === 'YAMLWarning' ? 'warning' : 'error';
    diagnostics.push({ severity, path, span, ...readError(text, error, span) });
  }
  return diagnostics;
}

function isTab(text: string, error: YAMLError): boolean {
  return error.code === 'TAB_AS_INDENT' || text[error.pos[0]] === '\t';
}

const KEY = /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s:#,{}[\]]+)/;

function spanOfError(text: string, error: YAMLError): Span {
  const [from, to] = error.pos;
  const start = Math.min(from, text.length);
  if (error.code !== 'DUPLICATE_KEY')
    return { start, end: Math.min(Math.max(to, start + 1), Math.max(text.length, start)) };
  return { start, end: start + (KEY.exec(text.slice(start))?.[0].length ?? 1) };
}

function readError(text: string, error: YAMLError, span: Span): Reading {
  if (isTab(text, error))
    return {
      code: 'YAML_TAB',
      message: 'expected spaces, came a tab: YAML allows none in front of keys and items',
      hint: 'replace the tab by two spaces a level',
    };
  if (error.code === 'DUPLICATE_KEY')
    return {
      code: 'DUPLICATE_KEY',
      message: `the key ${text.slice(span.start, span.end)} stands a second time in this map`,
      hint: 'keep one of the two, or put both values under it',
    };
  if (error.code === 'MULTIPLE_DOCS')
    return {
      code: 'YAML_SYNTAX',
      message: 'expected one document, came a second one after "---"',
      hint: 'put each document into its own file',
    };
  const unclosed = /^Missing closing (["'])/.exec(error.message)?.[1];
  const message =
    unclosed === undefined ? soften(error.message) : `a text that begins with ${unclosed} has no closing one`;
  return { code: 'YAML_SYNTAX', message, hint: hintFor(error) };
}

function hintFor(error: YAMLError): string | null {
  switch (error.code) {
    case 'BAD_SCALAR_START':
      return 'put the text between quotes';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'put a text that holds ": " between quotes';
    case 'BAD_DQ_ESCAPE':
      return "double the backslash, or put the text between single quotes ('…'), which know no escapes";
    case 'MISSING_CHAR':
      return 'the place where it begins is in this line or above it';
    default:
      return null;
  }
}

/** Lower-case start, no full stop, one line: as every message here. */
function soften(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return line.charAt(0).toLowerCase() + line.slice(1);
}

/** Aliases without an anchor, aliases inside the value that they name, and aliases that unfold to more than ALIASES_MAX. */
export function diagnoseAliases(path: string, parsed: Document): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  visit(parsed, {
    Alias(_, alias, parents) {
      const target = alias.resolve(parsed);
      if (target !== undefined && !parents.includes(target)) return;
      const [start = 0, end = 0] = alias.range ?? [];
      const name = alias.source;
      const message =
        target === undefined
          ? `the alias *${name} names no anchor above it`
          : `the alias *${name} stands inside the value that it names, which would have no end`;
      const hint =
        target === undefined ? `write &${name} in front of the value that is meant` : 'write the value out';
      diagnostics.push({ code: 'YAML_ALIAS', severity: 'error', path, span: { start, end }, message, hint });
    },
  });
  return diagnostics.length > 0 ? diagnostics : diagnoseUnfolding(path, parsed);
}

function diagnoseUnfolding(path: string, parsed: Document): Diagnostic[] {
  try {
    parsed.toJS({ maxAliasCount: ALIASES_MAX });
    return [];
  } catch (error) {
    // The parser throws a ReferenceError where aliases unfold without bounds; anything else is our bug.
    if (!(error instanceof ReferenceError)) throw error;
    const message = `aliases unfold to more than ${ALIASES_MAX} values`;
    return [
      { code: 'YAML_ALIAS', severity: 'error', path, span: null, message, hint: 'write the values out' },
    ];
  }
}
