/** What the bench says to the module for its own sake: probe, identity, preflight, cleaning, reset, recovery. None of it is coverage. */
import { encodeText } from '../base/bytes.ts';
import { buildContext } from '../engine/command-context.ts';
import { type Exchange, findFinal } from '../engine/exchange.ts';
import type { Link } from '../link/link.ts';
import type { Purpose } from '../record/event.ts';
import type { Recorder } from '../record/recorder.ts';
import type { CommandSet, Profile } from '../spec/model.ts';
import type { Conversation } from './conversation.ts';

export interface HousekeepingOptions {
  readonly conversation: Conversation;
  readonly recorder: Recorder;
  readonly link: Link;
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
const PROBE_TRIES = 3;
/** The filler that completes a stuck data phase, cut into pieces of this size, and at most this much of it. */
const FILLER_PIECE_BYTES = 4096;
const FILLER_BYTES_MAX = 1024 * 1024;

export class Housekeeping {
  readonly #options: HousekeepingOptions;

  constructor(options: HousekeepingOptions) {
    this.#options = options;
  }

  /** Sends `line` and waits for its end. The exchange may have no final: then the module did not answer in time. */
  async ask(
    line: string,
    purpose: Purpose,
    withinMs = this.#options.profile.timing.replyMs,
  ): Promise<Exchange> {
    const { conversation, set, profile } = this.#options;
    await conversation.sendCommand(line, profile.framing.terminator, buildContext(set, line), purpose);
    const exchange = conversation.session.exchange as Exchange;
    await conversation.waitFor(withinMs, () =>
      conversation.session.isSettled || conversation.session.lost !== null ? true : null,
    );
    return exchange;
  }

  /** Does the module answer? Tries a few times, since the first answer may belong to what came before. */
  async probe(purpose: Purpose, tries = PROBE_TRIES): Promise<boolean> {
    const { conversation, set } = this.#options;
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const exchange = await this.ask(set.housekeeping.probe, purpose, PROBE_MS);
      if (this.#isAccepted(exchange)) return true;
      if (conversation.session.exchange !== null && !conversation.session.isSettled)
        conversation.session.recover();
      await conversation.settle(this.#options.profile.timing.quietMs, PROBE_MS);
    }
    return false;
  }

  /** The module's own account of itself, line by line. */
  async identify(): Promise<readonly string[]> {
    const { conversation, set, profile } = this.#options;
    const exchange = await this.ask(set.housekeeping.identity, 'setup');
    await conversation.settle(profile.timing.quietMs, profile.timing.replyMs);
    if (!this.#isAccepted(exchange)) return [];
    return exchange.items
      .filter((item) => item.class === 'text' || item.class === 'information')
      .map(({ text }) => text);
  }

  /** Brings the module onto its network. Returns the first line that it refused, or null. */
  async setUp(purpose: Purpose): Promise<string | null> {
    for (const line of this.#options.setupLines) {
      const exchange = await this.ask(
        this.#options.expand(line),
        purpose,
        this.#options.profile.timing.bootMs,
      );
      if (!this.#isAccepted(exchange))
        return `${line} was answered ${findFinal(exchange)?.text ?? 'by nothing'}`;
    }
    return null;
  }

  /** Can the module reach the origin? Asks again until it does or `withinMs` is over. Returns what it answered last, or null where it can. */
  async preflight(purpose: Purpose, withinMs: number): Promise<string | null> {
    const { conversation, set, profile, countRequests } = this.#options;
    const line = set.housekeeping.preflight;
    if (line === null) return null;
    const untilMs = conversation.clock.nowMs() + withinMs;
    const before = countRequests();
    for (;;) {
      const exchange = await this.ask(this.#options.expand(line), purpose);
      await conversation.settle(profile.timing.quietMs, profile.timing.replyMs);
      // A module that claims success without any request is one to be judged, not a bench without a network.
      if (countRequests() > before || this.#isAccepted(exchange)) return null;
      if (conversation.clock.nowMs() >= untilMs)
        return `${this.#options.expand(line)} was answered ${findFinal(exchange)?.text ?? 'by nothing'}`;
      await conversation.rest(PREFLIGHT_PAUSE_MS);
    }
  }

  /** Puts the named states back and verifies it by query. Returns the first state that would not go, or null. */
  async clean(states: Iterable<string>, purpose: Purpose): Promise<string | null> {
    const { set, conversation } = this.#options;
    const wanted = new Set(states);
    for (const cleaning of set.housekeeping.cleanings.filter(({ state }) => wanted.has(state))) {
      await this.ask(cleaning.line, purpose);
      await this.#leaveDataPhase(purpose);
      const query = await this.ask(cleaning.verify.line, purpose);
      const absent = new RegExp(cleaning.verify.absent, 's');
      const left = query.items.find(({ text }) => absent.test(text));
      if (!this.#isAccepted(query))
        return `${cleaning.verify.line} was answered ${findFinal(query)?.text ?? 'by nothing'} after ${cleaning.line}`;
      if (left !== undefined) return `${cleaning.line} left ${left.text}`;
    }
    conversation.closeExchange();
    return null;
  }

  /** Resets the module by its command and waits for its banner. Returns what went wrong, or null. */
  async reset(restore: boolean, purpose: Purpose): Promise<string | null> {
    const { profile, recorder, conversation } = this.#options;
    const line = restore ? profile.timing.restoreCommand : profile.timing.resetCommand;
    recorder.record({ kind: 'control', what: 'reset', detail: line });
    conversation.session.expectBanner();
    const exchange = await this.ask(line, purpose);
    const cameBack = await conversation.waitFor(profile.timing.bootMs, () =>
      exchange.items.some((item) => item.class === 'banner') ? true : null,
    );
    conversation.closeExchange();
    conversation.session.recover();
    return cameBack === null ? `no banner within ${profile.timing.bootMs} ms after ${line}` : null;
  }

  /** Brings a module that does not answer back, by ever harder means. False where nothing helps. */
  async recover(): Promise<boolean> {
    const { conversation, recorder, profile, link } = this.#options;
    const tell = (detail: string) => recorder.record({ kind: 'control', what: 'recovery', detail });
    if (conversation.session.phase === 'data') {
      tell('complete the open data phase');
      await this.#completeDataPhase('recovery');
    }
    conversation.closeExchange();
    conversation.session.recover();
    tell('end the line and probe');
    await conversation.sendRaw(encodeText(profile.framing.terminator), '', null, 'recovery');
    await conversation.settle(profile.timing.quietMs, PROBE_MS);
    conversation.session.recover();
    if (await this.probe('recovery')) return true;
    tell(`reset by ${profile.timing.resetCommand}`);
    await this.reset(false, 'recovery');
    if (await this.#isBackAfterReset()) return true;
    if (link.resetLine === undefined) return false;
    tell('pulse the reset line');
    conversation.session.expectBanner();
    await link.resetLine();
    await conversation.settle(profile.timing.quietMs, profile.timing.bootMs);
    conversation.session.recover();
    return this.#isBackAfterReset();
  }

  async #isBackAfterReset(): Promise<boolean> {
    if (!(await this.probe('recovery'))) return false;
    if ((await this.setUp('recovery')) !== null) return false;
    return (await this.preflight('recovery', this.#options.profile.timing.bootMs)) === null;
  }

  /** A cleaning command may prompt although it declares nothing to come: an empty line ends that. */
  async #leaveDataPhase(purpose: Purpose): Promise<void> {
    const { conversation, profile } = this.#options;
    if (conversation.session.isSettled) return;
    await this.#completeDataPhase(purpose);
    if (conversation.session.isSettled) return;
    conversation.closeExchange();
    conversation.session.recover();
    await conversation.sendRaw(encodeText(profile.framing.terminator), '', null, purpose);
    await conversation.settle(profile.timing.quietMs, PROBE_MS);
    conversation.session.recover();
  }

  async #completeDataPhase(purpose: Purpose): Promise<void> {
    const { conversation, profile } = this.#options;
    const data = conversation.session.exchange?.data;
    if (data == null) return;
    let missing = Math.min(FILLER_BYTES_MAX, Math.max(0, (data.declared ?? 0) - data.writtenBytes));
    while (missing > 0) {
      const piece = Math.min(FILLER_PIECE_BYTES, missing);
      await conversation.sendPayload(new Uint8Array(piece).fill(0x2e), false, purpose);
      missing -= piece;
    }
    await conversation.waitFor(profile.timing.replyMs, () => (conversation.session.isSettled ? true : null));
  }

  #isAccepted(exchange: Exchange): boolean {
    const final = findFinal(exchange);
    return final !== null && this.#options.conversation.session.classify(final.text) === 'success';
  }
}

/** Between two attempts of a module that is still joining its network. */
const PREFLIGHT_PAUSE_MS = 250;
