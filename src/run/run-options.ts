/** What a run is given, and what it gives back. */
import type { Bytes } from '../base/bytes.ts';
import type { GateRules } from '../base/gate-rules.ts';
import type { JudgedBaseline } from '../coverage/judged-baseline.ts';
import type { AttemptRule } from '../record/attempts.ts';
import type { RecordedShard, RunEvent } from '../record/event.ts';
import type { RunResult } from '../record/result.ts';
import type { CommandSet, Profile } from '../spec/model.ts';
import type { Bench } from './bench.ts';
import type { ScenarioEnd } from './bench-options.ts';
import type { FeatureScenario } from './current-bench.ts';
import type { World } from './world.ts';

export interface RunOptions {
  readonly tool: { readonly name: string; readonly version: string };
  readonly world: World;
  readonly set: CommandSet;
  readonly profile: Profile;
  /** SHA-256 over the scenario files. */
  readonly scenariosHash: string;
  /** In order: features first. */
  readonly features: ReadonlyMap<string, FeatureScenario>;
  readonly others: readonly FeatureScenario[];
  readonly seed: string;
  readonly setupLines: readonly string[];
  /** Values in the setup lines that must not be seen anywhere. */
  readonly secrets: readonly string[];
  /** The options that repeat this run. */
  readonly repeat: string;
  /** How many scenarios were written for the command set, of which these may be a part. */
  readonly scenarioCount: number;
  /** What is accepted of the device; null: nothing. */
  readonly baseline: JudgedBaseline | null;
  /** What the run must keep to be let through; null: no gate. */
  readonly gate: GateRules | null;
  readonly failFast: boolean;
  /** The bench is known to be sound: a module that does not pass its check is the scenarios' to judge. */
  readonly goesOnWithoutBench?: boolean;
  readonly attempts: AttemptRule;
  /** null: the whole run. */
  readonly shard: RecordedShard | null;
  /** Performs these features on the bench, in their order. */
  readonly runFeatures: (bench: Bench, features: ReadonlyMap<string, FeatureScenario>) => Promise<void>;
  /** Payloads go out whole, and no command waits for the one before to settle: a disturbance. */
  readonly hurries: boolean;
  readonly readFile: (path: string) => Bytes;
  /** Takes every line of the evidence as it is written. */
  readonly onEvent: (line: string, event: RunEvent) => void;
  readonly observer: RunObserver;
}

export interface RunObserver {
  /** The bench is ready, or some are tried again: so many more scenarios follow. */
  onBegin(total: number): void;
  onScenarioBegin(id: string): void;
  /** `isAccepted`: all that is red of it so far is as the baseline knows it. */
  onScenarioEnd(end: ScenarioEnd, isAccepted: boolean): void;
  /** The bench could not go on: what happened and what to do. */
  onFault(message: string, hint: string): void;
}

export interface RunInProgress {
  /** There when everything has been closed again. Rejects only for a bug of ours. */
  readonly result: Promise<RunResult>;
  /** Ends the run at the next wait; what ran is reported. */
  interrupt(): void;
}
