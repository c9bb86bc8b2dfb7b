/** Turns faults with paths into diagnostics with spans of a YAML document. */
import type { Diagnostic, Span } from '../document/diagnostic.ts';
import type { YamlDocument } from '../document/yaml-document.ts';
import type { FaultSink } from './step-context.ts';
import { namesUsed } from './variable-check.ts';

export interface DocumentFaults {
  /** Takes paths from the document's root. */
  readonly fault: FaultSink;
  /** How often something was wrong so far. */
  count(): number;
  /** All that came, in the order of the text; rows of examples repeat a mistake at the same place, which is said once. */
  list(): Diagnostic[];
}

export function collectDocumentFaults(document: YamlDocument): DocumentFaults {
  const diagnostics = new Map<string, Diagnostic>();
  let calls = 0;
  const fault: FaultSink = (code, path, message, hint = null, at = 'value') => {
    calls += 1;
    const whole = at === 'key' ? document.keySpanOf(path) : document.spanOf(path);
    const span = code.startsWith('UNKNOWN_') ? (findVariable(document.text, whole, message) ?? whole) : whole;
    const key = JSON.stringify([code, span, message]);
    diagnostics.set(key, { code, severity: 'error', path: document.path, span, message, hint });
  };
  return {
    fault,
    count: () => calls,
    list: () => [...diagnostics.values()].sort(compareSpans),
  };
}

/** In the order of the text. */
export function compareSpans(left: Diagnostic, right: Diagnostic): number {
  return (left.span?.start ?? 0) - (right.span?.start ?? 0);
}

/** The `${name}` inside `span` whose name the message quotes: it is marked by itself, not with all the text around it. */
export function findVariable(text: string, span: Span, message: string): Span | null {
  const quoted = [...message.matchAll(/"([^"]*)"/g)].map((match) => match[1]);
  const inside = text.slice(span.start, span.end);
  const name = namesUsed(inside).find((used) => quoted.includes(used.replace(/^profile\.|\.length$/g, '')));
  if (name === undefined) return null;
  const written = `\${${name}}`;
  const start = span.start + inside.indexOf(written);
  return { start, end: start + written.length };
}
