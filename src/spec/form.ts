/** Finding commands and forms in a loaded set. */
import type { Command, CommandSet, Form, FormKind } from './model.ts';

/** The command of that name (`HTTPCGET`, without `AT+`), or null. */
export function findCommand(set: CommandSet, name: string): Command | null {
  return set.commands.find((command) => command.name === name) ?? null;
}

/** That form of that command, or null where the set does not know it. */
export function findForm(set: CommandSet, name: string, kind: FormKind): Form | null {
  return findCommand(set, name)?.forms.find((form) => form.kind === kind) ?? null;
}
