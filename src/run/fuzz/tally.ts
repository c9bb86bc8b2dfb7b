/** Counts what fuzzing sent and what came of it. */
import type { RunEvent } from '../../record/event.ts';
import type { FuzzCounts } from '../../record/fuzz.ts';
import { countRecordedBytes } from '../../record/recorded-bytes.ts';

export class Tally {
  sequences = 0;
  #lines = 0;
  #accepted = 0;
  #refused = 0;
  #sentBytes = 0;
  #receivedBytes = 0;

  get counts(): FuzzCounts {
    return {
      sequences: this.sequences,
      lines: this.#lines,
      accepted: this.#accepted,
      refused: this.#refused,
      sentBytes: this.#sentBytes,
      receivedBytes: this.#receivedBytes,
    };
  }

  /** `events` are those of one sequence; what the bench says for its own sake does not count. */
  add(events: readonly RunEvent[]): void {
    for (const event of events) {
      if (event.kind === 'rx') this.#receivedBytes += countRecordedBytes(event.bytes);
      if (event.kind === 'tx' && event.purpose === 'scenario')
        this.#sentBytes += countRecordedBytes(event.bytes);
      if (event.kind !== 'exchange' || event.purpose !== 'scenario') continue;
      this.#lines += 1;
      if (event.accepted === true) this.#accepted += 1;
      if (event.accepted === false) this.#refused += 1;
    }
  }
}
