/** A bench for scenarios that nobody planned: it performs one after the other and tells what each found, with the events that show it. */
import type { LinkError } from '../../link/link.ts';
import type { Origin } from '../../origin/origin.ts';
import type { RunEvent } from '../../record/event.ts';
import { createRecorder } from '../../record/recorder.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { assembleBench } from '../assemble-bench.ts';
import { Bench } from '../bench.ts';
import { checkBench } from '../bench-check.ts';
import type { BenchOptions, ScenarioEnd } from '../bench-options.ts';
import { Stopped } from '../conversation.ts';
import { performScenario } from '../perform-scenario.ts';
import { listVariables } from '../run-header.ts';
import type { RunOptions } from '../run-options.ts';
import { listOwnTexts, Secrets } from '../secrets.ts';
import type { World } from '../world.ts';

export interface FuzzBenchOptions
  extends Pick<RunOptions, 'set' | 'profile' | 'seed' | 'setupLines' | 'secrets' | 'readFile'> {
  readonly world: World;
}

/** What one scenario did. */
export interface Performed {
  readonly end: ScenarioEnd;
  /** From its start to its end. */
  readonly events: readonly RunEvent[];
  /** Why the link is gone, or null. */
  readonly fault: LinkError | null;
  /** Why nothing more can be performed, or null. */
  readonly stopped: string | null;
}

export class FuzzBench {
  readonly #bench: Bench;
  readonly #parts: BenchOptions;
  readonly #origin: Origin;
  #events: RunEvent[] = [];
  #end: ScenarioEnd | null = null;

  private constructor(origin: Origin, options: FuzzBenchOptions) {
    const { world, secrets: values, seed, ...rest } = options;
    const secrets = new Secrets(values, listOwnTexts([]));
    const recorder = createRecorder({
      clock: world.clock,
      maskText: (text) => secrets.maskText(text),
      maskBytes: (bytes) => secrets.maskBytes(bytes),
      sink: (_line, event) => void this.#events.push(event),
    });
    this.#origin = origin;
    this.#parts = assembleBench({
      ...{ ...rest, world, origin, recorder, secrets, hurries: false },
      variables: listVariables(origin, seed),
      onClosed: (closed) => this.#bench.takeClosed(closed),
      onBegin: () => {},
      onEnd: (end) => {
        const reason = end.reason === null ? null : secrets.maskText(end.reason);
        this.#end = { ...end, reason };
      },
    });
    this.#bench = new Bench(this.#parts);
  }

  /** Rejects with an OriginError, a LinkError, or a BenchFault where the module is not fit for it. */
  static async open(options: FuzzBenchOptions): Promise<FuzzBench> {
    const { world, setupLines } = options;
    const bench = new FuzzBench(await world.startOrigin(), options);
    try {
      await bench.#parts.conversation.open();
      await checkBench({ ...bench.#parts, address: world.address, joins: setupLines.length > 0 });
    } catch (error) {
      const { fault } = bench.#parts.conversation;
      await bench.close();
      throw error instanceof Stopped ? (fault ?? error) : error;
    }
    return bench;
  }

  async perform(scenario: Scenario): Promise<Performed> {
    this.#events = [];
    this.#end = null;
    await performScenario(this.#bench, scenario, null);
    const { fault } = this.#parts.conversation;
    const end = this.#end as ScenarioEnd | null;
    if (end === null) throw new Error(`${scenario.id} began and never ended`);
    return { end, events: this.#events, fault, stopped: this.#bench.stopped };
  }

  /** Ends the scenario that runs, and takes no other. */
  interrupt(reason: string): void {
    this.#bench.interrupt(reason);
    this.#parts.conversation.abort(reason);
  }

  async close(): Promise<void> {
    await this.#parts.conversation.close();
    await this.#origin.close();
  }
}
