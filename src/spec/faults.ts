/** Loads what the faults of the simulated module break: the oracle against which a suite is measured. */
import type { AnySchemaObject } from 'ajv';
import type { Diagnostic } from '../document/diagnostic.ts';
import { findDuplicates } from './duplicate.ts';
import type { FaultFile, RawFault } from './faults.generated.ts';
import { type Located, listSound, openSpecFile, type SpecText } from './spec-file.ts';

export interface FaultDeclaration {
  readonly id: string;
  /** Ids of requirements; none where it is equivalent. */
  readonly breaks: readonly string[];
  /** The only personality in which it shows; null: in every one. */
  readonly personality: string | null;
  /** Why nobody can tell a module with this fault from a sound one; null: somebody can. */
  readonly equivalent: string | null;
}

export interface LoadedFaults {
  /** The set that the requirements are of; null where that cannot be read. */
  readonly setName: string | null;
  /** null where there is any diagnostic. */
  readonly faults: readonly FaultDeclaration[] | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** The file as it stands: what is sound of it, and what is wrong with it by itself. */
export interface OpenedFaults {
  readonly whole: Located<FaultFile>;
  readonly rows: readonly Located<RawFault>[];
  readonly diagnostics: readonly Diagnostic[];
}

/** `schema` is schemas/faults.schema.json. Whether faults and requirements exist is `checkFaults`' matter. */
export function loadFaults(text: SpecText, schema: AnySchemaObject): LoadedFaults {
  const { whole, rows, diagnostics } = openFaults(text, schema);
  return {
    setName: whole.file.isSound(['set']) ? whole.raw.set : null,
    faults: diagnostics.length > 0 ? null : rows.map(({ raw }) => build(raw)),
    diagnostics,
  };
}

export function openFaults(text: SpecText, schema: AnySchemaObject): OpenedFaults {
  const file = openSpecFile(text, schema);
  const whole: Located<FaultFile> = { file, pointer: [], raw: file.document.value as FaultFile };
  const rows = file.isReadable([]) ? listSound<RawFault>(whole, 'faults') : [];
  const ids = rows.map((located) => ({ located, inner: ['id'], id: located.raw.id }));
  return { whole, rows, diagnostics: [...file.diagnostics, ...findDuplicates(ids, 'the fault')] };
}

function build({ id, breaks, personality, equivalent }: RawFault): FaultDeclaration {
  return {
    id,
    breaks: breaks ?? [],
    personality: personality ?? null,
    equivalent: equivalent ?? null,
  };
}
