/** Puts the module's global state back as a scenario found it, and verifies that by query. */
import { encodeText } from '../base/bytes.ts';
import type { Purpose } from '../record/event.ts';
import type { Cleaning as CleaningRule, CommandSet, Profile } from '../spec/model.ts';
import type { Conversation } from './conversation.ts';
import { completeDataPhase } from './data-phase.ts';
import { describeAnswer, type Housekeeping } from './housekeeping.ts';

export interface CleaningOptions {
  readonly conversation: Conversation;
  readonly housekeeping: Housekeeping;
  readonly set: CommandSet;
  readonly profile: Profile;
}

export class Cleaning {
  readonly #options: CleaningOptions;
  /** Whether the module echoed when the run began; null as long as nobody knows. */
  #usualEcho: boolean | null = null;

  constructor(options: CleaningOptions) {
    this.#options = options;
  }

  /** From now on the echo is put back to what it is now. */
  rememberEcho(): void {
    this.#usualEcho = this.#options.conversation.session.memory.echo;
  }

  /** Puts the named states back. Returns the first that would not go, or null. */
  async clean(states: Iterable<string>, purpose: Purpose): Promise<string | null> {
    const { set, conversation } = this.#options;
    const wanted = new Set(states);
    for (const rule of set.housekeeping.cleanings.filter(({ state }) => wanted.has(state))) {
      const problem = await this.#apply(rule, purpose);
      if (problem !== null) return problem;
    }
    conversation.closeExchange();
    return null;
  }

  /** The same after a scenario, with the echo, which has no query: the next command line shows it. */
  async tidy(states: Iterable<string>, purpose: Purpose): Promise<string | null> {
    await this.#restoreEcho(purpose);
    return this.clean(states, purpose);
  }

  async #apply({ line, verify }: CleaningRule, purpose: Purpose): Promise<string | null> {
    const { housekeeping } = this.#options;
    await housekeeping.ask(line, purpose);
    await this.#leaveDataPhase(purpose);
    const query = await housekeeping.ask(verify.line, purpose);
    if (!housekeeping.isAccepted(query)) return `${describeAnswer(verify.line, query)} after ${line}`;
    const absent = new RegExp(verify.absent, 's');
    const left = query.items.find(({ text }) => absent.test(text));
    return left === undefined ? null : `${line} left ${left.text}`;
  }

  /** Source: V.250 6.2.4, ATE0 and ATE1. */
  async #restoreEcho(purpose: Purpose): Promise<void> {
    const { conversation, housekeeping } = this.#options;
    const { memory } = conversation.session;
    if (this.#usualEcho === null || memory.echo === null || memory.echo === this.#usualEcho) return;
    const answer = await housekeeping.ask(this.#usualEcho ? 'ATE1' : 'ATE0', purpose);
    const isRestored = housekeeping.isAccepted(answer);
    conversation.closeExchange();
    // A module without the command echoes from now on as it does now, and the session follows.
    if (!isRestored) this.#usualEcho = memory.echo;
  }

  /** A cleaning command may prompt although it declares nothing to come: an empty line ends that. */
  async #leaveDataPhase(purpose: Purpose): Promise<void> {
    const { conversation, profile, housekeeping } = this.#options;
    const { session } = conversation;
    if (session.isSettled) return;
    await completeDataPhase(conversation, purpose, profile.timing.replyMs);
    if (session.isSettled) return;
    conversation.closeExchange();
    session.recover();
    await conversation.sendRaw(encodeText(profile.framing.terminator), '', null, purpose);
    await conversation.settle(profile.timing.quietMs, housekeeping.probeMs);
    session.recover();
  }
}
