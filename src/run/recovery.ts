/** Brings the module back: by a reset that a scenario asks for, or by ever harder means where it does not answer any more. */
import { encodeText } from '../base/bytes.ts';
import type { Link } from '../link/link.ts';
import type { Purpose } from '../record/event.ts';
import type { Recorder } from '../record/recorder.ts';
import type { Profile } from '../spec/model.ts';
import type { Conversation } from './conversation.ts';
import { completeDataPhase } from './data-phase.ts';
import type { Housekeeping } from './housekeeping.ts';
import {
  COMMAND_SUCCEEDED,
  OPERATOR_COMMAND_MS_MAX,
  type OperatorCommand,
  runOperatorCommand,
} from './operator-command.ts';

export interface RecoveryOptions {
  readonly conversation: Conversation;
  readonly housekeeping: Housekeeping;
  readonly recorder: Recorder;
  readonly link: Link;
  readonly profile: Profile;
  /** The last means, which belongs to the bench and not to the module; null: none. */
  readonly operatorCommand: OperatorCommand | null;
}

export class Recovery {
  readonly #options: RecoveryOptions;

  constructor(options: RecoveryOptions) {
    this.#options = options;
  }

  /** Resets the module by its command and waits for its banner. Returns what went wrong, or null. */
  async reset(restore: boolean, purpose: Purpose): Promise<string | null> {
    const { profile, recorder, conversation, housekeeping } = this.#options;
    const { bootMs, restoreCommand, resetCommand } = profile.timing;
    const line = restore ? restoreCommand : resetCommand;
    recorder.record({ kind: 'control', what: 'reset', detail: line });
    conversation.session.expectBanner();
    const exchange = await housekeeping.ask(line, purpose);
    const cameBack = await conversation.waitFor(bootMs, () =>
      exchange.items.some((item) => item.class === 'banner') ? true : null,
    );
    conversation.closeExchange();
    conversation.session.recover();
    return cameBack === null ? `no banner within ${bootMs} ms after ${line}` : null;
  }

  /** Tries one means after the other until the module answers and reaches the origin. Returns null then, or why none helped. */
  async recover(): Promise<string | null> {
    const { lost } = this.#options.conversation.session;
    const isBack =
      (await this.#endLine(lost !== null)) || (await this.#resetByCommand()) || (await this.#resetByLine());
    return isBack ? null : this.#resetByOperator();
  }

  /** Enters what the open data phase still lacks, if one is open: its command owes no final before. */
  async completeData(): Promise<void> {
    const { conversation, profile } = this.#options;
    if (conversation.session.phase !== 'data') return;
    this.#tell('complete the open data phase');
    await completeDataPhase(conversation, 'recovery', profile.timing.replyMs);
  }

  /** `hasRestarted`: it has lost its network, and needs no other reset. */
  async #endLine(hasRestarted: boolean): Promise<boolean> {
    const { conversation, profile, housekeeping } = this.#options;
    conversation.closeExchange();
    conversation.session.recover();
    this.#tell('end the line and probe');
    await conversation.sendRaw(encodeText(profile.framing.terminator), '', null, 'recovery');
    await conversation.settle(profile.timing.quietMs, housekeeping.probeMs);
    conversation.session.recover();
    conversation.session.forgetIdleItems();
    return this.#isBack(hasRestarted);
  }

  async #resetByCommand(): Promise<boolean> {
    this.#tell(`reset by ${this.#options.profile.timing.resetCommand}`);
    await this.reset(false, 'recovery');
    return this.#isBack(true);
  }

  async #resetByLine(): Promise<boolean> {
    const { link, conversation, profile } = this.#options;
    if (link.resetLine === undefined) return false;
    this.#tell('pulse the reset line');
    conversation.session.expectBanner();
    await link.resetLine();
    await conversation.settle(profile.timing.quietMs, profile.timing.bootMs);
    conversation.session.recover();
    return this.#isBack(true);
  }

  async #resetByOperator(): Promise<string | null> {
    const { conversation, operatorCommand, recorder } = this.#options;
    if (operatorCommand === null) return 'no reset helped';
    const { line } = operatorCommand;
    recorder.record({ kind: 'control', what: 'reset-command', detail: line });
    conversation.session.expectBanner();
    const bytesBefore = conversation.receivedBytes;
    const fault = await runOperatorCommand(operatorCommand, conversation, OPERATOR_COMMAND_MS_MAX);
    recorder.record({ kind: 'control', what: 'reset-command-end', detail: fault ?? COMMAND_SUCCEEDED });
    if (fault !== null) return `no reset helped, and the reset command \`${line}\` ${fault}`;
    await this.#startUp(bytesBefore);
    return (await this.#isBack(true)) ? null : `no reset helped, the reset command \`${line}\` included`;
  }

  /** Waits for the first byte of a module that gets its power anew, and until it is quiet again. Some say nothing. */
  async #startUp(bytesBefore: number): Promise<void> {
    const { conversation, profile } = this.#options;
    const { bootMs, quietMs } = profile.timing;
    await conversation.waitFor(bootMs, () => (conversation.receivedBytes > bytesBefore ? true : null));
    await conversation.settle(quietMs, bootMs);
    conversation.session.recover();
    conversation.session.forgetIdleItems();
  }

  async #isBack(hasRestarted: boolean): Promise<boolean> {
    const { housekeeping, profile } = this.#options;
    if (!(await housekeeping.probe('recovery'))) return false;
    if (hasRestarted && (await housekeeping.setUp('recovery')) !== null) return false;
    return (await housekeeping.preflight('recovery', hasRestarted ? profile.timing.bootMs : 0)) === null;
  }

  #tell(detail: string): void {
    this.#options.recorder.record({ kind: 'control', what: 'recovery', detail });
  }
}
