/** Ends a data phase that nobody wants to complete. */
import type { Purpose } from '../record/event.ts';
import type { Conversation } from './conversation.ts';

/** The filler is cut into pieces of this size, and there is at most this much of it. */
const FILLER_PIECE_BYTES = 4096;
const FILLER_BYTES_MAX = 1024 * 1024;
/** `.`: means nothing in a URL, a header or a body. */
const FILLER_BYTE = 0x2e;

/** Enters as many bytes as are still missing and waits up to `withinMs` for the answer. */
export async function completeDataPhase(
  conversation: Conversation,
  purpose: Purpose,
  withinMs: number,
): Promise<void> {
  const { session } = conversation;
  const data = session.exchange?.data;
  if (data == null) return;
  let missing = Math.min(FILLER_BYTES_MAX, Math.max(0, (data.declared ?? 0) - data.writtenBytes));
  while (missing > 0 && session.lost === null) {
    const piece = Math.min(FILLER_PIECE_BYTES, missing);
    await conversation.sendPayload(new Uint8Array(piece).fill(FILLER_BYTE), false, purpose);
    missing -= piece;
  }
  await conversation.waitFor(withinMs, () => (session.isSettled || session.lost !== null ? true : null));
}
