/** What the bench says to the module for its own sake: probe, identity, setup, preflight. None of it is coverage. */
import { buildContext } from '../engine/command-context.ts';
import { type Exchange, findFinal } from '../engine/exchange.ts';
import type { Purpose } from '../record/event.ts';
import type { CommandSet, Profile } from '../spec/model.ts';
import type { Conversation } from './conversation.ts';

export interface HousekeepingOptions {
  readonly conversation: Conversation;
  readonly set: CommandSet;
  readonly profile: Profile;
  /** Lines that bring the module onto its network, sent at the start and after every reset. */
  readonly setupLines: readonly string[];
  /** Replaces `${origin}` and its kin. */
  readonly expand: (line: string) => string;
  /** Requests that have reached the origin so far. */
  readonly countRequests: () => number;
}

/** A probe that a living module answers at once; a busy one may need the rest. */
const PROBE_MS = 1500;
/** The first answer may belong to what came before, the second be cut short by it. */
export const PROBE_TRIES = 3;
/** Between two attempts of a module that is still joining its network. */
const PREFLIGHT_PAUSE_MS = 250;

export class Housekeeping {
  readonly #options: HousekeepingOptions;

  constructor(options: HousekeepingOptions) {
    this.#options = options;
  }

  /** How long a probe waits, and how long the port is watched for what may still come. */
  get probeMs(): number {
    return Math.min(PROBE_MS, this.#options.profile.timing.replyMs);
  }

  /** Sends `line` and waits for its end. The exchange may have no final: then the module did not answer in time, or restarted. */
  async ask(
    line: string,
    purpose: Purpose,
    withinMs = this.#options.profile.timing.replyMs,
  ): Promise<Exchange> {
    const { conversation, set, profile } = this.#options;
    const { session } = conversation;
    if (session.lost !== null && conversation.fault === null) session.recover();
    await conversation.sendCommand(line, profile.framing.terminator, buildContext(set, line), purpose);
    const exchange = session.exchange as Exchange;
    await conversation.waitFor(withinMs, () => (session.isSettled || session.lost !== null ? true : null));
    return exchange;
  }

  /** Did the module answer with a final that means success? */
  isAccepted(exchange: Exchange): boolean {
    const final = findFinal(exchange);
    return final !== null && this.#options.conversation.session.classify(final.text) === 'success';
  }

  /** Does the module answer? Tries a few times, since the first answer may belong to what came before. */
  async probe(purpose: Purpose, tries = PROBE_TRIES): Promise<boolean> {
    const { conversation, set, profile } = this.#options;
    const { session } = conversation;
    for (let attempt = 0; attempt < tries; attempt += 1) {
      if (this.isAccepted(await this.ask(set.housekeeping.probe, purpose, this.probeMs))) return true;
      if (session.exchange !== null && !session.isSettled) session.recover();
      await conversation.settle(profile.timing.quietMs, this.probeMs);
    }
    return false;
  }

  /** The module's own account of itself, line by line. */
  async identify(): Promise<readonly string[]> {
    const { conversation, set, profile } = this.#options;
    const exchange = await this.ask(set.housekeeping.identity, 'setup');
    await conversation.settle(profile.timing.quietMs, profile.timing.replyMs);
    if (!this.isAccepted(exchange)) return [];
    return exchange.items
      .filter((item) => item.class === 'text' || item.class === 'information')
      .map(({ text }) => text);
  }

  /** Brings the module onto its network. Returns the first line that it refused, or null. */
  async setUp(purpose: Purpose): Promise<string | null> {
    const { setupLines, expand, profile } = this.#options;
    for (const line of setupLines) {
      const exchange = await this.ask(expand(line), purpose, profile.timing.bootMs);
      if (!this.isAccepted(exchange)) return describeAnswer(line, exchange);
    }
    return null;
  }

  /** Can the module reach the origin? Asks again until it does or `withinMs` is over. Returns what it answered last, or null where it can. */
  async preflight(purpose: Purpose, withinMs: number): Promise<string | null> {
    const { conversation, set, profile, countRequests, expand } = this.#options;
    if (set.housekeeping.preflight === null) return null;
    const line = expand(set.housekeeping.preflight);
    const untilMs = conversation.clock.nowMs() + withinMs;
    const before = countRequests();
    for (;;) {
      const exchange = await this.ask(line, purpose);
      await conversation.settle(profile.timing.quietMs, profile.timing.replyMs);
      // A module that claims success without any request is one to be judged, not a bench without a network.
      if (countRequests() > before || this.isAccepted(exchange)) return null;
      if (conversation.clock.nowMs() >= untilMs) return describeAnswer(line, exchange);
      await conversation.rest(PREFLIGHT_PAUSE_MS);
    }
  }
}

/** `AT was answered ERROR`. */
export function describeAnswer(line: string, exchange: Exchange): string {
  return `${line} was answered ${findFinal(exchange)?.text ?? 'by nothing'}`;
}
