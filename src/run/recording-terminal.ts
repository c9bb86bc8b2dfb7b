/** A conversation that a person, or a file of lines, has with a module, of which every byte is recorded. */
import { type Bytes, encodeText, unescapeBytes } from '../base/bytes.ts';
import { buildContext } from '../engine/command-context.ts';
import type { CommandSet, Profile } from '../spec/model.ts';
import { ByteSourceError, makeBytes } from './byte-source.ts';
import type { Conversation } from './conversation.ts';
import type { ReceivedView } from './received-view.ts';

export interface RecordingTerminalOptions {
  readonly conversation: Conversation;
  readonly view: ReceivedView;
  readonly set: CommandSet;
  readonly profile: Profile;
  /** Values of `${env.NAME}` by name. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Throws where it cannot. */
  readonly readFile: (path: string) => Bytes;
  readonly print: (line: string) => void;
}

export const TERMINAL_HELP = `A line is sent with the profile's terminator. After a prompt the line is data: sent as it stands, without one.
\${env.NAME} stands for a variable that atconform.config.yaml lists under secrets.
  :raw TEXT     sends TEXT without a terminator; \\r \\n \\t \\\\ and \\x1a are escapes
  :hex 1a 0d    sends these bytes
  :file PATH    sends what the file holds
  :line TEXT    sends TEXT as a command line, also after a prompt
  :view hex     shows what comes as a dump; :view text shows lines again
  :wait MS      lets so much time pass
  :help         this
  :quit         leaves, as Ctrl-] and the end of the input do
  ::TEXT        sends a line that begins with a colon`;

/** Is the conversation to go on? */
export type Continuation = 'go-on' | 'leave';

type Act = (rest: string) => Promise<Continuation>;

export class RecordingTerminal {
  readonly #options: RecordingTerminalOptions;
  readonly #acts: ReadonlyMap<string, Act>;

  constructor(options: RecordingTerminalOptions) {
    this.#options = options;
    this.#acts = new Map<string, Act>([
      ['raw', (text) => this.#sendBytes(unescapeBytes(text))],
      ['hex', (text) => this.#sendBytes(this.#make({ kind: 'hex', hex: text }))],
      ['file', (path) => this.#sendBytes(this.#make({ kind: 'file', path }))],
      ['line', (text) => this.#sendLine(text)],
      ['view', (word) => this.#chooseView(word)],
      ['wait', (text) => this.#wait(text)],
      ['help', () => this.#tell(TERMINAL_HELP)],
      ['quit', async () => 'leave'],
    ]);
  }

  /** Does what a line says. Mistakes in it are printed. Rejects with Stopped where the link is gone. */
  async takeLine(typed: string): Promise<Continuation> {
    const [, name = '', rest = ''] = /^:([a-z]*)(?: (.*))?$/s.exec(typed) ?? [];
    try {
      if (!typed.startsWith(':')) return await this.#enter(this.#expand(typed));
      if (typed.startsWith('::')) return await this.#enter(this.#expand(typed.slice(1)));
      const act = this.#acts.get(name);
      if (act === undefined) throw new ByteSourceError(`no command is called ${typed}; :help lists them`);
      return await act(name === 'file' ? rest : this.#expand(rest));
    } catch (error) {
      if (!(error instanceof ByteSourceError)) throw error;
      return this.#tell(`?  ${error.message}`);
    }
  }

  /** Waits until the module has answered and has been quiet, or asks for data. */
  async settle(): Promise<void> {
    const { conversation, profile, view } = this.#options;
    const { session } = conversation;
    const { replyMs, quietMs } = profile.timing;
    if (session.exchange !== null)
      await conversation.waitFor(replyMs, () =>
        session.isSettled || session.phase === 'data' || session.lost !== null ? true : null,
      );
    await conversation.settle(quietMs, replyMs);
    view.flush();
  }

  #enter(text: string): Promise<Continuation> {
    return this.#options.conversation.session.phase === 'data'
      ? this.#sendBytes(encodeText(text))
      : this.#sendLine(text);
  }

  async #sendLine(text: string): Promise<Continuation> {
    const { conversation, set, profile } = this.#options;
    this.#forgetRestart();
    const context = buildContext(set, text);
    await conversation.sendCommand(text, profile.framing.terminator, context, 'scenario');
    return 'go-on';
  }

  async #sendBytes(bytes: Bytes): Promise<Continuation> {
    const { conversation } = this.#options;
    if (bytes.length === 0) return 'go-on';
    this.#forgetRestart();
    if (conversation.session.phase === 'data') await conversation.sendPayload(bytes, false, 'scenario');
    else await conversation.sendRaw(bytes, '', null, 'scenario');
    return 'go-on';
  }

  /** A module that has restarted can be talked to again. */
  #forgetRestart(): void {
    const { session, fault } = this.#options.conversation;
    if (session.lost !== null && fault === null) session.recover();
  }

  async #chooseView(word: string): Promise<Continuation> {
    const { view } = this.#options;
    if (word !== 'hex' && word !== 'text')
      throw new ByteSourceError(`:view takes hex or text, not "${word}"`);
    view.flush();
    view.isHex = word === 'hex';
    return 'go-on';
  }

  async #wait(text: string): Promise<Continuation> {
    if (!/^\d{1,6}$/.test(text)) throw new ByteSourceError(`:wait takes milliseconds, not "${text}"`);
    await this.#options.conversation.rest(Number(text));
    return 'go-on';
  }

  async #tell(text: string): Promise<Continuation> {
    for (const line of text.split('\n')) this.#options.print(line);
    return 'go-on';
  }

  #make(source: Parameters<typeof makeBytes>[0]): Bytes {
    const { readFile } = this.#options;
    return makeBytes(source, (path) => {
      try {
        return readFile(path);
      } catch (error) {
        throw new ByteSourceError(`${path} cannot be read: ${(error as Error).message}`);
      }
    });
  }

  #expand(text: string): string {
    return text.replace(/\$\{env\.([A-Za-z_][A-Za-z0-9_]*)\}/g, (_whole, name: string) => {
      const value = this.#options.secrets.get(name);
      if (value === undefined)
        throw new ByteSourceError(
          `\${env.${name}} is no secret of this project: list ${name} in atconform.config.yaml`,
        );
      return value;
    });
  }
}
