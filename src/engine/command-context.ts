/** What the spec says of one command line: its command and form, the reply that its parameters call for, and what counts bytes in it. */
import { assignArguments } from '../spec/assignment.ts';
import { conditionHolds } from '../spec/condition.ts';
import { findCommand } from '../spec/form.ts';
import type { Command, CommandSet, Form, InformationResponse, Reply } from '../spec/model.ts';
import { type CommandLine, parseCommandLine } from '../wire/command-line.ts';
import type { CountedResponse } from '../wire/token.ts';

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

/** The context of the command line `text` (without its terminator); null: raw bytes that are no command line of ours. */
export function buildContext(set: CommandSet, text: string | null): CommandContext {
  const line = text === null ? null : parseCommandLine(text);
  const command = line === null ? null : findCommandOf(set, line);
  const form = command?.forms.find(({ kind }) => kind === line?.form) ?? null;
  if (line === null || form === null)
    return {
      line,
      command,
      form: null,
      reply: null,
      responses: [],
      counted: [],
      allowsText: true,
      mayPrompt: false,
      promptExpected: false,
      declared: null,
    };
  const { values } = assignArguments(form, line.arguments);
  const reply = form.replies.find(({ when }) => conditionHolds(when, values)) ?? null;
  const responses = form.replies.flatMap(({ phases }) =>
    phases.flatMap((phase) => (phase.kind === 'information' ? [phase.response] : [])),
  );
  const data = reply?.phases.find((phase) => phase.kind === 'data');
  const declared = declaredBytes(form, values);
  return {
    line,
    command,
    form,
    reply,
    responses,
    counted: responses.flatMap((response) => describeCounted(response, form.kind === 'query')),
    allowsText: form.replies.some(({ phases }) => phases.some(({ kind }) => kind === 'text')),
    mayPrompt: form.replies.some(({ phases }) => phases.some(({ kind }) => kind === 'data')),
    promptExpected: data !== undefined,
    declared,
  };
}

function findCommandOf(set: CommandSet, line: CommandLine): Command | null {
  const command = findCommand(set, line.name);
  return command?.prefix === line.prefix ? command : null;
}

/** The declared length also counts where the spec expects no prompt: a module may prompt all the same. */
function declaredBytes(form: Form, values: Readonly<Record<string, unknown>>): number | null {
  for (const phase of form.replies.flatMap(({ phases }) => phases)) {
    const value = phase.kind === 'data' ? values[phase.countedBy] : null;
    if (typeof value === 'number') return value;
  }
  return null;
}

/** What a query gives back may stand in quotes that its count leaves out: vendors differ, and the manual shows none. */
function describeCounted(response: InformationResponse, mayBeQuoted: boolean): CountedResponse[] {
  const last = response.fields.at(-1);
  const countIndex = response.fields.findIndex(({ name }) => name === last?.countedBy);
  if (last?.type !== 'raw' || countIndex < 0) return [];
  return [{ prefix: response.prefix, countIndex, fields: response.fields.length - 1, mayBeQuoted }];
}
