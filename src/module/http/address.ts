/** Where a URL leads: host, port and the request target, every byte of which is taken from the text as it is. */

export interface HttpAddress {
  readonly isSecure: boolean;
  /** A name or an address; an IPv6 address without its brackets. */
  readonly host: string;
  /** 1 to 65535. */
  readonly port: number;
  /** The value of the Host header: with the port where it is not the scheme's own. */
  readonly hostHeader: string;
  /** Path and query as written, without the fragment; at least `/`. */
  readonly target: string;
  /** `user:password` of the URL, %-escapes as written; null without. */
  readonly userInfo: string | null;
}

const URL_TEXT = /^(https?):\/\/([^/?#]*)([^#]*)/is;
const AUTHORITY = /^(?:(.*)@)?([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::(\d*))?$/s;
/** A space or a control byte in the target would end it early or break the request line. */
const TARGET_UNSAFE = /[\x00-\x20\x7f]/;

/** Reads an absolute http or https URL (one character a byte); null where it cannot be requested. */
export function parseUrl(url: string): HttpAddress | null {
  const match = URL_TEXT.exec(url);
  if (match === null) return null;
  const [, scheme = '', authority = '', path = ''] = match;
  return locate(scheme.toLowerCase() === 'https', authority, path);
}

/** The address that a host (with or without port) and a path name together; null where it cannot be requested. */
export function parseHostAndPath(host: string, path: string, isSecure: boolean): HttpAddress | null {
  const [target = ''] = path.split('#', 1);
  return locate(isSecure, host, target);
}

function locate(isSecure: boolean, authority: string, path: string): HttpAddress | null {
  const match = AUTHORITY.exec(authority);
  if (match === null || TARGET_UNSAFE.test(path)) return null;
  const [, userInfo, host = '', portText = ''] = match;
  const ownPort = isSecure ? 443 : 80;
  const port = portText === '' ? ownPort : Number(portText);
  if (port < 1 || port > 65_535) return null;
  return {
    isSecure,
    host: host.replace(/^\[|\]$/g, ''),
    port,
    hostHeader: port === ownPort ? host : `${host}:${port}`,
    target: path.startsWith('/') ? path : `/${path}`,
    userInfo: userInfo ?? null,
  };
}
