/** What the spec says of one command line: its command and form, the reply that its parameters call for, and what counts bytes in it. */
import type { Command, CommandSet, Form, InformationResponse, Reply, ReplyPhase } from '../spec/model.ts';
import { type CommandLine, parseCommandLine } from '../wire/command-line.ts';
import type { CountedResponse } from '../wire/framer.ts';
import { assignArguments } from '../spec/assignment.ts';
import { evaluateCondition } from '../spec/condition.ts';

export interface CommandContext {
  /** The line as the grammar reads it, or null where it is no command line. */
  readonly line: CommandLine | null;
  /** What the spec knows of it; null for commands outside the set and for broken lines. */
  readonly command: Command | null;
  readonly form: Form | null;
  /** The reply that the parameters call for where they are accepted. */
  readonly reply: Reply | null;
  /** All information responses that the form may give. */
  readonly responses: readonly InformationResponse[];
  readonly counted: readonly CountedResponse[];
  /** Free text may come: usage, identity, or a command that the set does not know. */
  readonly allowsText: boolean;
  /** Some reply of the form opens a data phase. */
  readonly mayPrompt: boolean;
  /** The reply that the parameters call for opens one. */
  readonly promptExpected: boolean;
  /** Bytes of the data phase as the line declares them, or null. */
  readonly declared: number | null;
}
