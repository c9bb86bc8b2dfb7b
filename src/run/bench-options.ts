/** What a bench works with: everything that a run has opened, and whom it tells. */
import type { Bytes } from '../base/bytes.ts';
import type { Link } from '../link/link.ts';
import type { Origin } from '../origin/origin.ts';
import type { Recorder } from '../record/recorder.ts';
import type { Verdict } from '../record/verdict.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { CommandSet, Profile } from '../spec/model.ts';
import type { Conversation } from './conversation.ts';
import type { Housekeeping } from './housekeeping.ts';
import type { OriginWatch } from './origin-watch.ts';

export interface BenchOptions {
  readonly set: CommandSet;
  readonly profile: Profile;
  readonly conversation: Conversation;
  readonly housekeeping: Housekeeping;
  readonly origin: Origin;
  readonly watch: OriginWatch;
  readonly recorder: Recorder;
  readonly link: Link;
  /** What `${origin}` and its kin stand for. */
  readonly variables: Readonly<Record<string, string>>;
  readonly readFile: (path: string) => Bytes;
  readonly onBegin: (id: string) => void;
  /** Told after every scenario. */
  readonly onEnd: (
    scenario: Scenario,
    verdict: Verdict,
    wire: Verdict,
    reason: string | null,
    durationMs: number,
  ) => void;
}
