/** Asks a module that was found, line by line, and reads each reply. */
import { type Bytes, encodeText } from '../../base/bytes.ts';
import type { Heard } from './heard.ts';
import type { DoctorPort } from './port.ts';
import { type KnownWords, type Reply, readReply } from './reply.ts';

export interface Asked extends Heard {
  readonly line: string;
  readonly terminator: string;
  readonly reply: Reply;
}

/** The first answer may be what was left of the line before. */
const RECOVERY_TRIES = 2;

/** The module answered before and does so no more: nothing else can be asked. */
export class FellSilent extends Error {
  override readonly name = 'FellSilent';
}

export class Asking {
  readonly port: DoctorPort;
  readonly words: KnownWords;
  readonly terminator: string;
  readonly probe: string;
  /** Everything that was asked, in order. */
  readonly all: Asked[] = [];

  constructor(port: DoctorPort, words: KnownWords, terminator: string, probe: string) {
    this.port = port;
    this.words = words;
    this.terminator = terminator;
    this.probe = probe;
  }

  async ask(line: string, terminator = this.terminator): Promise<Asked> {
    const read = (received: Bytes) => readReply(received, line, terminator, this.words);
    const isWhole = (received: Bytes) => {
      const { final, prompt } = read(received);
      return final !== null || prompt !== null;
    };
    const heard = await this.port.ask(encodeText(line + terminator), { isWhole });
    const asked = { ...heard, line, terminator, reply: read(heard.received) };
    this.all.push(asked);
    return asked;
  }

  /** Sends bytes that are no line; their reply is read all the same. */
  async send(bytes: Bytes): Promise<Asked> {
    const read = (received: Bytes) => readReply(received, '', '', this.words);
    const heard = await this.port.ask(bytes, { isWhole: (received) => read(received).final !== null });
    return { ...heard, line: '', terminator: '', reply: read(heard.received) };
  }

  async isAlive(): Promise<boolean> {
    return (await this.ask(this.probe)).reply.final?.isSuccess === true;
  }

  /** Ends half a line that the module may still hold, and sees that it answers. Throws FellSilent where it does not. */
  async recover(): Promise<void> {
    for (let attempt = 0; attempt < RECOVERY_TRIES; attempt += 1) {
      await this.send(encodeText(this.terminator));
      if (await this.isAlive()) return;
    }
    throw new FellSilent('the module answers no more');
  }
}
