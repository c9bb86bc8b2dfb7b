/** Loads the known failures of a device: what a run may break, and in which way. */
import type { AnySchemaObject } from 'ajv';
import type { Diagnostic } from '../document/diagnostic.ts';
import { findDuplicates } from './duplicate.ts';
import type { ExpectedFile, RawFailure } from './expected.generated.ts';
import { type Located, listMembers, listSound, openSpecFile, type SpecText } from './spec-file.ts';

/** How one scenario is known to fail. */
export interface ExpectedFailure {
  readonly scenario: string;
  readonly because: string;
  /** Requirements that its expectations find broken; empty where only the wire channel does. */
  readonly breaks: readonly string[];
  /** What each of those expectations received, with `N ms` for any time; null: not asked. */
  readonly received: string | null;
  /** Requirements that the wire channel finds broken. */
  readonly wire: readonly string[];
}

export interface ExpectedFailures {
  readonly set: string;
  readonly profile: string;
  readonly failures: readonly ExpectedFailure[];
}

export interface LoadedExpectedFailures {
  /** null where there is any diagnostic. */
  readonly expected: ExpectedFailures | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** `schema` is schemas/expected.schema.json. */
export function loadExpectedFailures(text: SpecText, schema: AnySchemaObject): LoadedExpectedFailures {
  const file = openSpecFile(text, schema);
  const whole: Located<ExpectedFile> = { file, pointer: [], raw: file.document.value as ExpectedFile };
  const failures = file.isReadable([]) ? listMembers<RawFailure>(whole, 'failures') : [];
  const named = failures.flatMap((failure) => listSound<string>(failure, 'scenarios'));
  const diagnostics = [
    ...file.diagnostics,
    ...findDuplicates(
      named.map((located) => ({ located, inner: [], id: located.raw })),
      'the scenario',
    ),
  ];
  if (diagnostics.length > 0) return { expected: null, diagnostics };
  const { set, profile } = whole.raw;
  return { expected: { set, profile, failures: failures.flatMap(({ raw }) => spread(raw)) }, diagnostics };
}

function spread({ because, breaks, received, wire, scenarios }: RawFailure): ExpectedFailure[] {
  return scenarios.map((scenario) => ({
    scenario,
    because,
    breaks: breaks ?? [],
    received: received ?? null,
    wire: wire ?? [],
  }));
}
