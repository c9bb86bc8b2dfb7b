/** A recorded script of the origin's answer as the step that scripts it again. */
import type { Bytes } from '../../base/bytes.ts';
import type { Json, RecordedBytes } from '../../record/event.ts';
import { decodeRecordedBytes } from '../../record/recorded-bytes.ts';
import type { RawOrigin, RawStep } from '../../scenario/scenarios.generated.ts';
import type { AnswerScript } from '../../scenario/step.ts';
import type { Literals } from './literal.ts';

/** A script as its event carries it: bytes as `RecordedBytes`. */
type RecordedScript = Omit<AnswerScript, 'body'> & {
  readonly body:
    | { readonly kind: 'bytes'; readonly bytes: RecordedBytes }
    | { readonly kind: 'seeded'; readonly seed: string; readonly length: number };
};

/** No step where `script` is no script. */
export function draftOrigin(script: Json, literals: Literals): RawStep[] {
  return isScript(script) ? [{ origin: writeScript(script, literals) }] : [];
}

function isScript(value: unknown): value is RecordedScript {
  const script = value as Partial<RecordedScript> | null;
  const isObject = typeof script === 'object' && script !== null;
  return (
    isObject &&
    typeof script.status === 'number' &&
    Array.isArray(script.headers) &&
    script.body !== undefined
  );
}

function writeScript(script: RecordedScript, literals: Literals): RawOrigin {
  const { trickle } = script;
  const written: Record<keyof RawOrigin, RawOrigin[keyof RawOrigin] | null | undefined> = {
    method: script.method,
    path: script.path,
    status: script.status,
    reason: script.reason,
    headers: writeHeaders(script.headers),
    body: writeBody(script.body, literals),
    framing: script.framing === 'length' ? null : script.framing,
    chunk_bytes: script.chunkBytes,
    claimed_bytes: script.claimedBytes,
    delay: script.delayMs === 0 ? null : `${script.delayMs} ms`,
    trickle: trickle === null ? null : { bytes: trickle.bytes, every: `${trickle.everyMs} ms` },
    stall: script.stall === 'none' ? null : script.stall,
    end: script.end === 'normal' ? null : script.end,
    at_bytes: script.atBytes,
    times: script.times === 1 ? null : script.times,
  };
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value != null)) as RawOrigin;
}

function writeHeaders(headers: AnswerScript['headers']): Record<string, string | string[]> | null {
  const written: Record<string, string | string[]> = {};
  for (const [name, value] of headers) {
    const before = written[name];
    written[name] = before === undefined ? value : [before, value].flat();
  }
  return headers.length === 0 ? null : written;
}

function writeBody(body: RecordedScript['body'], literals: Literals): RawOrigin['body'] | null {
  if (body.kind === 'seeded') return { random: body.seed, bytes: body.length };
  const bytes: Bytes = decodeRecordedBytes(body.bytes);
  return bytes.length === 0 ? null : literals.writeBytes(bytes);
}
