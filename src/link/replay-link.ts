/** The link to a recorded module: sends are compared with the recording, and what came then comes again. */
import type { Bytes } from '../base/bytes.ts';
import type { Clock } from '../base/clock.ts';
import { assertInvariant } from '../base/invariant.ts';
import type { OriginEvent, RunEvent } from '../record/event.ts';
import { type Link, type LinkDescription, LinkError, type LinkListener } from './link.ts';
import { type Drift, describeScript, isDrift, ReplayTape, type TapeArrival } from './replay-tape.ts';

export interface ReplayLink extends Link {
  /** Told of what happened at the recorded origin, in its place among the bytes. */
  setOriginListener(listener: (event: OriginEvent) => void): void;
  /** Compares a script for the origin with the recorded one. */
  script(script: unknown): void;
  /** A scenario begins now: where the order is free, the recording goes on from its mark. */
  markScenario(id: string, attempt: number): void;
  /** Was this attempt at the scenario recorded? */
  holds(id: string, attempt: number): boolean;
  /** Where the run parted from the recording, or null. At the end: also what of the recording was never used. */
  findDrift(isOver: boolean): Drift | null;
}

/** `clock` must be virtual, or the replay takes as long as the recording. `byScenario`: see ReplayTape. */
export function createReplayLink(
  address: string,
  events: readonly RunEvent[],
  description: Omit<LinkDescription, 'address'>,
  clock: Clock,
  byScenario = false,
): ReplayLink {
  return new Replay({ ...description, address }, new ReplayTape(events, byScenario), clock);
}

class Replay implements ReplayLink {
  readonly description: LinkDescription;
  readonly #tape: ReplayTape;
  readonly #clock: Clock;
  #listener: LinkListener | null = null;
  #life: 'new' | 'opening' | 'open' | 'closed' = 'new';
  #onOrigin: (event: OriginEvent) => void = () => {};
  #drift: Drift | null = null;
  /** When the last arrival is due: none overtakes an earlier one. */
  #lastDueMs = 0;

  constructor(description: LinkDescription, tape: ReplayTape, clock: Clock) {
    this.description = description;
    this.#tape = tape;
    this.#clock = clock;
  }

  setOriginListener(listener: (event: OriginEvent) => void): void {
    this.#onOrigin = listener;
  }

  async open(listener: LinkListener): Promise<void> {
    if (this.#life === 'closed') throw this.#describe('is closed', 'open a new link');
    assertInvariant(this.#life === 'new', 'a link is opened once');
    this.#life = 'opening';
    this.#listener = listener;
    // Whoever closes it meanwhile is told so, as by any other link.
    await Promise.resolve();
    this.#assertNotClosed();
    this.#life = 'open';
    this.#schedule(this.#tape.start());
  }

  async write(bytes: Bytes): Promise<void> {
    this.#assertNotClosed();
    if (this.#life !== 'open') throw this.#describe('is not open', 'wait until it is');
    this.#take(this.#tape.send(bytes));
    if (this.#drift !== null) throw driftError(this.#drift);
  }

  script(script: unknown): void {
    this.#take(this.#tape.script(describeScript(script)));
    if (this.#drift !== null) throw driftError(this.#drift);
  }

  markScenario(id: string, attempt: number): void {
    this.#drift ??= this.#tape.markScenario(id, attempt);
  }

  holds(id: string, attempt: number): boolean {
    return this.#tape.holds(id, attempt);
  }

  findDrift(isOver: boolean): Drift | null {
    return this.#drift ?? (isOver ? this.#tape.findRest() : null);
  }

  async close(): Promise<void> {
    this.#life = 'closed';
    this.#listener = null;
  }

  #assertNotClosed(): void {
    if (this.#life === 'closed') throw this.#describe('is closed', 'open a new link');
  }

  #describe(what: string, hint: string): LinkError {
    return new LinkError('failed', `${this.description.address} ${what}`, hint);
  }

  #take(outcome: readonly TapeArrival[] | Drift): void {
    if (isDrift(outcome)) this.#drift ??= outcome;
    else this.#schedule(outcome);
  }

  #schedule(arrivals: readonly TapeArrival[]): void {
    const nowMs = this.#clock.nowMs();
    for (const arrival of arrivals) {
      this.#lastDueMs = Math.max(this.#lastDueMs, nowMs + arrival.afterMs);
      this.#clock.setTimer(this.#lastDueMs - nowMs, () => this.#deliver(arrival));
    }
  }

  #deliver({ what }: TapeArrival): void {
    if (what.kind === 'origin') this.#onOrigin(what.event);
    else if (what.kind === 'bytes') this.#listener?.onBytes(what.bytes);
    else this.#listener?.onFault(new LinkError('lost', what.event.detail, 'the recorded link was lost here'));
  }
}

export function driftError(drift: Drift): LinkError {
  return new LinkError(
    'drift',
    describeDrift(drift),
    'record the run again: scenario, suite or recording has changed',
  );
}

export function describeDrift({ event, scenario, recorded, now }: Drift): string {
  const place = scenario === null ? '' : ` (${scenario})`;
  return `the run is not what was recorded: at event ${event}${place} the recording has ${recorded}, this run ${now}`;
}
