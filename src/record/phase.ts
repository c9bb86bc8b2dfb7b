/**
 * The phases of an exchange, how one follows another, and what is out of the ordinary: the table that the session goes by, and that
 * docs/session.md and the diagram of the HTML report are drawn from.
 */
import { assertInvariant } from '../base/invariant.ts';

/**
 * idle: nothing is under way; the port is watched. replying: a command line left, its answer is read. interim: `OK` came where a
 * prompt may follow. data: the prompt came, payload bytes are due. completing: the last declared byte left. settled: the final came,
 * the port is watched for what must not come. lost: the link is gone, or the module rebooted in the middle.
 */
export const PHASES = ['idle', 'replying', 'interim', 'data', 'completing', 'settled', 'lost'] as const;
export type Phase = (typeof PHASES)[number];

export const TRIGGERS = [
  'command',
  'interim-ok',
  'no-prompt',
  'prompt',
  'empty-prompt',
  'payload-complete',
  'final',
  'quiet',
  'none-due',
  'banner',
  'link-lost',
  'recovered',
] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** A trigger that a phase does not name cannot happen there: if it does, that is our bug. */
export const TRANSITIONS: Readonly<Record<Phase, Partial<Record<Trigger, Phase>>>> = {
  idle: { command: 'replying', banner: 'idle', 'link-lost': 'lost', quiet: 'idle' },
  replying: {
    command: 'replying',
    'interim-ok': 'interim',
    prompt: 'data',
    'empty-prompt': 'completing',
    final: 'settled',
    'none-due': 'settled',
    banner: 'lost',
    'link-lost': 'lost',
    quiet: 'replying',
    recovered: 'idle',
  },
  interim: {
    command: 'replying',
    'no-prompt': 'settled',
    prompt: 'data',
    'empty-prompt': 'completing',
    final: 'settled',
    banner: 'lost',
    'link-lost': 'lost',
    quiet: 'interim',
    recovered: 'idle',
  },
  data: {
    command: 'data',
    'payload-complete': 'completing',
    final: 'settled',
    banner: 'lost',
    'link-lost': 'lost',
    quiet: 'data',
    recovered: 'idle',
  },
  completing: {
    command: 'completing',
    final: 'settled',
    banner: 'lost',
    'link-lost': 'lost',
    quiet: 'completing',
    recovered: 'idle',
  },
  settled: {
    command: 'replying',
    final: 'settled',
    banner: 'lost',
    'link-lost': 'lost',
    quiet: 'idle',
    recovered: 'idle',
  },
  lost: { recovered: 'idle', 'link-lost': 'lost', banner: 'lost', final: 'lost', quiet: 'lost' },
};

/**
 * What a scenario may do, or a module, that leaves the usual way through the phases. short-payload: fewer bytes than declared were
 * entered. surplus: more were. final-in-payload: a line of the payload reads like a result. command-in-data: a command line was sent
 * while payload was due; command-while-busy: while the answer was. code-inside: an unsolicited code came before the final. no-final:
 * none came. restart: the module announced that it has started. link-lost: the link ended.
 */
export const ODDITIES = [
  'short-payload',
  'surplus',
  'final-in-payload',
  'command-in-data',
  'command-while-busy',
  'code-inside',
  'no-final',
  'restart',
  'link-lost',
] as const;
export type Oddity = (typeof ODDITIES)[number];

export function nextPhase(phase: Phase, trigger: Trigger): Phase {
  const next = TRANSITIONS[phase][trigger];
  assertInvariant(next !== undefined, `the session has no transition from ${phase} by ${trigger}`);
  return next;
}
