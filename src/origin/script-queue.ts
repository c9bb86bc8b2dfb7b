/** The scripted answers that nobody has used yet, first come, first served among those that fit. */
import type { Bytes } from '../base/bytes.ts';
import { assertInvariant } from '../base/invariant.ts';
import { seededBytes } from '../base/random.ts';
import type { OriginBody, OriginRequest, OriginScript } from './origin.ts';
import type { Reply } from './reply.ts';
import { splitTarget } from './target.ts';

export class ScriptQueue {
  #waiting: { readonly script: OriginScript; remainingTimes: number }[] = [];

  add(script: OriginScript): void {
    assertInvariant(script.times >= 1, 'a scripted answer is used at least once');
    assertInvariant(script.status >= 100 && script.status <= 999, 'a status has three digits');
    assertInvariant(
      script.framing !== 'false-length' || script.claimedBytes !== null,
      'a false length needs the bytes that it claims',
    );
    assertInvariant(
      script.trickle === null || script.trickle.bytes >= 1,
      'a trickle has at least one byte a piece',
    );
    this.#waiting.push({ script, remainingTimes: script.times });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** The answer scripted for `request`, used up; null where none fits. */
  take(request: OriginRequest): Reply | null {
    const entry = this.#waiting.find(({ script }) => fits(script, request));
    if (entry === undefined) return null;
    entry.remainingTimes -= 1;
    if (entry.remainingTimes === 0) this.#waiting = this.#waiting.filter((other) => other !== entry);
    const { method: _method, path: _path, body, times: _times, ...reply } = entry.script;
    return { ...reply, content: readBody(body), sendsContent: true };
  }
}

function fits(script: OriginScript, request: OriginRequest): boolean {
  if (script.method !== null && script.method !== request.method) return false;
  if (script.path === null) return true;
  const { path, query } = splitTarget(request.target);
  return script.path === (script.path.includes('?') ? `${path}?${query}` : path);
}

function readBody(body: OriginBody): Bytes {
  return body.kind === 'bytes' ? body.bytes : seededBytes(body.seed, body.length);
}
