/** The raw step `origin`, compiled: how the origin is to answer the next request. */
import { encodeText } from '../base/bytes.ts';
import type { StepBody } from './compile-act.ts';
import { readSource } from './raw-source.ts';
import { listOf, readDuration, readWhole, readWord } from './raw-value.ts';
import type { RawOrigin, RawSource } from './scenarios.generated.ts';
import type { AnswerBody, AnswerScript, ByteSource, OriginStep } from './step.ts';
import type { FaultSink } from './step-context.ts';

const FRAMINGS = ['length', 'chunked', 'none', 'false-length'] as const;
const STALLS = ['none', 'before-head', 'after-head', 'in-body'] as const;
const ENDS = ['normal', 'close-early', 'reset'] as const;

export function compileOrigin(raw: RawOrigin, fault: FaultSink): StepBody<OriginStep> {
  const whole = (key: 'status' | 'chunk_bytes' | 'claimed_bytes' | 'at_bytes' | 'times') =>
    raw[key] === undefined ? null : readWhole(raw[key], ['origin', key], fault);
  const { body, bodyText } = readAnswerBody(raw.body, fault);
  const answer: AnswerScript = {
    method: raw.method ?? null,
    path: raw.path ?? null,
    status: whole('status') ?? 200,
    reason: raw.reason ?? null,
    headers: Object.entries(raw.headers ?? {}).flatMap(([name, values]) =>
      listOf(values).map((value) => [name, String(value)] as const),
    ),
    body,
    framing: readFraming(raw, fault),
    chunkBytes: whole('chunk_bytes'),
    claimedBytes: whole('claimed_bytes'),
    delayMs: raw.delay === undefined ? 0 : readDuration(raw.delay, ['origin', 'delay'], fault),
    trickle: readTrickle(raw.trickle, fault),
    stall: raw.stall === undefined ? 'none' : readWord(raw.stall, STALLS, ['origin', 'stall'], fault),
    end: raw.end === undefined ? 'normal' : readWord(raw.end, ENDS, ['origin', 'end'], fault),
    atBytes: whole('at_bytes'),
    times: whole('times') ?? 1,
  };
  checkAnswer(answer, fault);
  return { kind: 'origin', answer, bodyText };
}

function readFraming(raw: RawOrigin, fault: FaultSink): AnswerScript['framing'] {
  if (raw.framing !== undefined) return readWord(raw.framing, FRAMINGS, ['origin', 'framing'], fault);
  if (raw.claimed_bytes !== undefined) return 'false-length';
  return raw.chunk_bytes === undefined ? 'length' : 'chunked';
}

function checkAnswer(answer: AnswerScript, fault: FaultSink): void {
  const wrong = (key: string, message: string) => fault('STEP_KIND', ['origin', key], message, null, 'key');
  if (answer.status < 100 || answer.status > 599)
    fault('BAD_VALUE', ['origin', 'status'], `expected a status of 100 to 599, got ${answer.status}`);
  if (answer.framing === 'false-length' && answer.claimedBytes === null)
    wrong('framing', 'framing: false-length needs claimed_bytes');
  if (answer.claimedBytes !== null && answer.framing !== 'false-length')
    wrong('claimed_bytes', 'claimed_bytes goes with framing: false-length');
  if (answer.chunkBytes !== null && answer.framing !== 'chunked')
    wrong('chunk_bytes', 'chunk_bytes goes with framing: chunked');
  if (answer.times === 0) fault('BAD_VALUE', ['origin', 'times'], 'expected at least 1 request, got 0');
}

function readTrickle(raw: RawOrigin['trickle'], fault: FaultSink): AnswerScript['trickle'] {
  if (raw === undefined) return null;
  const bytes = readWhole(raw.bytes, ['origin', 'trickle', 'bytes'], fault);
  if (bytes === 0) fault('BAD_VALUE', ['origin', 'trickle', 'bytes'], 'expected at least 1 byte, got 0');
  return { bytes, everyMs: readDuration(raw.every, ['origin', 'trickle', 'every'], fault) };
}

const NO_BODY: AnswerBody = { kind: 'bytes', bytes: new Uint8Array(0) };

function readAnswerBody(
  raw: RawSource | undefined,
  fault: FaultSink,
): { body: AnswerBody; bodyText: string | null } {
  if (raw === undefined) return { body: NO_BODY, bodyText: null };
  const source = readSource(raw, ['origin', 'body'], fault);
  if (source.kind === 'text' && source.text.includes('${')) return { body: NO_BODY, bodyText: source.text };
  return { body: makeAnswerBody(source, fault), bodyText: null };
}

function makeAnswerBody(source: ByteSource, fault: FaultSink): AnswerBody {
  const path = ['origin', 'body'];
  switch (source.kind) {
    case 'text':
      return { kind: 'bytes', bytes: encodeText(source.text) };
    case 'hex':
      return { kind: 'bytes', bytes: new Uint8Array(Buffer.from(source.hex, 'hex')) };
    case 'base64':
      return { kind: 'bytes', bytes: new Uint8Array(Buffer.from(source.base64, 'base64')) };
    case 'repeat': {
      const bytes = readWhole(source.bytes, [...path, 'bytes'], fault);
      return { kind: 'bytes', bytes: new Uint8Array(Buffer.alloc(bytes, source.text || ' ')) };
    }
    case 'random':
      return {
        kind: 'seeded',
        seed: source.seed,
        length: readWhole(source.bytes, [...path, 'bytes'], fault),
      };
    case 'file':
    case 'fill': {
      const hint = 'use text, escaped, hex, base64, repeat or random';
      fault('BAD_VALUE', path, `the origin's body cannot be made by ${source.kind}`, hint);
      return NO_BODY;
    }
  }
}
