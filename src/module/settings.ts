/** What a host has configured; nothing of it survives a reset. */
import type { HeaderLine } from './http/header-line.ts';

export interface Settings {
  isEchoOn: boolean;
  /** The URL of AT+HTTPURLCFG, one character a byte; null where none is set. */
  url: string | null;
  /** The headers of AT+HTTPCHEAD in the order in which they were set. */
  headers: readonly HeaderLine[];
}

export function createSettings(isEchoOn: boolean): Settings {
  return { isEchoOn, url: null, headers: [] };
}
