/** One connection of the origin: bytes in to the parser and the journal, one answer out, then closed. */
import type { Socket } from 'node:net';
import type { Bytes } from '../base/bytes.ts';
import type { Clock } from '../base/clock.ts';
import type { ConnectionEntry, Journal, RequestEntry } from './journal.ts';
import type { OriginNotice } from './origin.ts';
import { type Reply, summariseReply } from './reply.ts';
import type { RequestHead } from './request-head.ts';
import { RequestParser, type RequestPart } from './request-parser.ts';
import { answerMalformed } from './routes.ts';
import { type AnswerChannel, sendReply } from './sender.ts';

/** What a connection needs of the origin it belongs to. */
export interface ConnectionHost {
  readonly clock: Clock;
  readonly journal: Journal;
  notify(notice: OriginNotice): void;
  /** The answer to a complete request; called once for each. */
  decide(request: RequestEntry): Reply;
}

/** A peer that goes on after its fault, or after its request, is read so far and then cut off. */
const IGNORED_BYTES_MAX = 1024 * 1024;

/** waiting: an answer is decided and delayed. stalled: it fell silent for good. ended: our side is done. */
type Phase = 'reading' | 'waiting' | 'sending' | 'stalled' | 'ended';

export class Connection {
  /** Resolves when both sides have closed. */
  readonly closed: Promise<void>;
  readonly #raw: Socket;
  /** What requests are read from: `#raw`, or the TLS over it. */
  #stream: Socket;
  readonly #entry: ConnectionEntry;
  readonly #host: ConnectionHost;
  readonly #parser = new RequestParser();
  readonly #abort = new AbortController();
  #phase: Phase = 'reading';
  #peerEnded = false;
  #ignoredBytes = 0;
  #request: RequestEntry | null = null;

  constructor(raw: Socket, entry: ConnectionEntry, host: ConnectionHost) {
    this.#raw = raw;
    this.#stream = raw;
    this.#entry = entry;
    this.#host = host;
    this.closed = new Promise((resolve) => {
      raw.once('close', () => {
        this.#noteClosed();
        resolve();
      });
    });
    // A peer that resets or vanishes is no fault of ours; the close that follows is what the journal keeps.
    raw.on('error', () => {});
    host.notify({ what: 'connection', ...this.#names });
  }

  /** Reads requests from `stream`, which is the raw socket or the TLS over it. */
  serve(stream: Socket): void {
    this.#stream = stream;
    stream.on('error', () => {});
    stream.on('data', (bytes: Bytes) => this.#receive(bytes));
    stream.on('end', () => this.#endPeer());
  }

  /** Something that is no request, or not one that can be trusted. */
  noteFault(summary: string, bytes: Bytes): void {
    this.#entry.noteFault(summary);
    if (bytes.length > 0) this.#entry.keepFaultBytes(bytes);
    this.#host.notify({ what: 'malformed', ...this.#names, summary, bytes });
  }

  /** Closes both sides at once and forgets an answer that is still running. */
  destroy(): void {
    this.#abort.abort();
    this.#stream.destroy();
    this.#raw.destroy();
  }

  get #names(): { readonly connection: number; readonly tls: boolean } {
    return { connection: this.#entry.number, tls: this.#entry.tls };
  }

  #receive(bytes: Bytes): void {
    this.#entry.bytesReceived += bytes.length;
    for (const part of this.#parser.push(bytes)) this.#take(part);
  }

  #take(part: RequestPart): void {
    switch (part.kind) {
      case 'head':
        this.#takeHead(part.head, part.hasBody);
        break;
      case 'body':
        this.#takeBody(part.bytes);
        break;
      case 'complete':
        this.#completeRequest();
        break;
      case 'malformed':
        this.noteFault(part.summary, part.bytes);
        if (this.#phase === 'reading') void this.#answer(answerMalformed());
        break;
      case 'ignored':
        this.#entry.keepFaultBytes(part.bytes);
        this.#ignoredBytes += part.bytes.length;
        if (this.#ignoredBytes > IGNORED_BYTES_MAX) this.destroy();
        break;
    }
  }

  #takeHead(head: RequestHead, hasBody: boolean): void {
    this.#request = this.#host.journal.addRequest(this.#entry, head, this.#host.clock.nowMs());
    this.#host.notify({ what: 'request', ...this.#names, request: this.#request });
    if (head.expectsContinue && hasBody) this.#stream.write('HTTP/1.1 100 Continue\r\n\r\n');
  }

  #takeBody(bytes: Bytes): void {
    const request = this.#request as RequestEntry;
    request.appendBody(bytes, this.#host.clock.nowMs());
    this.#host.notify({ what: 'body', ...this.#names, request, bytes });
  }

  #completeRequest(): void {
    const request = this.#request as RequestEntry;
    request.completeAtMs = this.#host.clock.nowMs();
    void this.#answer(this.#host.decide(request));
  }

  async #answer(decided: Reply): Promise<void> {
    this.#phase = 'waiting';
    const request = this.#request;
    const reply: Reply = { ...decided, sendsContent: request?.method !== 'HEAD' };
    const body = reply.sendsContent ? reply.content : new Uint8Array(0);
    if (request !== null) request.answer = { status: reply.status, body };
    const outcome = await sendReply(reply, {
      channel: this.#openChannel(),
      clock: this.#host.clock,
      signal: this.#abort.signal,
      onBegin: () => {
        this.#phase = 'sending';
        const summary = summariseReply(reply);
        if (request !== null) this.#host.notify({ what: 'answer', ...this.#names, request, summary });
      },
    });
    this.#phase = outcome === 'stalled' ? 'stalled' : 'ended';
    if (outcome === 'stalled' && this.#peerEnded) this.#stream.end();
  }

  #openChannel(): AnswerChannel {
    const stream = this.#stream;
    return {
      write: (bytes) => new Promise((resolve) => stream.write(bytes, () => resolve())),
      end: () => stream.end(),
      // Of a TLS stream only the socket below can be reset.
      reset: () => this.#raw.resetAndDestroy(),
    };
  }

  /**
   * The peer has ended its side. One that still waits for its answer has given up, so the connection ends;
   * one that is being answered may have closed only half, so its answer goes on until it is refused.
   */
  #endPeer(): void {
    this.#peerEnded = true;
    for (const part of this.#parser.finish())
      if (part.kind === 'malformed') this.noteFault(part.summary, part.bytes);
    if (this.#phase === 'sending') return;
    this.#abort.abort();
    this.#stream.end();
  }

  #noteClosed(): void {
    this.#abort.abort();
    this.#entry.closedAtMs = this.#host.clock.nowMs();
    this.#host.notify({ what: 'closed', ...this.#names });
  }
}
