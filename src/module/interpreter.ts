/** From the text of a command line to the answer of its command. */
import { createArgumentReader } from './argument-reader.ts';
import type { CommandLine } from './command-line.ts';
import { type Answer, answerFinal, type Command, type CommandContext } from './commands/command.ts';

/** `text` is the line without its CR LF, one character a byte. Unknown commands and forms count as malformed. */
export function interpretLine(
  text: string,
  commands: ReadonlyMap<string, Command>,
  context: CommandContext,
): Answer {
  const line = context.personality.conduct.parseLine(text);
  if (!line.ok) return answerFinal(line.fault);
  const command = commands.get(line.value.name);
  const answer = command === undefined ? null : answerForm(command, line.value, context);
  return answer ?? answerFinal('malformed');
}

/** Null where the command has no such form. */
function answerForm(command: Command, line: CommandLine, context: CommandContext): Answer | null {
  switch (line.form) {
    case 'execute':
      return command.execute?.(context) ?? null;
    case 'query':
      return command.query?.(context) ?? null;
    case 'set':
      return command.set?.(context, createArgumentReader(line.arguments)) ?? null;
    case 'test':
      return context.personality.hasTestForms ? answerUsage(command) : null;
  }
}

function answerUsage({ usage }: Command): Answer {
  return answerFinal('ok', usage.map((line) => `${line}\r\n`).join(''));
}
