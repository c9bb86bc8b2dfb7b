/** One request out of the bytes of one connection, whatever pieces they arrive in. Pure: no socket, no clock, nothing normalised. */
import type { Bytes } from '../base/bytes.ts';
import { ByteStore } from './byte-store.ts';
import { ChunkedBody } from './chunked-body.ts';
import { HeadScanner } from './head-scanner.ts';
import { type BodyFraming, type RequestHead, readHead } from './request-head.ts';

/**
 * `malformed` comes at most once and ends the parsing: its bytes are those at fault; all later ones come as `ignored`.
 * A head that only its request line saves comes as `head` and then `malformed`, both with its bytes.
 * A request that is complete stays so; bytes after its end are such a fault.
 */
export type RequestPart =
  | { readonly kind: 'head'; readonly head: RequestHead; readonly hasBody: boolean }
  | { readonly kind: 'body'; readonly bytes: Bytes }
  | { readonly kind: 'complete' }
  | { readonly kind: 'malformed'; readonly summary: string; readonly bytes: Bytes }
  | { readonly kind: 'ignored'; readonly bytes: Bytes };

type ParserState =
  | { readonly kind: 'head'; readonly scanner: HeadScanner; readonly head: ByteStore }
  | { readonly kind: 'length'; remainingBytes: number }
  | { readonly kind: 'chunked'; readonly decoder: ChunkedBody }
  | { readonly kind: 'complete' }
  | { readonly kind: 'broken' };

export class RequestParser {
  #state: ParserState = { kind: 'head', scanner: new HeadScanner(), head: new ByteStore() };
  #parts: RequestPart[] = [];

  /** Takes the next bytes of the connection and tells what they mean, in order. */
  push(bytes: Bytes): readonly RequestPart[] {
    this.#parts = [];
    let rest = bytes;
    while (rest.length > 0) rest = rest.subarray(this.#takeSome(rest));
    return this.#parts;
  }

  /** The peer has ended its side. Half a head is malformed; half a body is a request that stays incomplete. */
  finish(): readonly RequestPart[] {
    this.#parts = [];
    const state = this.#state;
    if (state.kind === 'head' && state.head.length > 0)
      this.#fail('the connection ended inside the head of a request', state.head.view());
    return this.#parts;
  }

  /** Uses up bytes for the state that stands, and says how many. */
  #takeSome(bytes: Bytes): number {
    const state = this.#state;
    switch (state.kind) {
      case 'head':
        return this.#takeHead(state, bytes);
      case 'length':
        return this.#takeCounted(state, bytes);
      case 'chunked':
        return this.#takeChunked(state.decoder, bytes);
      case 'complete':
        this.#fail('bytes after the end of the request', bytes);
        return bytes.length;
      case 'broken':
        this.#parts.push({ kind: 'ignored', bytes });
        return bytes.length;
    }
  }

  #takeHead(state: ParserState & { kind: 'head' }, bytes: Bytes): number {
    for (const [offset, byte] of bytes.entries()) {
      const progress = state.scanner.scan(byte);
      if (progress.kind === 'more') continue;
      state.head.append(bytes.subarray(0, offset + 1));
      if (progress.kind === 'fault') this.#fail(progress.defect, state.head.view());
      else this.#endHead(state.head.view());
      return offset + 1;
    }
    state.head.append(bytes);
    return bytes.length;
  }

  #endHead(bytes: Bytes): void {
    const reading = readHead(bytes);
    if (reading.kind === 'sound') {
      const hasBody = reading.framing.kind === 'chunked' || reading.framing.bytes > 0;
      this.#parts.push({ kind: 'head', head: reading.head, hasBody });
      this.#startBody(reading.framing);
      return;
    }
    if (reading.kind === 'defective') this.#parts.push({ kind: 'head', head: reading.head, hasBody: false });
    this.#fail(reading.defect, bytes);
  }

  #startBody(framing: BodyFraming): void {
    if (framing.kind === 'chunked') this.#state = { kind: 'chunked', decoder: new ChunkedBody() };
    else if (framing.bytes === 0) this.#complete();
    else this.#state = { kind: 'length', remainingBytes: framing.bytes };
  }

  #takeCounted(state: ParserState & { kind: 'length' }, bytes: Bytes): number {
    const body = bytes.subarray(0, state.remainingBytes);
    this.#parts.push({ kind: 'body', bytes: body });
    state.remainingBytes -= body.length;
    if (state.remainingBytes === 0) this.#complete();
    return body.length;
  }

  #takeChunked(decoder: ChunkedBody, bytes: Bytes): number {
    const { taken, body, state } = decoder.take(bytes);
    for (const piece of body) this.#parts.push({ kind: 'body', bytes: piece });
    if (state.kind === 'complete') this.#complete();
    if (state.kind === 'fault') this.#fail(state.defect, state.line);
    return taken;
  }

  #complete(): void {
    this.#state = { kind: 'complete' };
    this.#parts.push({ kind: 'complete' });
  }

  #fail(summary: string, bytes: Bytes): void {
    this.#state = { kind: 'broken' };
    this.#parts.push({ kind: 'malformed', summary, bytes });
  }
}
