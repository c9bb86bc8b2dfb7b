/** A scripted answer as events carry it: plain data, its body in base64. */
import type { OriginScript } from '../origin/origin.ts';
import type { Json } from '../record/event.ts';

export function recordScript(script: OriginScript): Json {
  const plain = (_key: string, value: unknown) =>
    value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value;
  // A Buffer turns itself into JSON before the replacer sees it, so bytes are taken out first.
  const body =
    script.body.kind === 'bytes'
      ? { ...script.body, bytes: Uint8Array.from(script.body.bytes) }
      : script.body;
  return JSON.parse(JSON.stringify({ ...script, body }, plain)) as Json;
}

/** For people: `404`, `200, chunked, stalls in-body`. */
export function describeScriptedAnswer(script: OriginScript): string {
  const words = [
    script.framing === 'length' ? null : script.framing,
    script.delayMs > 0 ? `after ${script.delayMs} ms` : null,
    script.trickle === null ? null : `${script.trickle.bytes} bytes every ${script.trickle.everyMs} ms`,
    script.stall === 'none' ? null : `stalls ${script.stall}`,
    script.end === 'normal' ? null : script.end,
    script.times > 1 ? `${script.times} times` : null,
  ];
  return [String(script.status), ...words.filter((word) => word !== null)].join(', ');
}
