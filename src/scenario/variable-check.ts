/** Which variables a resolved step uses and keeps: a name that nothing has kept is a mistake that can be seen before a run. */
import { BENCH_VARIABLES } from './compile-act.ts';
import { suggest } from './raw-value.ts';
import type { RawStep } from './scenarios.generated.ts';
import type { FaultSink, RawPath } from './step-context.ts';

/** Follows the steps of one scenario in order. */
export class VariableCheck {
  readonly #known = new Set(BENCH_VARIABLES);
  /** The columns of the examples: their values stand in the steps before anything runs. */
  readonly #columns: ReadonlySet<string>;

  constructor(columns: Iterable<string>) {
    this.#columns = new Set(columns);
  }

  /** Faults for every name that is not known yet, or is a column already; then takes in what the step keeps. */
  follow(raw: RawStep, path: RawPath, fault: FaultSink): void {
    this.#look(raw, path, fault);
    for (const name of namesKept(raw)) this.#keep(name, path, fault);
  }

  #keep(name: string, path: RawPath, fault: FaultSink): void {
    this.#known.add(name);
    // A column that is measured is kept by the loader itself, at the place of the examples.
    if (!this.#columns.has(name) || path.at(-1) === 'examples') return;
    const message = `"${name}" is a column of the examples, whose value stands wherever the variable is meant`;
    fault('TAKEN_VARIABLE', path, message, 'give the variable a name of its own');
  }

  #look(value: unknown, path: RawPath, fault: FaultSink): void {
    if (typeof value === 'string') for (const name of namesUsed(value)) this.#check(name, path, fault);
    if (value === null || typeof value !== 'object') return;
    for (const [key, item] of Object.entries(value))
      this.#look(item, [...path, Array.isArray(value) ? Number(key) : key], fault);
  }

  #check(name: string, path: RawPath, fault: FaultSink): void {
    if (name.startsWith('profile.')) return;
    const base = name.replace(/\.length$/, '');
    if (this.#known.has(base)) return;
    const message = `nothing has kept a variable "${base}" before this step`;
    fault('UNKNOWN_VARIABLE', path, message, suggest(base, [...this.#known]));
  }
}

/** The names in `${…}` of `text`. */
export function namesUsed(text: string): string[] {
  return [...text.matchAll(/\$\{([^{}]+)\}/g)].map((match) => match[1] ?? '');
}

function namesKept(raw: RawStep): string[] {
  const captures = [raw.expect, raw.received].flatMap((part) =>
    typeof part === 'object' && !Array.isArray(part) ? Object.keys(part.capture ?? {}) : [],
  );
  const groups = [...JSON.stringify([raw.expect, raw.urc]).matchAll(/\(\?<([A-Za-z_]\w*)>/g)];
  return [
    ...Object.keys(raw.set ?? {}),
    ...Object.keys(raw.make ?? {}),
    ...captures,
    ...groups.map((match) => match[1] ?? ''),
  ];
}
