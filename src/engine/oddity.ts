/** What of an exchange that is over was out of the ordinary. */
import { decodeLatin1 } from '../base/bytes.ts';
import { ODDITIES, type Oddity } from '../record/phase.ts';
import { type Exchange, findFinal, payloadOf } from './exchange.ts';
import type { Classify } from './observation.ts';

/** In the order of ODDITIES, each once. */
export function listOddities(exchange: Exchange, classify: Classify): readonly Oddity[] {
  const seen = new Set([...exchange.oddities, ...findAtEnd(exchange, classify)]);
  return ODDITIES.filter((oddity) => seen.has(oddity));
}

function findAtEnd(exchange: Exchange, classify: Classify): readonly Oddity[] {
  const { data, items, hasSurplus, isQuiet } = exchange;
  const declared = data?.declared ?? null;
  const isFinal = (line: string) => ['success', 'error'].includes(classify(line));
  const finalAt = items.findIndex((item) => item.class === 'final');
  const codeAt = items.findIndex((item) => item.class === 'urc');
  return [
    ...(data !== null && declared !== null && data.writtenBytes < declared
      ? (['short-payload'] as const)
      : []),
    ...(hasSurplus ? (['surplus'] as const) : []),
    ...(decodeLatin1(payloadOf(exchange)).split('\r\n').slice(1, -1).some(isFinal)
      ? (['final-in-payload'] as const)
      : []),
    ...(codeAt >= 0 && codeAt < finalAt ? (['code-inside'] as const) : []),
    ...(findFinal(exchange) === null && !isQuiet ? (['no-final'] as const) : []),
  ];
}
