/** Requirements of a command that a scenario claims without putting that command to the module: nothing that came can speak for them. */
import type { CommandSet } from '../spec/model.ts';
import type { Scenario } from './scenario.ts';
import type { Step } from './step.ts';

/**
 * Of `claimed`, those whose command occurs in none of the texts that were `sent`. Rules of a group or of the wire channel belong
 * to no command, and so to any.
 */
export function findUntouched(
  claimed: readonly string[],
  sent: readonly string[],
  { requirements, commands }: Pick<CommandSet, 'requirements' | 'commands'>,
): string[] {
  const names = new Set(commands.map(({ name }) => name));
  const commandOf = new Map(requirements.map(({ id, command }) => [id, command]));
  return claimed.filter((id) => {
    const command = commandOf.get(id) ?? '';
    return names.has(command) && !sent.some((text) => text.includes(command));
  });
}

/** What the steps of `scenario` send as far as it is written down; null where a variable may stand for anything. */
export function listSentTexts({ steps }: Scenario): readonly string[] | null {
  const texts = steps.flatMap(textOfStep);
  return texts.some((text) => OPEN_NAME.test(text)) ? null : texts;
}

/** A variable in place of a command's name, or of the whole line. */
const OPEN_NAME = /^(?:AT\+?)?\$\{/;

function textOfStep(step: Step): string[] {
  if (step.kind === 'send') return [step.content.kind === 'call' ? step.content.command : step.content.line];
  if (step.kind !== 'raw') return [];
  // Bytes that are no text have a meaning of their own.
  return [step.source.kind === 'text' || step.source.kind === 'repeat' ? step.source.text : OPEN_TEXT];
}

const OPEN_TEXT = '${';
