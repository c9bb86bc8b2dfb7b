/** The expectation about the joined data of counted responses: length, content, equality with what was served, block limits. */
import { type Bytes, equalBytes, firstDifference, sha256Hex } from '../base/bytes.ts';
import type { BodyStep } from '../scenario/step.ts';
import { type Exchange, evidenceOf, findFinal, joinBlocks, listBlocks } from './exchange.ts';
import {
  absenceEvidence,
  countBytes,
  describeOutcome,
  found,
  type Observation,
  showBytes,
  type View,
  WAIT,
} from './observation.ts';
import { toCount } from './pattern.ts';

/** One clause of the step: what it asks, and what is wrong (null: nothing). */
interface Clause {
  readonly asks: string;
  readonly flaw: string | null;
}

/** `content`: the bytes that `step.content` names, made by the bench; null where it names none. */
export function observeBody(step: BodyStep, view: View, content: Bytes | null): Observation {
  const exchange = view.exchange;
  if (exchange === null)
    return found({
      isMet: false,
      expected: 'a body',
      received: 'nothing was sent before',
      evidence: [view.stepEvent],
    });
  const final = findFinal(exchange);
  if (final === null && !view.isExpired && view.lost === null) return WAIT;
  const body = joinBlocks(exchange);
  const served = view.originSinceSend.requests.at(-1)?.answer?.body ?? null;
  const clauses = [...listContentClauses(step, body, content, served), ...listBlockClauses(step, exchange)];
  const flaws = clauses.flatMap(({ flaw }) => (flaw === null ? [] : [flaw]));
  const expected = clauses.map(({ asks }) => asks).join(', ');
  const blocks = listBlocks(exchange);
  const shape =
    blocks.length === 0
      ? 'no block'
      : `${countBytes(body.length)} in ${blocks.length === 1 ? '1 block' : `${blocks.length} blocks of at most ${largestBlock(exchange)}`}`;
  const evidence =
    blocks.length > 0
      ? evidenceOf(blocks)
      : final !== null
        ? final.events
        : [...absenceEvidence(view), ...evidenceOf(exchange.items)];
  if (final === null)
    return found({
      isMet: false,
      expected,
      received: `${shape}, and no final: ${describeOutcome(view)}`,
      observed: shape,
      evidence,
    });
  return found({
    isMet: flaws.length === 0,
    expected,
    received: flaws.length === 0 ? shape : flaws.join('; '),
    observed: shape,
    evidence,
  });
}

function listContentClauses(
  step: BodyStep,
  body: Bytes,
  content: Bytes | null,
  served: Bytes | null,
): Clause[] {
  const clauses: Clause[] = [];
  if (step.bytes !== null) {
    const bytes = toCount(step.bytes);
    clauses.push({ asks: countBytes(bytes), flaw: body.length === bytes ? null : countBytes(body.length) });
  }
  if (content !== null)
    clauses.push({ asks: `body ${showBytes(content)}`, flaw: describeDifference(body, content) });
  if (step.sha256 !== null) {
    const hash = sha256Hex(body);
    clauses.push({
      asks: `SHA-256 ${step.sha256}`,
      flaw: hash === step.sha256 ? null : `SHA-256 ${hash} (${countBytes(body.length)})`,
    });
  }
  if (step.asServed) {
    const flaw =
      served === null ? 'the origin served nothing in this exchange' : describeDifference(body, served);
    clauses.push({
      asks:
        served === null ? 'the body that the origin served' : `the served body, ${countBytes(served.length)}`,
      flaw,
    });
  }
  return clauses;
}

/** How `came` differs from `wanted`, with the bytes around the first difference; null where it does not. */
export function describeDifference(came: Bytes, wanted: Bytes): string | null {
  if (equalBytes(came, wanted)) return null;
  const offset = firstDifference(came, wanted);
  if (came.length <= 160) return `body ${showBytes(came)}, different from byte ${offset} on`;
  const from = Math.max(0, offset - 16);
  return `${countBytes(came.length)}, different from byte ${offset} on: ${showBytes(came.subarray(from, offset + 32))} instead of ${showBytes(wanted.subarray(from, offset + 32))}`;
}

function listBlockClauses(step: BodyStep, exchange: Exchange): Clause[] {
  const clauses: Clause[] = [];
  const count = listBlocks(exchange).length;
  if (step.blockBytesMax !== null) {
    const max = toCount(step.blockBytesMax);
    const largest = largestBlock(exchange);
    clauses.push({
      asks: `blocks of at most ${countBytes(max)}`,
      flaw: largest <= max ? null : `a block of ${countBytes(largest)}`,
    });
  }
  if (step.blocks !== null) {
    const { min, max } = step.blocks;
    const asks =
      max === null ? `at least ${min} blocks` : min === max ? `${min} blocks` : `${min} to ${max} blocks`;
    clauses.push({ asks, flaw: count >= min && (max === null || count <= max) ? null : `${count} blocks` });
  }
  return clauses;
}

function largestBlock(exchange: Exchange): number {
  return Math.max(0, ...listBlocks(exchange).map((item) => item.data?.length ?? 0));
}
