/** Fuzzing: sequence after sequence is drawn by the seed and performed; what fails is made smaller until nothing can be left out. */
import * as fc from 'fast-check';
import { createRandom } from '../../base/random.ts';
import type { GeneratedCase } from '../../generate/case.ts';
import { compileCase } from '../../generate/compile-case.ts';
import type { FuzzAct, FuzzSpace } from '../../generate/fuzz/act.ts';
import { drawSequence } from '../../generate/fuzz/draw.ts';
import { followActs } from '../../generate/fuzz/follow.ts';
import { LinkError } from '../../link/link.ts';
import { OriginError } from '../../origin/origin.ts';
import type { FuzzFinding, FuzzResult } from '../../record/fuzz.ts';
import { buildLadder } from '../../record/ladder.ts';
import { BenchFault } from '../bench-fault.ts';
import { Stopped } from '../conversation.ts';
import type { World } from '../world.ts';
import { type Failure, findFailure } from './failure.ts';
import { FuzzBench, type FuzzBenchOptions, type Performed } from './fuzz-bench.ts';
import { Tally } from './tally.ts';
import { writeSequence } from './write-sequence.ts';

export interface FuzzOptions extends Omit<FuzzBenchOptions, 'world'> {
  readonly space: FuzzSpace;
  readonly openWorld: () => World;
  /** A module costs nothing, and every sequence gets one of its own: what fails then depends on nothing that came before. */
  readonly isModuleRenewed: boolean;
  /** The number of the first sequence, from 1. */
  readonly first: number;
  /** So many sequences; null: no bound. */
  readonly runs: number | null;
  /** No sequence begins after so many ms of the wall; null: no bound. */
  readonly forMs: number | null;
  /** Least time between two lines. */
  readonly restMs: number;
  /** The command that repeats a sequence of that number. */
  readonly repeat: (sequence: number) => string;
  readonly onProgress: (result: Pick<FuzzResult, 'counts' | 'findings'>, doing: string) => void;
}

export interface FuzzInProgress {
  /** Rejects only for a bug of ours. */
  readonly result: Promise<FuzzResult>;
  interrupt(): void;
}

/** More different failures than this are one broken module. */
const FINDINGS_MAX = 20;
/** Bounds of making a failure smaller: fast-check halves, so that most are done in a hundred candidates. */
const CANDIDATES_MAX = 400;
const SHRINK_MS_MAX = 180_000;
/** A module that cannot be cleaned so many times in a row will not be any more. */
const HINDERED_MAX = 3;

export function startFuzz(options: FuzzOptions): FuzzInProgress {
  const campaign = new Campaign(options);
  return { result: campaign.perform(), interrupt: () => campaign.interrupt() };
}

/** A sequence that was performed. */
interface Tried {
  readonly acts: readonly FuzzAct[];
  readonly generated: GeneratedCase;
  readonly performed: Performed;
  readonly failure: Failure | null;
}

type Failed = Tried & { readonly failure: Failure };

/** A failure while it is made smaller. */
interface Shrinking {
  drawnActs: number;
  smallest: Failed | null;
  candidates: number;
  startedMs: number;
}

class Campaign {
  readonly #options: FuzzOptions;
  readonly #tally = new Tally();
  readonly #findings: (FuzzFinding & { readonly signature: string })[] = [];
  readonly #draw: fc.Arbitrary<readonly FuzzAct[]>;
  #bench: FuzzBench | null = null;
  #stop: FuzzResult['stop'] = null;
  #thrown: { readonly error: unknown } | null = null;
  #hindered = 0;

  constructor(options: FuzzOptions) {
    this.#options = options;
    this.#draw = drawSequence(options.space);
  }

  interrupt(): void {
    this.#stop ??= { kind: 'interrupted', reason: 'interrupted by the user', hint: '' };
    this.#bench?.interrupt(this.#stop.reason);
  }

  async perform(): Promise<FuzzResult> {
    const { first, runs, forMs } = this.#options;
    const startedMs = performance.now();
    try {
      for (let sequence = first; this.#stop === null; sequence += 1) {
        if (runs !== null && sequence >= first + runs) break;
        if (forMs !== null && performance.now() - startedMs >= forMs) break;
        await this.#explore(sequence);
      }
    } catch (error) {
      this.#takeFault(error);
    } finally {
      await this.#bench?.close();
    }
    return { ...this.#soFar(), stop: this.#stop };
  }

  #soFar(): Pick<FuzzResult, 'counts' | 'findings'> {
    return { counts: this.#tally.counts, findings: this.#findings };
  }

  /** One sequence, and what comes of it. */
  async #explore(sequence: number): Promise<void> {
    const shrinking: Shrinking = { drawnActs: 0, smallest: null, candidates: 0, startedMs: 0 };
    const property = fc.asyncProperty(this.#draw, (acts) => this.#holds(acts, sequence, shrinking));
    await fc.check(property, { seed: seedOf(this.#options.seed, sequence), numRuns: 1 });
    if (this.#thrown !== null) throw this.#thrown.error;
    const { smallest } = shrinking;
    if (smallest !== null) this.#keep(sequence, smallest, shrinking);
    this.#options.onProgress(this.#soFar(), `sequence ${sequence}`);
  }

  /** For fast-check: what returns false is made smaller. It must not see what is thrown, which would be a failure to it. */
  async #holds(acts: readonly FuzzAct[], sequence: number, shrinking: Shrinking): Promise<boolean> {
    if (this.#stop !== null || this.#thrown !== null || isSpent(shrinking)) return true;
    try {
      return await this.#tryOnce(acts, sequence, shrinking);
    } catch (error) {
      this.#thrown = { error };
      return true;
    }
  }

  async #tryOnce(acts: readonly FuzzAct[], sequence: number, shrinking: Shrinking): Promise<boolean> {
    const isCandidate = shrinking.smallest !== null;
    if (isCandidate) {
      shrinking.candidates += 1;
      this.#options.onProgress(this.#soFar(), `sequence ${sequence} fails, making it smaller`);
    }
    const tried = await this.#try(acts, sequence);
    if (tried === null) return true;
    if (!isCandidate) this.#tally.sequences += 1;
    const { failure } = tried;
    if (failure === null) return true;
    if (isCandidate && failure.signature !== shrinking.smallest?.failure.signature) return true;
    if (!isCandidate && this.#isKnown(failure)) return true;
    if (!isCandidate) Object.assign(shrinking, { drawnActs: acts.length, startedMs: performance.now() });
    shrinking.smallest = { ...tried, failure };
    return false;
  }

  /** null where it did not come to an end that says anything. */
  async #try(acts: readonly FuzzAct[], sequence: number): Promise<Tried | null> {
    const { space, restMs, seed, isModuleRenewed } = this.#options;
    const generated = followActs(acts, space, { ...nameSequence(space, seed, sequence), restMs });
    const scenario = compileCase(generated, ['@fuzz'], space.context);
    this.#bench ??= await FuzzBench.open({ ...this.#options, world: this.#options.openWorld() });
    const performed = await this.#bench.perform(scenario);
    this.#tally.add(performed.events);
    if (isModuleRenewed) await this.#closeBench();
    if (performed.fault !== null) throw performed.fault;
    const { verdict, reason } = performed.end;
    if (verdict === 'error') throw new Error(`${scenario.id}: ${reason}`);
    if (performed.stopped !== null && !isModuleRenewed && this.#stop === null)
      this.#stop = { kind: 'dead', reason: performed.stopped, hint: 'switch it off and on again' };
    if (verdict === 'inconclusive') return this.#takeHindrance(reason ?? 'the scenario came to nothing');
    this.#hindered = 0;
    return { acts, generated, performed, failure: findFailure(performed) };
  }

  async #closeBench(): Promise<void> {
    await this.#bench?.close();
    this.#bench = null;
  }

  #takeHindrance(reason: string): null {
    this.#hindered += 1;
    if (this.#stop === null && this.#hindered >= HINDERED_MAX)
      throw new BenchFault(reason, 'reset the module, and see `atconform doctor`');
    return null;
  }

  #isKnown({ signature }: Failure): boolean {
    const index = this.#findings.findIndex((finding) => finding.signature === signature);
    const known = this.#findings[index];
    if (known === undefined) return false;
    this.#findings[index] = { ...known, seenAgain: known.seenAgain + 1 };
    return true;
  }

  #keep(sequence: number, { acts, generated, performed, failure }: Failed, shrinking: Shrinking): void {
    const { space, repeat } = this.#options;
    const { requirements, channel, text, expected, received, signature } = failure;
    this.#findings.push({
      ...{ requirements, channel, text, expected, received, signature, sequence },
      ladder: buildLadder(performed.events),
      drawnActs: shrinking.drawnActs,
      acts: acts.length,
      candidates: shrinking.candidates,
      unshrunk: this.#stop?.reason ?? (isSpent(shrinking) ? 'the time for that was over' : null),
      scenarioFile: writeSequence(generated, failure, space, repeat(sequence)),
      seenAgain: 0,
    });
    if (this.#findings.length >= FINDINGS_MAX)
      this.#stop ??= { kind: 'found', reason: `${FINDINGS_MAX} different failures are enough`, hint: '' };
  }

  /** What the bench could not do ends it; everything else is our own bug and passes through. */
  #takeFault(error: unknown): void {
    if (error instanceof Stopped && this.#stop !== null) return;
    if (!(error instanceof BenchFault || error instanceof LinkError || error instanceof OriginError))
      throw error;
    this.#stop ??= { kind: 'bench', reason: error.message, hint: error.hint };
  }
}

function isSpent({ smallest, candidates, startedMs }: Shrinking): boolean {
  return (
    smallest !== null && (candidates >= CANDIDATES_MAX || performance.now() - startedMs >= SHRINK_MS_MAX)
  );
}

/** fast-check takes a number. */
function seedOf(seed: string, sequence: number): number {
  return createRandom(`${seed} fuzz ${sequence}`).nextBelow(2 ** 31);
}

function nameSequence({ context }: FuzzSpace, seed: string, sequence: number) {
  const { groups, commands } = context.set;
  const first = groups[0]?.name ?? commands.find(({ name }) => name !== '')?.name ?? '';
  const name = `${seed.replace(/[^A-Za-z0-9._-]+/g, '-')}-${sequence}`;
  return {
    id: `${first}/fuzz/${name}`,
    title: `A sequence that fuzzing drew by the seed ${name} is answered as the model of the module says`,
  };
}
