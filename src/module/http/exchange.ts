/** One request on a connection of its own: connect, send, read, close, under an idle limit on the given clock. */
import net from 'node:net';
import tls from 'node:tls';
import type { Bytes } from '../../base/bytes.ts';
import type { Clock } from '../../base/clock.ts';
import { type HttpRequest, renderRequest } from './request.ts';
import {
  createResponseReader,
  type ResponseListener,
  type ResponseReader,
  type ResponseState,
} from './response.ts';

export interface ExchangeLimits {
  /** Longest time without progress, from the start: connecting, sending, waiting for the head, gaps in the body. */
  readonly idleMs: number;
  /** Most bytes handed to the network at once, 1 or more. */
  readonly writeBytes: number;
}

export interface ExchangeListener extends ResponseListener {
  /** Called once, last, never from within `startExchange`. `failed`: no connection, no whole response, or too slow. */
  onEnd(end: 'complete' | 'failed'): void;
}

/** How an exchange is carried out at the points where one could do otherwise. */
export interface ExchangeManner {
  renderRequest(request: HttpRequest): Bytes;
  createReader(method: string, listener: ResponseListener): ResponseReader;
  /** `isWhole`: the response has come to its end and the request has left. */
  hangUp(socket: net.Socket, isWhole: boolean): void;
}

export const SOUND_MANNER: ExchangeManner = {
  renderRequest,
  createReader: createResponseReader,
  // A whole response is followed by an orderly close, unless the server never read the request to its end.
  hangUp(socket, isWhole) {
    if (isWhole) socket.destroySoon();
    else socket.destroy();
  },
};

/** Starts at once. `abort` ends it without a word to the listener. */
export function startExchange(
  request: HttpRequest,
  limits: ExchangeLimits,
  clock: Clock,
  listener: ExchangeListener,
  manner: ExchangeManner = SOUND_MANNER,
): { abort(): void } {
  const socket = connect(request);
  const reader = manner.createReader(request.method, listener);
  let isOver = false;
  let timer = clock.setTimer(limits.idleMs, fail);

  function noteProgress(): void {
    timer.cancel();
    timer = clock.setTimer(limits.idleMs, fail);
  }
  function stop(): void {
    isOver = true;
    timer.cancel();
  }
  function fail(): void {
    finish('broken');
  }
  function finish(state: ResponseState): void {
    if (isOver || state === 'open') return;
    stop();
    manner.hangUp(socket, state === 'complete' && socket.writableLength === 0);
    listener.onEnd(state === 'complete' ? 'complete' : 'failed');
  }
  function send(): void {
    noteProgress();
    const bytes = manner.renderRequest(request);
    for (let offset = 0; offset < bytes.length; offset += limits.writeBytes)
      socket.write(bytes.subarray(offset, offset + limits.writeBytes), () => {
        if (!isOver) noteProgress();
      });
  }
  socket.on(request.address.isSecure ? 'secureConnect' : 'connect', send);
  socket.on('data', (bytes) => {
    if (isOver) return;
    noteProgress();
    finish(reader.push(bytes));
  });
  socket.on('end', () => finish(reader.end()));
  socket.on('error', fail);
  socket.on('close', fail);
  return {
    abort() {
      stop();
      socket.destroy();
    },
  };
}

function connect({ address }: HttpRequest): net.Socket {
  const { host, port } = address;
  if (!address.isSecure) return net.connect({ host, port });
  // The manual offers no way to install a certificate authority, and such modules verify nothing unless told to.
  const options: tls.ConnectionOptions = { host, port, rejectUnauthorized: false };
  return tls.connect(net.isIP(host) === 0 ? { ...options, servername: host } : options);
}
