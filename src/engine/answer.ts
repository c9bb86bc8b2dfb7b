/** What answered a command line, in few words: what two runs of the same scenario are compared by. */
import { decodeLatin1, encodeText, escapeBytes, sha256Hex } from '../base/bytes.ts';
import { type Exchange, type Item, joinBlocks, listBlocks } from './exchange.ts';

/** Data that is longer is told by its length and its hash. */
const SHOWN_BYTES_MAX = 200;
/** Nobody reads more; what comes beyond is counted. */
const LINES_MAX = 50;

/**
 * Escaped, in the order of arrival, without echo and unsolicited codes. Counted blocks of one prefix stand once, joined, where the
 * first of them came: how a body is cut into blocks means nothing.
 */
export function describeAnswer(exchange: Exchange): string[] {
  const told = exchange.items.filter((item) => item.class !== 'echo' && item.class !== 'urc');
  const firstBlock = listBlocks(exchange)[0];
  const lines = told
    .filter((item) => item.data === null || item === firstBlock)
    .map((item) => (item.data === null ? describeItem(item) : describeBlocks(item, exchange)));
  const surplus = lines.length - LINES_MAX;
  return surplus <= 0 ? lines : [...lines.slice(0, LINES_MAX), `… and ${surplus} more`];
}

function describeItem({ class: kind, text }: Item): string {
  return kind === 'prompt' ? '>' : escapeBytes(encodeText(text));
}

function describeBlocks({ prefix }: Item, exchange: Exchange): string {
  const data = joinBlocks(exchange);
  const shown =
    data.length <= SHOWN_BYTES_MAX
      ? escapeBytes(encodeText(decodeLatin1(data)))
      : `sha256 ${sha256Hex(data).slice(0, 16)}`;
  return `${prefix}: ${data.length} bytes, ${shown}`;
}
