/** `--shard I/N`: which part of the plan this machine runs. */
import type { Shard } from '../scenario/shard.ts';
import type { Recording } from './recording.ts';
import { UsageFault } from './usage-fault.ts';

const SHARDS_MAX = 1000;

/** null where no part was asked for. Throws UsageFault for what cannot be meant. */
export function readShard(text: string | undefined, recording: Recording | null): Shard | null {
  if (text === undefined) return null;
  const [, index, count] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index === undefined || count === undefined || index < 1 || index > count || count > SHARDS_MAX)
    throw new UsageFault(
      `--shard takes which part of how many, from 1/1 to ${SHARDS_MAX}/${SHARDS_MAX}, not ${text}`,
      'for example: --shard 2/3',
    );
  if (recording !== null)
    throw new UsageFault(
      `--shard ${text} cannot cut a replay: it plays what was recorded`,
      'name the recording of that shard',
    );
  return { index, count };
}
