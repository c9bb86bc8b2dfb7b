/** Rows of the table per command that are no command: rules common to all, and the wire channel. */
import type { CommandResult } from '../record/result.ts';

/** Does the row hold rules that belong to no single command? Every real command has at least one form. */
export function isCommon(command: CommandResult): boolean {
  return command.forms.length === 0;
}
