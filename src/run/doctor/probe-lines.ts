/** How lines look, both ways: what ends a command line, what comes back of it, and whether the echo can be switched. */
import { encodeText, escapeBytes } from '../../base/bytes.ts';
import { findCommand } from '../../spec/form.ts';
import type { Asked, Asking } from './asking.ts';
import { showHeard } from './heard.ts';
import { joinParts, type Part, type Patient, type Remark, remarkUnseen } from './part.ts';

const TERMINATORS = ['\r\n', '\r', '\n'];

/** Each line end twice: what one of them leaves behind may spoil the next line. */
export async function probeTerminators({ asking }: Patient): Promise<Part> {
  const taken: string[] = [];
  const answers: Asked[] = [];
  for (const terminator of [...new Set([asking.terminator, ...TERMINATORS])]) {
    const first = await asking.ask(asking.probe, terminator);
    const isFirstTaken = first.reply.final?.isSuccess === true;
    const second = isFirstTaken ? await asking.ask(asking.probe, terminator) : first;
    answers.push(second);
    if (second.reply.final?.isSuccess === true) taken.push(terminator);
    else await asking.recover();
  }
  const evidence = answers.map(showHeard);
  return {
    traits: [{ key: 'framing.terminator', topic: 'end of a command line', shown: taken, evidence }],
    remarks: [],
  };
}

/** Does it repeat what it is sent, and exactly? And does it obey ATE0 and ATE1? Source: ITU-T V.250 6.2.4. */
export async function probeEcho(patient: Patient): Promise<Part> {
  const { asking } = patient;
  const asked = await asking.ask(asking.probe);
  const shown = asked.reply.echo === null ? 'off' : 'on';
  const usual: Part = {
    traits: [{ key: 'framing.echo', topic: 'echo', shown, evidence: [showHeard(asked)] }],
    remarks: asked.reply.echo?.isExact === false ? [remarkInexact(asked)] : [],
  };
  return joinParts([usual, await probeEchoSwitch(patient, shown)]);
}

async function probeEchoSwitch({ asking, set }: Patient, before: 'on' | 'off'): Promise<Part> {
  if (findCommand(set, 'E0') === null || findCommand(set, 'E1') === null)
    return { traits: [], remarks: [remarkUnseen('switching the echo', 'the set has no ATE0 and ATE1')] };
  const evidence = [];
  const remarks: Remark[] = [];
  let isObeyed = true;
  // The state that was found comes last, and so stays.
  for (const wanted of before === 'on' ? (['off', 'on'] as const) : (['on', 'off'] as const)) {
    const order = await asking.ask(wanted === 'on' ? 'ATE1' : 'ATE0');
    const after = await asking.ask(asking.probe);
    isObeyed &&= order.reply.final?.isSuccess === true && (after.reply.echo !== null) === (wanted === 'on');
    evidence.push(showHeard(order), showHeard(after));
    if (before === 'off' && after.reply.echo?.isExact === false) remarks.push(remarkInexact(after));
  }
  const topic = 'ATE0 and ATE1 work';
  return {
    traits: [{ key: 'values.echo_switch', topic, shown: isObeyed, isAtLeast: false, evidence }],
    remarks,
  };
}

function remarkInexact(asked: Asked): Remark {
  const expected = escapeBytes(encodeText(asked.line + asked.terminator));
  const came = escapeBytes(encodeText(asked.reply.echo?.text ?? ''));
  return {
    topic: 'exactness of the echo',
    state: 'disagrees',
    says: `the echo of ${expected} is ${came}, and not the same bytes`,
    evidence: [showHeard(asked)],
    todo: 'let the module repeat what it is sent byte for byte, its line end included, or switch the echo off with ATE0',
  };
}

/** From everything asked so far: how results stand among line ends. */
export function readFraming(asking: Asking): Part {
  const direct = asking.all.filter(({ reply }) => reply.final !== null && reply.isFinalFirst);
  const bare = direct.find(({ reply }) => reply.final?.blanksBefore === 0);
  const wrapped = direct.find(({ reply }) => (reply.final?.blanksBefore ?? 0) > 0);
  const shown = bare === undefined ? 'wrapped' : wrapped === undefined ? 'bare' : 'mixed';
  const examples = [bare, wrapped].filter((each) => each !== undefined);
  const results = { key: 'framing.results', topic: 'form of results', shown } as const;
  return {
    traits: examples.length === 0 ? [] : [{ ...results, evidence: examples.map(showHeard) }],
    remarks: remarkLineEnds(asking),
  };
}

function remarkLineEnds(asking: Asking): Remark[] {
  const isOdd = (end: string) => end !== '\r\n' && end !== '';
  const odd = asking.all.find(({ reply }) => reply.lines.some(({ end }) => isOdd(end)));
  if (odd === undefined) return [];
  const ends = new Set(asking.all.flatMap(({ reply }) => reply.lines.map(({ end }) => end)).filter(isOdd));
  const named = [...ends].map((end) => escapeBytes(encodeText(end))).join(' and ');
  return [
    {
      topic: 'line ends of the module',
      state: 'disagrees',
      says: `lines end with ${named}, where \\r\\n belongs`,
      evidence: [showHeard(odd)],
      todo: 'let the module end each line with \\r\\n; if a bridge or a terminal stands between, switch off what it changes in line ends',
    },
  ];
}
