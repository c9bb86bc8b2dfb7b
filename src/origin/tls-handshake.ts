/** TLS over an accepted socket, with what went wrong before the first request in words. */
import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';

/** Wraps `raw`; `onFault` is told at most once why no request can come. */
export function wrapTls(
  raw: Socket,
  secureContext: SecureContext,
  onFault: (fault: string) => void,
): TLSSocket {
  const stream = new TLSSocket(raw, { isServer: true, secureContext });
  let isSecure = false;
  let isTold = false;
  const tell = (fault: string) => {
    if (!isTold) onFault(fault);
    isTold = true;
  };
  stream.once('secure', () => {
    isSecure = true;
  });
  stream.once('end', () => {
    // Who connects and leaves without a byte has not begun a handshake.
    if (isSecure || raw.bytesRead === 0) return;
    tell('the peer ended the TLS handshake: it may not trust the certificate authority of the origin');
  });
  stream.once('error', (error: Error & { code?: string; reason?: string }) => {
    // Alerts are told after the handshake too: in TLS 1.3 the server is done before the client has judged it.
    if (isSecure && !error.code?.startsWith('ERR_SSL_')) return;
    tell(describeHandshakeError(error));
  });
  return stream;
}

function describeHandshakeError(error: Error & { code?: string; reason?: string }): string {
  if (error.code === 'ERR_SSL_HTTP_REQUEST')
    return 'the TLS handshake failed: plain HTTP came to the HTTPS port';
  return `the TLS handshake failed: ${error.reason ?? error.message}`;
}
