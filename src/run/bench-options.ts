/** What a bench works with: everything that a run has opened, and whom it tells. */
import type { Bytes } from '../base/bytes.ts';
import type { Origin } from '../origin/origin.ts';
import type { Recorder } from '../record/recorder.ts';
import type { Verdict } from '../record/verdict.ts';
import type { CommandSet, Profile } from '../spec/model.ts';
import type { Cleaning } from './cleaning.ts';
import type { Conversation } from './conversation.ts';
import type { Housekeeping } from './housekeeping.ts';
import type { OriginWatch } from './origin-watch.ts';
import type { Recovery } from './recovery.ts';

export interface BenchOptions {
  readonly set: CommandSet;
  readonly profile: Profile;
  readonly conversation: Conversation;
  readonly housekeeping: Housekeeping;
  /** False where nothing may be said to the module but what scenarios say (world.ts). */
  readonly hasHousekeeping: boolean;
  readonly cleaning: Cleaning;
  readonly recovery: Recovery;
  readonly origin: Origin;
  readonly watch: OriginWatch;
  readonly recorder: Recorder;
  /** What `${origin}` and its kin stand for. */
  readonly variables: Readonly<Record<string, string>>;
  /** Opens a path from the project's root; throws where it cannot. */
  readonly readFile: (path: string) => Bytes;
  readonly onBegin: (id: string, attempt: number) => void;
  /** Payloads go out whole, whatever their steps say of pieces and pauses. */
  readonly hurries: boolean;
  /** Told after every scenario. */
  readonly onEnd: (end: ScenarioEnd) => void;
}

/** How a scenario ended. */
export interface ScenarioEnd {
  readonly id: string;
  /** From 1. */
  readonly attempt: number;
  readonly verdict: Verdict;
  readonly wire: Verdict;
  readonly reason: string | null;
  readonly durationMs: number;
  /** The verdict of all attempts so far, where its requirements have a rule for them. */
  readonly standing: Verdict;
}
