/** The form of the prompt, by a line of the set that prompts for few bytes; the data phase is filled and what was set is put back. */
import { concatBytes } from '../../base/bytes.ts';
import type { Asked, Asking } from './asking.ts';
import { findPromptingLine, type PromptingLine } from './harmless-line.ts';
import { showHeard } from './heard.ts';
import { type Part, type Patient, type Remark, remarkUnseen } from './part.ts';
import { readReply } from './reply.ts';
import { guardStates, restoreStates } from './states.ts';

/** `.`: means nothing in a URL, a header or a body. */
const FILLER_BYTE = 0x2e;
/** A prompt that lags behind its OK for longer has not been seen. */
const LAG_MS = 400;
const TOPIC = 'prompt';

export async function probePrompt({ asking, set }: Patient): Promise<Part> {
  const trial = findPromptingLine(set);
  if (trial === null)
    return {
      traits: [],
      remarks: [remarkUnseen(TOPIC, 'the set has no prompting line that is safe to try')],
    };
  const hindrance = await guardStates(asking, set, trial.states);
  if (hindrance !== null) return { traits: [], remarks: [remarkUnseen(TOPIC, ...hindrance)] };
  const opened = await openDataPhase(asking, trial.line);
  const { prompt } = opened.reply;
  if (prompt === null) {
    await asking.recover();
    return { traits: [], remarks: [remarkNoPrompt(trial, opened)] };
  }
  const filled = await asking.send(new Uint8Array(trial.declared).fill(FILLER_BYTE));
  asking.all.push({ ...filled, line: '(data)' });
  const remarks = filled.reply.final === null ? [remarkNoEnd(trial, filled)] : [];
  if (filled.reply.final === null) await asking.recover();
  if (!(await restoreStates(asking, set, trial.states))) remarks.push(remarkLeft(trial));
  const evidence = [showHeard(opened), showHeard(filled)];
  return { traits: [{ key: 'framing.prompts', topic: TOPIC, shown: prompt, evidence }], remarks };
}

async function openDataPhase(asking: Asking, line: string): Promise<Asked> {
  const asked = await asking.ask(line);
  if (asked.reply.prompt !== null || asked.reply.final?.isSuccess !== true) return asked;
  const late = await asking.port.listen(LAG_MS);
  const received = concatBytes([asked.received, late.received]);
  return { ...asked, received, reply: readReply(received, line, asked.terminator, asking.words) };
}

function remarkNoPrompt({ line, declared }: PromptingLine, asked: Asked): Remark {
  const came = asked.reply.final === null ? 'by no final' : asked.reply.final.text;
  return {
    topic: TOPIC,
    state: 'disagrees',
    says: `${line} should prompt for ${declared} bytes and was answered ${came}`,
    evidence: [showHeard(asked)],
    todo: `see in the module's manual what ${line} does there, and give \`prompts\` in its profile`,
  };
}

function remarkNoEnd({ line, declared }: PromptingLine, filled: Asked): Remark {
  return {
    topic: 'end of the data phase',
    state: 'disagrees',
    says: `after the ${declared} bytes that ${line} declared came no final`,
    evidence: [showHeard(filled)],
    todo: 'let the module end the command with the last declared byte',
  };
}

function remarkLeft({ line, states }: PromptingLine): Remark {
  return {
    topic: 'what was set for the prompt',
    state: 'disagrees',
    says: `what ${line} has set (${states.join(', ')}) could not be cleared again`,
    evidence: [],
    todo: 'reset the module before its next use',
  };
}
