/** What is wrong with set.yaml that its schema cannot see: cleanings, their expressions, the order of commands. */
import type { Diagnostic } from '../document/diagnostic.ts';
import { listCommands, listForms, type Owner } from './command-file.ts';
import { findDuplicates } from './duplicate.ts';
import { checkState } from './reference-check.ts';
import { checkRegex } from './regex-check.ts';
import type { RawCleaning, SetFile } from './set.generated.ts';
import { type Located, listSound, reportAt } from './spec-file.ts';

/** Checks `set` against the commands in `owners`; `hasAll`: no command is missing for want of a readable file. */
export function checkSet(set: Located<SetFile>, owners: readonly Owner[], hasAll: boolean): Diagnostic[] {
  const states = set.file.isSound(['states']) ? set.raw.states : null;
  const housekeeping = { ...set, raw: set.raw.housekeeping, pointer: ['housekeeping'] };
  const cleanings = set.file.isReadable(['housekeeping'])
    ? listSound<RawCleaning>(housekeeping, 'cleanings')
    : [];
  return [
    ...findDuplicates(
      cleanings.map((located) => ({ located, inner: ['state'], id: located.raw.state })),
      'the cleaning of',
    ),
    ...cleanings.flatMap((cleaning) => [
      ...(states === null ? [] : checkState(cleaning, ['state'], cleaning.raw.state, states)),
      ...checkRegex(cleaning, ['verify', 'absent'], cleaning.raw.verify.absent),
    ]),
    ...checkCleaned(set, owners, new Set(cleanings.map(({ raw }) => raw.state))),
    ...(hasAll ? checkOrder(set, owners) : []),
  ];
}

/** What forms write must be put back between scenarios, or one scenario's rest is the next one's failure. */
function checkCleaned(
  set: Located<SetFile>,
  owners: readonly Owner[],
  cleaned: ReadonlySet<string>,
): Diagnostic[] {
  if (!set.file.isSound(['housekeeping'])) return [];
  const written = new Set(
    listCommands(owners)
      .flatMap(listForms)
      .flatMap(({ raw }) => raw.writes ?? []),
  );
  return listSound<string>(set, 'states')
    .filter(({ raw }) => written.has(raw) && !cleaned.has(raw))
    .map((state) => {
      const message = `forms write the state "${state.raw}", and no cleaning puts it back`;
      return reportAt(state, [], 'STATE_WITHOUT_CLEANING', message, 'add it to housekeeping.cleanings');
    });
}

function checkOrder(set: Located<SetFile>, owners: readonly Owner[]): Diagnostic[] {
  const known = [...new Set(listCommands(owners).map(({ raw }) => raw.command))];
  return listSound<string>(set, 'commands')
    .filter(({ raw }) => !known.includes(raw))
    .map((command) => {
      const message = `no file describes the command "${command.raw}"`;
      const shown = known.map((name) => name || '""').join(', ');
      return reportAt(command, [], 'UNKNOWN_COMMAND', message, `known: ${shown}`);
    });
}
