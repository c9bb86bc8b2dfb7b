/** The module's own words: who it is, how it refuses, and what it says while it is busy. */
import { encodeText } from '../../base/bytes.ts';
import type { CommandSet } from '../../spec/model.ts';
import type { Asked, Asking } from './asking.ts';
import { findRefusedLine, writeUnknownLine } from './harmless-line.ts';
import { showHeard } from './heard.ts';
import type { Part, Patient, Remark } from './part.ts';
import { remarkUnseen } from './part.ts';
import { guardStates } from './states.ts';
import type { Trait } from './trait.ts';

/** The module's own account of itself; empty where it gives none. */
export async function askIdentity(asking: Asking, set: CommandSet): Promise<{ lines: string[]; part: Part }> {
  const topic = 'identity';
  const asked = await asking.ask(set.housekeeping.identity);
  const { final, lines } = asked.reply;
  const told = lines.filter(({ text }) => text !== final?.text).map(({ text }) => text);
  const isTold = final?.isSuccess === true && told.length > 0;
  const evidence = [showHeard(asked)];
  const remark: Remark = isTold
    ? { topic, state: 'seen', says: `${asked.line} tells what the module is`, evidence, todo: null }
    : {
        topic,
        state: 'disagrees',
        says: `${asked.line} does not tell what the module is`,
        evidence,
        todo: 'note model and firmware by hand: no report will name them',
      };
  return { lines: isTold ? told : [], part: { traits: [], remarks: [remark] } };
}

export async function probeRefusals({ asking, set }: Patient): Promise<Part> {
  const unknown = await asking.ask(writeUnknownLine(set));
  const traits = readRefusal(unknown, 'unknown_command_final', 'word for an unknown command');
  const remarks = remarkTaken(unknown, 'word for an unknown command');
  const refused = findRefusedLine(set);
  const topic = 'word for a wrong parameter';
  if (refused === null)
    return { traits, remarks: [...remarks, remarkUnseen(topic, 'the set has no line that is safe to try')] };
  const hindrance = await guardStates(asking, set, refused.states);
  if (hindrance !== null) return { traits, remarks: [...remarks, remarkUnseen(topic, ...hindrance)] };
  const wrong = await asking.ask(refused.line);
  if (wrong.reply.final === null || wrong.reply.final.isSuccess) await asking.recover();
  return {
    traits: [...traits, ...readRefusal(wrong, 'bad_parameter_final', topic)],
    remarks: [...remarks, ...remarkTaken(wrong, topic)],
  };
}

function readRefusal(asked: Asked, name: string, topic: string): Trait[] {
  const { final } = asked.reply;
  if (final === null || final.isSuccess) return [];
  const evidence = [showHeard(asked)];
  return [{ key: `values.${name}`, topic, shown: final.text, isAtLeast: false, evidence }];
}

/** Whoever takes what must be refused, or says nothing, breaks what every module owes. */
function remarkTaken(asked: Asked, topic: string): Remark[] {
  const { final } = asked.reply;
  if (final !== null && !final.isSuccess) return [];
  return [
    {
      topic,
      state: 'disagrees',
      says: `${asked.line} was ${final === null ? 'answered by no final' : `taken with ${final.text}`}, and should be refused`,
      evidence: [showHeard(asked)],
      todo: `let the module refuse ${asked.line} with an error word`,
    },
  ];
}

/** Two lines in one write: a module that works on the first says so of the second, or does both. */
export async function probeBusy({ asking, set }: Patient): Promise<Part> {
  const { probe, terminator, words } = asking;
  const asked = await asking.send(
    encodeText(`${set.housekeeping.identity}${terminator}${probe}${terminator}`),
  );
  await asking.recover();
  const topic = 'word while busy';
  const isBusy = (text: string) => words.busy.has(text) || /^busy\b/i.test(text);
  const found = asked.reply.lines.find(({ text }) => isBusy(text))?.text;
  if (found !== undefined)
    return {
      traits: [{ key: 'framing.busy', topic, shown: [found], evidence: [showHeard(asked)] }],
      remarks: [],
    };
  const says = `of two lines in one write ${asked.reply.finalCount} were answered, none as busy, and nothing harmless takes longer`;
  return {
    traits: [],
    remarks: [{ topic, state: 'unseen', says, evidence: [showHeard(asked)], todo: null }],
  };
}

/** From everything asked: which finals came. */
export function readFinals(asking: Asking): Part {
  const listOf = (isSuccess: boolean) =>
    asking.all.filter(({ reply }) => reply.final?.isSuccess === isSuccess);
  const traits = ([true, false] as const).flatMap((isSuccess): Trait[] => {
    const asked = listOf(isSuccess).reverse();
    // The first that came with each word: the shortest to read.
    const byWord = new Map(asked.map((each) => [each.reply.final?.text ?? '', each]));
    if (byWord.size === 0) return [];
    const key = isSuccess ? 'framing.success_finals' : 'framing.error_finals';
    const topic = isSuccess ? 'words of success' : 'words of refusal';
    return [{ key, topic, shown: [...byWord.keys()].sort(), evidence: [...byWord.values()].map(showHeard) }];
  });
  return { traits, remarks: [] };
}
