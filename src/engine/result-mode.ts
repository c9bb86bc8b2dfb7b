/**
 * How the module was told to answer: results in words or numbers (ATV), or none at all (ATQ); and what command lines make of
 * its echo (ATE). Source: ITU-T V.250 6.2.4 to 6.2.6; ATZ and AT&F (6.1.1, 6.1.2) put all of them back.
 */
import { listBasicCommands } from '../wire/basic-commands.ts';

/** What a line does to the echo: switches it, or returns it to what the module does by default. */
export type EchoChange = 'on' | 'off' | 'default';

const RESTORING = new Set(['Z0', '&F0']);

export class ResultMode {
  #isNumeric = false;
  #isQuiet = false;

  /** May the next result be a number, ended by CR alone? */
  get mayBeNumeric(): boolean {
    return this.#isNumeric;
  }

  /** No result is due. */
  get isQuiet(): boolean {
    return this.#isQuiet;
  }

  /** A line leaves, whose commands hold for its own result already. */
  followLine(text: string): void {
    for (const command of listBasicCommands(text)) {
      if (command === 'V0') this.#isNumeric = true;
      if (command === 'Q1') this.#isQuiet = true;
      if (command === 'Q0' || RESTORING.has(command)) this.#isQuiet = false;
    }
  }

  /** A result came. Its form tells which one the module uses. */
  followResult(isNumeric: boolean): void {
    this.#isNumeric = isNumeric;
  }

  /** The module has restarted. */
  forget(): void {
    this.#isNumeric = false;
    this.#isQuiet = false;
  }
}

/** What the line `text` does to the echo where it is carried out, or null. */
export function findEchoChange(text: string): EchoChange | null {
  const last = listBasicCommands(text).findLast(
    (command) => command === 'E0' || command === 'E1' || RESTORING.has(command),
  );
  if (last === undefined) return null;
  return last === 'E0' ? 'off' : last === 'E1' ? 'on' : 'default';
}
