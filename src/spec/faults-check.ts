/** What only the set and the module together show of a fault file: names that are none, and faults that are missing. */
import type { AnySchemaObject } from 'ajv';
import { findNearest } from '../base/nearest.ts';
import type { Diagnostic } from '../document/diagnostic.ts';
import type { RawFault } from './faults.generated.ts';
import { type OpenedFaults, openFaults } from './faults.ts';
import type { CommandSet } from './model.ts';
import { type Located, reportAt, type SpecText } from './spec-file.ts';

/** What the simulated module has. */
export interface ModuleFaults {
  readonly faults: readonly string[];
  readonly personalities: readonly string[];
}

/** Every mistake of the file at once. `sets` are those of the project that have no mistakes themselves. */
export function checkFaults(
  text: SpecText,
  schema: AnySchemaObject,
  sets: readonly CommandSet[],
  module: ModuleFaults,
): Diagnostic[] {
  const opened = openFaults(text, schema);
  const { whole, rows, diagnostics } = opened;
  if (!whole.file.isSound(['set'])) return [...diagnostics];
  const set = sets.find(({ name }) => name === whole.raw.set);
  return [
    ...diagnostics,
    ...(set === undefined ? [reportSet(opened, sets)] : checkAgainstSet(opened, set)),
    ...rows.flatMap((row) => checkRow(row, module)),
    ...findMissing(opened, module),
  ];
}

function reportSet({ whole }: OpenedFaults, sets: readonly CommandSet[]): Diagnostic {
  const message = `no command set is called "${whole.raw.set}"`;
  return reportAt(
    whole,
    ['set'],
    'FAULT_SET',
    message,
    suggestName(
      whole.raw.set,
      sets.map(({ name }) => name),
    ),
  );
}

function checkAgainstSet(opened: OpenedFaults, set: CommandSet): Diagnostic[] {
  return [...opened.rows.flatMap((row) => checkRequirements(row, set)), ...findUnbroken(opened, set)];
}

/** A must that no fault breaks is one of which nobody knows whether the suite would see it broken. */
function findUnbroken({ whole, rows }: OpenedFaults, { requirements }: CommandSet): Diagnostic[] {
  if (!whole.file.isSound(['faults'])) return [];
  const broken = new Set(rows.flatMap(({ raw }) => raw.breaks ?? []));
  return requirements
    .filter(({ id, level }) => level === 'must' && !broken.has(id))
    .map(({ id, text }) => {
      const message = `no fault breaks ${id}: ${text}`;
      const hint = 'name it at a fault that does, or give the simulated module one';
      return reportAt(whole, ['faults'], 'REQUIREMENT_WITHOUT_FAULT', message, hint, 'key');
    });
}

function checkRequirements(row: Located<RawFault>, set: CommandSet): Diagnostic[] {
  const known = set.requirements.map(({ id }) => id);
  return (row.raw.breaks ?? []).flatMap((id, index) => {
    if (known.includes(id)) return [];
    const message = `the set "${set.name}" has no requirement "${id}"`;
    return [reportAt(row, ['breaks', index], 'UNKNOWN_REQUIREMENT', message, suggestName(id, known))];
  });
}

function checkRow(row: Located<RawFault>, { faults, personalities }: ModuleFaults): Diagnostic[] {
  const { id, breaks, personality, equivalent } = row.raw;
  const diagnostics: Diagnostic[] = [];
  if (!faults.includes(id)) {
    const message = `the simulated module has no fault "${id}"`;
    diagnostics.push(reportAt(row, ['id'], 'UNKNOWN_FAULT', message, suggestName(id, faults)));
  }
  if (personality !== undefined && !personalities.includes(personality)) {
    const message = `the simulated module has no personality "${personality}"`;
    const hint = suggestName(personality, personalities);
    diagnostics.push(reportAt(row, ['personality'], 'FAULT_PERSONALITY', message, hint));
  }
  if ((breaks === undefined) === (equivalent === undefined)) {
    const message = `expected either \`breaks\` or \`equivalent\` for "${id}", came ${breaks === undefined ? 'neither' : 'both'}`;
    const hint = 'name the requirements that it breaks, or say why nobody can see it';
    diagnostics.push(reportAt(row, ['id'], 'FAULT_BREAKS_NOTHING', message, hint));
  }
  return diagnostics;
}

/** A file with rows that cannot be read may have the missing ones among them. */
function findMissing({ whole, rows }: OpenedFaults, { faults }: ModuleFaults): Diagnostic[] {
  if (!whole.file.isSound(['faults'])) return [];
  const declared = new Set(rows.map(({ raw }) => raw.id));
  return faults
    .filter((id) => !declared.has(id))
    .map((id) => {
      const message = `no row says what the fault "${id}" breaks`;
      return reportAt(whole, ['faults'], 'FAULT_WITHOUT_ROW', message, 'add it', 'key');
    });
}

function suggestName(name: string, known: readonly string[]): string {
  const nearest = findNearest(name, known);
  if (nearest !== null) return `did you mean "${nearest}"?`;
  return known.length > 12 ? `one of ${known.length}, such as ${known[0]}` : `known: ${known.join(', ')}`;
}
