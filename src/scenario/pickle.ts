/** What a pickle's place in its feature file says: ids, tags with a meaning, roles of steps. cucumber's hooks and `check` share it. */
import type {
  GherkinDocument,
  Scenario as GherkinScenario,
  Step as GherkinStep,
  Pickle,
  PickleStep,
} from '@cucumber/messages';
import type { Place } from '../base/place.ts';

/** The nodes of a feature file by the ids that pickles carry. */
export interface FeatureNodes {
  readonly scenarios: ReadonlyMap<string, GherkinScenario>;
  readonly steps: ReadonlyMap<string, GherkinStep>;
  /** Rows of examples: where each stands, and its cells by column. */
  readonly rows: ReadonlyMap<
    string,
    { readonly line: number; readonly cells: Readonly<Record<string, string>> }
  >;
}

export function indexFeature(document: GherkinDocument): FeatureNodes {
  const scenarios = new Map<string, GherkinScenario>();
  const steps = new Map<string, GherkinStep>();
  const rows = new Map<string, { line: number; cells: Record<string, string> }>();
  const children = (document.feature?.children ?? []).flatMap((child) => [
    child,
    ...(child.rule?.children ?? []),
  ]);
  for (const { background, scenario } of children) {
    for (const step of [...(background?.steps ?? []), ...(scenario?.steps ?? [])]) steps.set(step.id, step);
    if (scenario === undefined) continue;
    scenarios.set(scenario.id, scenario);
    for (const { tableHeader, tableBody } of scenario.examples)
      for (const row of tableBody) {
        const cells = row.cells.map(
          (cell, index) => [tableHeader?.cells[index]?.value ?? '', cell.value] as const,
        );
        rows.set(row.id, { line: row.location.line, cells: Object.fromEntries(cells) });
      }
  }
  return { scenarios, steps, rows };
}

/** The tags of a scenario that mean something to us. */
export interface PickleHead {
  /** With the row's own part; null where `@id:` is missing. */
  readonly id: string | null;
  /** Where cucumber reports the pickle: the scenario's line, or that of an outline's row. */
  readonly place: Place;
  readonly title: string;
  readonly tags: readonly string[];
  readonly needs: readonly string[];
  readonly after: readonly string[];
  readonly destructive: boolean;
  /** All `@R-` tags; one is the scenario's default, more are a mistake. */
  readonly proves: readonly string[];
}

/** Reads the head of `pickle` out of the feature that it was made from. */
export function readPickleHead(pickle: Pickle, nodes: FeatureNodes): PickleHead {
  const scenario = nodes.scenarios.get(pickle.astNodeIds[0] ?? '');
  const row = nodes.rows.get(pickle.astNodeIds[1] ?? '');
  const tags = pickle.tags.map((tag) => tag.name);
  const valuesOf = (prefix: string) =>
    tags.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length));
  const [base] = valuesOf('@id:');
  const part = row?.cells.id;
  return {
    id: base === undefined ? null : part === undefined ? base : `${base}/${part}`,
    place: {
      path: pickle.uri,
      line: row?.line ?? scenario?.location.line ?? 1,
      column: scenario?.location.column ?? 1,
    },
    title: pickle.name,
    tags,
    // A tag holds no blanks: `@needs:headers_max>=20`.
    needs: valuesOf('@needs:'),
    after: valuesOf('@after:'),
    destructive: tags.includes('@destructive'),
    proves: tags.filter((tag) => /^@[RW]-/.test(tag)).map((tag) => tag.slice(1)),
  };
}

/** The default requirement of a scenario by its tags, or null. */
export function defaultOf(head: PickleHead): string | null {
  return head.proves.length === 1 ? (head.proves[0] ?? null) : null;
}

export interface PickleStepHead {
  readonly place: Place;
  /** Keyword and text on one line. */
  readonly text: string;
  readonly role: 'given' | 'test';
}

/** Given, and And behind it, prepare; all others test. */
export function readStepHead(pickle: Pickle, step: PickleStep, nodes: FeatureNodes): PickleStepHead {
  const written = nodes.steps.get(step.astNodeIds[0] ?? '');
  return {
    place: {
      path: pickle.uri,
      line: written?.location.line ?? 1,
      column: written?.location.column ?? 1,
    },
    text: `${written?.keyword.trim() ?? ''} ${step.text}`.trim(),
    role: step.type === 'Context' ? 'given' : 'test',
  };
}
