/** How a sound module is changed at one point: the vocabulary in which faults are written. */
import type { Bytes } from '../../base/bytes.ts';
import type { Clock } from '../../base/clock.ts';
import type { ArgumentReader } from '../argument-reader.ts';
import type { Answer, Command, CommandContext } from '../commands/command.ts';
import type { Conduct } from '../conduct.ts';
import type { Personality } from '../personality.ts';
import type { WebTask } from '../web-task.ts';
import type { Spoil } from './fault.ts';

export const READING = ['+HTTPCGET', '+HTTPGETSIZE'];
export const SENDING = ['+HTTPCPOST', '+HTTPCPUT'];
export const ALL_HTTP = ['+HTTPCLIENT', ...READING, ...SENDING];

/** Data of the personality are other than they should be. */
export function changePersonality(change: (sound: Personality) => Partial<Personality>): Spoil {
  return ({ personality, commands }) => ({
    personality: { ...personality, ...change(personality) },
    commands,
  });
}

/** The module decides otherwise at one of its named points. */
export function changeConduct(change: (sound: Conduct, clock: Clock) => Partial<Conduct>): Spoil {
  return ({ personality, commands }, clock) => {
    const { conduct } = personality;
    return { personality: { ...personality, conduct: { ...conduct, ...change(conduct, clock) } }, commands };
  };
}

/** Forms of `names` (`+HTTPCGET`) differ. */
export function changeCommands(
  names: readonly string[],
  change: (sound: Command) => Partial<Command>,
): Spoil {
  return ({ personality, commands }) => ({
    personality,
    commands: new Map(
      [...commands].map(([name, command]) => [
        name,
        names.includes(name) ? { ...command, ...change(command) } : command,
      ]),
    ),
  });
}

/** How a set form is carried out. */
type Perform = (context: CommandContext, args: ArgumentReader) => Answer;

/** The set form of `names` gets other arguments or another context, or is not carried out at all. */
export function changeSet(
  names: readonly string[],
  change: (sound: Perform, context: CommandContext, args: ArgumentReader) => Answer,
): Spoil {
  return changeCommands(names, ({ set }) =>
    set === undefined ? {} : { set: (context, args) => change(set, context, args) },
  );
}

/** What the set form of `names` leads to is changed: at once, and once more behind a data phase. */
export function changeAnswer(
  names: readonly string[],
  change: (answer: Answer, context: CommandContext) => Answer,
): Spoil {
  return changeSet(names, (sound, context, args) =>
    mapAnswer(sound(context, args), (answer) => change(answer, context)),
  );
}

function mapAnswer(answer: Answer, change: (answer: Answer) => Answer): Answer {
  const changed = change(answer);
  if (changed.kind !== 'prompt') return changed;
  const { onPayload } = changed;
  return { ...changed, onPayload: (payload) => mapAnswer(onPayload(payload), change) };
}

/** The payload of `names` reaches the command changed. */
export function changePayload(names: readonly string[], change: (payload: Bytes) => Bytes): Spoil {
  return changeAnswer(names, (answer) => {
    if (answer.kind !== 'prompt') return answer;
    const { onPayload } = answer;
    return { ...answer, onPayload: (payload) => onPayload(change(payload)) };
  });
}

/** The HTTP task of `names` is another one. */
export function changeTask(
  names: readonly string[],
  change: (task: WebTask, context: CommandContext) => Partial<WebTask>,
): Spoil {
  return changeAnswer(names, (answer, context) =>
    answer.kind === 'web' ? { ...answer, task: { ...answer.task, ...change(answer.task, context) } } : answer,
  );
}
