/** Gathers what is wrong in a feature file, as diagnostics with spans of its lines. */
import type { Diagnostic, Span } from '../document/diagnostic.ts';
import type { ScenarioCode } from './codes.ts';
import { compareSpans, findVariable } from './document-faults.ts';

/** A line, from 1; and what of it, or null for all that is written there. */
export interface FeaturePlace {
  readonly line: number;
  readonly text: string | null;
}

export interface FeatureFaults {
  add(code: ScenarioCode, at: FeaturePlace, message: string, hint: string | null): void;
  /** An error of the Gherkin parser. */
  addSyntax(error: Error): void;
  /** How often something was wrong so far. */
  count(): number;
  /** All that came, in the order of the text; rows of an outline repeat a mistake at the same place, which is said once. */
  list(): Diagnostic[];
}

export function collectFeatureFaults(path: string, text: string): FeatureFaults {
  const diagnostics = new Map<string, Diagnostic>();
  let calls = 0;
  const starts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];

  function spanOf({ line, text: part }: FeaturePlace): Span {
    const lineStart = starts[line - 1] ?? text.length;
    const written = text.slice(lineStart, starts[line] ?? text.length).trimEnd();
    const offset =
      part === null ? written.length - written.trimStart().length : Math.max(0, written.indexOf(part));
    const length = part === null ? written.length - offset : part.length;
    return { start: lineStart + offset, end: lineStart + offset + length };
  }

  function add(code: ScenarioCode, at: FeaturePlace, message: string, hint: string | null): void {
    calls += 1;
    const whole = spanOf(at);
    const span = code.startsWith('UNKNOWN_') ? (findQuoted(text, whole, message) ?? whole) : whole;
    diagnostics.set(JSON.stringify([code, span, message]), {
      code,
      severity: 'error',
      path,
      span,
      message,
      hint,
    });
  }

  return {
    add,
    addSyntax(error) {
      const { line = 1 } = (error as { location?: { line?: number } }).location ?? {};
      const message = error.message.replace(/^\(\d+:\d+\): /, '').replace(/\s+/g, ' ');
      add('FEATURE_SYNTAX', { line, text: null }, message.charAt(0).toLowerCase() + message.slice(1), null);
    },
    count: () => calls,
    list: () => [...diagnostics.values()].sort(compareSpans),
  };
}

/** The variable or the word that `message` quotes, where it stands in `span`. */
function findQuoted(text: string, span: Span, message: string): Span | null {
  const variable = findVariable(text, span, message);
  if (variable !== null) return variable;
  const inside = text.slice(span.start, span.end);
  for (const [, word = ''] of message.matchAll(/"([^"]*)"/g)) {
    const offset = word === '' ? -1 : inside.lastIndexOf(word);
    if (offset >= 0) return { start: span.start + offset, end: span.start + offset + word.length };
  }
  return null;
}
