/** What a host needs around the HTTP commands: AT, echo, identity, reset. */
import { answerFinal, type Command } from './command.ts';

function createEchoCommand(isEchoOn: boolean): Command {
  return {
    usage: [`ATE${isEchoOn ? 1 : 0}`],
    execute({ settings }) {
      settings.isEchoOn = isEchoOn;
      return answerFinal('ok');
    },
  };
}

/** By the name behind `AT`. */
export const BASIC_COMMANDS: Readonly<Record<string, Command>> = {
  '': { usage: ['AT'], execute: () => answerFinal('ok') },
  E0: createEchoCommand(false),
  E1: createEchoCommand(true),
  '+GMR': {
    usage: ['AT+GMR'],
    execute: ({ personality }) =>
      answerFinal('ok', personality.identity.map((line) => `${line}\r\n`).join('')),
  },
  '+RST': { usage: ['AT+RST'], execute: () => ({ kind: 'reboot' }) },
  // The simulated module keeps nothing over a reset, so factory settings are what every boot begins with.
  '+RESTORE': { usage: ['AT+RESTORE'], execute: () => ({ kind: 'reboot' }) },
};
