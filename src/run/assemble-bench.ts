/** Puts the parts of a bench together: who talks over which link, and who is told of what. */
import type { ClosedExchange } from '../engine/session.ts';
import type { Origin } from '../origin/origin.ts';
import type { Recorder } from '../record/recorder.ts';
import type { Profile } from '../spec/model.ts';
import type { BenchOptions } from './bench-options.ts';
import { Cleaning } from './cleaning.ts';
import { Conversation } from './conversation.ts';
import { Housekeeping } from './housekeeping.ts';
import { OriginWatch } from './origin-watch.ts';
import { RecordedLink } from './recorded-link.ts';
import { Recovery } from './recovery.ts';
import type { RunOptions } from './run-options.ts';
import type { Secrets } from './secrets.ts';

export interface BenchParts
  extends Pick<RunOptions, 'world' | 'set' | 'profile' | 'setupLines' | 'readFile' | 'hurries'>,
    Pick<BenchOptions, 'variables' | 'onBegin' | 'onEnd'> {
  readonly recorder: Recorder;
  readonly secrets: Secrets;
  readonly origin: Origin;
  readonly onClosed: (closed: ClosedExchange) => void;
}

/** Nothing is opened yet. */
export function assembleBench(parts: BenchParts): BenchOptions {
  const { world, set, setupLines, readFile, hurries, recorder, secrets, origin, variables } = parts;
  const profile = hurries ? hurry(parts.profile) : parts.profile;
  const { clock, link, isRecorded } = world;
  const conversation = new Conversation({
    link: new RecordedLink({ link, recorder, secrets, clock, isRecorded }),
    clock,
    profile,
    onClosed: parts.onClosed,
  });
  const housekeeping = new Housekeeping({
    conversation,
    set,
    profile,
    setupLines,
    expand: (line) => line.replace(/\$\{([^}]*)\}/g, (whole, name: string) => variables[name] ?? whole),
    countRequests: () => origin.requests.length,
  });
  return {
    set,
    profile,
    conversation,
    housekeeping,
    hasHousekeeping: world.hasHousekeeping,
    cleaning: new Cleaning({ conversation, housekeeping, set, profile }),
    recovery: new Recovery({
      ...{ conversation, housekeeping, recorder, link, profile },
      operatorCommand: world.operatorCommand,
    }),
    origin,
    watch: new OriginWatch(origin, recorder, () => conversation.notify()),
    recorder,
    variables,
    readFile,
    hurries,
    onBegin: parts.onBegin,
    onEnd: parts.onEnd,
  };
}

/** A profile under which no command waits for the one before to settle. */
function hurry(profile: Profile): Profile {
  return { ...profile, timing: { ...profile.timing, commandSettleMs: 0 } };
}
