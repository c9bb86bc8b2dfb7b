/** What is set on the module belongs to its user: it is changed only where nothing is set, and put back. */
import { encodeText } from '../../base/bytes.ts';
import type { CommandSet } from '../../spec/model.ts';
import type { Asking } from './asking.ts';
import { listCleanings } from './harmless-line.ts';

/** Why a line that changes `states` is better not tried, and what to do about it; null where it may be. */
export async function guardStates(
  asking: Asking,
  set: CommandSet,
  states: readonly string[],
): Promise<readonly [says: string, todo: string] | null> {
  for (const { state, line, verify } of listCleanings(set, states)) {
    const { reply } = await asking.ask(verify.line);
    if (reply.final?.isSuccess !== true)
      return [
        `${verify.line} was answered ${reply.final?.text ?? 'by nothing'}, so ${state} could not be put back for certain`,
        `see why the module does not answer ${verify.line}`,
      ];
    const absent = new RegExp(verify.absent, 's');
    const left = reply.lines.find(({ text }) => absent.test(text));
    if (left !== undefined)
      return [`the module has ${state} set, which is yours and was left alone`, `send ${line} and try again`];
  }
  return null;
}

/** Puts `states` back. False where the module does not follow. */
export async function restoreStates(
  asking: Asking,
  set: CommandSet,
  states: readonly string[],
): Promise<boolean> {
  for (const { line } of listCleanings(set, states)) {
    const { reply } = await asking.ask(line);
    // A cleaning may prompt although nothing is to come: an empty line ends that.
    if (reply.prompt !== null) await asking.send(encodeText(asking.terminator));
  }
  return (await guardStates(asking, set, states)) === null;
}
