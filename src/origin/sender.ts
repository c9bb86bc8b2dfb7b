/** Sends one reply over a channel in its own time: delay, trickle, silence, and the way it ends. */
import type { Bytes } from '../base/bytes.ts';
import { type Clock, sleep } from '../base/clock.ts';
import { frameBody, type Reply, renderHead, repackBytes } from './reply.ts';

/** The byte path back to the client. Writing to one that is gone does nothing. */
export interface AnswerChannel {
  /** Resolves when the system has taken the bytes, or the connection is gone. */
  write(bytes: Bytes): Promise<void>;
  /** Ends our side after what was written. */
  end(): void;
  /** Ends both sides with a TCP reset. */
  reset(): void;
}

/** What one sending works with; it stops without ending the connection when `signal` aborts. */
export interface Sending {
  readonly channel: AnswerChannel;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Called when the delay is over, before the first byte. */
  readonly onBegin: () => void;
}

/** One write at a time holds at most this much, so that a large body waits for its reader. */
const WRITE_BYTES_MAX = 64 * 1024;

/** A reset throws away what the system has not sent yet; so long it may still send. */
const RESET_PAUSE_MS = 50;

/** stalled: silent for good, the connection left open. */
export type SendOutcome = 'ended' | 'stalled' | 'aborted';

/** Sends `reply` from now on. */
export async function sendReply(reply: Reply, sending: Sending): Promise<SendOutcome> {
  const { clock, signal } = sending;
  // Without a delay the first byte leaves in the same turn, before an end of the peer's side that came with the request.
  if (reply.delayMs > 0) await sleepUntil(clock, clock.nowMs() + reply.delayMs, signal);
  if (signal.aborted) return 'aborted';
  sending.onBegin();
  if (reply.stall === 'before-head') return 'stalled';
  const endsBeforeHead = reply.stall === 'none' && reply.end !== 'normal' && reply.atBytes === null;
  if (!endsBeforeHead) await sendBytes(reply, sending);
  if (signal.aborted) return 'aborted';
  if (reply.stall !== 'none') return 'stalled';
  await endChannel(reply, sending);
  return 'ended';
}

async function sendBytes(reply: Reply, sending: Sending): Promise<void> {
  const head = renderHead(reply);
  if (reply.stall === 'after-head') return sending.channel.write(head);
  if (reply.trickle !== null) {
    await sending.channel.write(head);
    return trickleBody(reply, reply.trickle, sending);
  }
  for (const block of repackBytes(joinPieces(head, frameBody(reply)), WRITE_BYTES_MAX)) {
    if (sending.signal.aborted) return;
    await sending.channel.write(block);
  }
}

/** Deadlines count from the head: pauses that followed each other would add up their lateness. */
async function trickleBody(
  reply: Reply,
  trickle: NonNullable<Reply['trickle']>,
  { channel, clock, signal }: Sending,
): Promise<void> {
  let dueMs = clock.nowMs();
  for (const piece of repackBytes(frameBody(reply), trickle.bytes)) {
    dueMs += trickle.everyMs;
    await sleepUntil(clock, dueMs, signal);
    if (signal.aborted) return;
    await channel.write(piece);
  }
}

async function endChannel(reply: Reply, { channel, clock, signal }: Sending): Promise<void> {
  if (reply.end !== 'reset') return channel.end();
  await sleepUntil(clock, clock.nowMs() + RESET_PAUSE_MS, signal);
  channel.reset();
}

function* joinPieces(first: Bytes, others: Iterable<Bytes>): Generator<Bytes> {
  yield first;
  yield* others;
}

/** Not a moment earlier than `dueMs`, though the system's timers may fire a fraction of a millisecond early. */
async function sleepUntil(clock: Clock, dueMs: number, signal: AbortSignal): Promise<void> {
  for (let leftMs = dueMs - clock.nowMs(); leftMs > 0 && !signal.aborted; leftMs = dueMs - clock.nowMs())
    await sleep(clock, leftMs, signal);
}
