/** The certificate authority of one origin, and the server certificate that it signs. */
import { generateKeyPair } from 'node:crypto';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import { generate } from 'selfsigned';

export interface ServerIdentity {
  readonly authorityPem: string;
  readonly certificatePem: string;
  readonly keyPem: string;
}

interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Certificates begin a day early, for modules whose clock is behind, and last a year. */
const VALID_DAYS = 365;

let keysMade: Promise<readonly [authority: KeyPair, server: KeyPair]> | null = null;

/**
 * Keys of this process, made once: a pair takes about 0.2 s, and a campaign starts hundreds of origins.
 * RSA of 2048 bits, because the TLS of small modules is often built without elliptic curves.
 */
function makeKeys(): Promise<readonly [authority: KeyPair, server: KeyPair]> {
  const makePair = () =>
    promisify(generateKeyPair)('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
  keysMade ??= Promise.all([makePair(), makePair()]);
  return keysMade;
}

/** A server certificate for 127.0.0.1, localhost and `hosts` (names or addresses); the first host is its common name. */
export async function makeIdentity(hosts: readonly string[], wallMs: number): Promise<ServerIdentity> {
  const [authorityKeys, serverKeys] = await makeKeys();
  const common = {
    algorithm: 'sha256',
    notBeforeDate: new Date(wallMs - DAY_MS),
    notAfterDate: new Date(wallMs + VALID_DAYS * DAY_MS),
  };
  const authority = await generate([{ name: 'commonName', value: 'atconform origin authority' }], {
    ...common,
    keyPair: authorityKeys,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: 'commonName', value: hosts[0] ?? 'localhost' }], {
    ...common,
    keyPair: serverKeys,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: listNames(hosts) },
    ],
  });
  return { authorityPem: authority.cert, certificatePem: server.cert, keyPem: server.private };
}

function listNames(hosts: readonly string[]): ({ type: 2; value: string } | { type: 7; ip: string })[] {
  const names = new Set(['127.0.0.1', 'localhost', ...hosts]);
  return [...names].map((name) => (isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name }));
}
