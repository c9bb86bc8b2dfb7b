/** Every command that the module knows, by the name behind `AT`. */
import { BASIC_COMMANDS } from './basic.ts';
import type { Command } from './command.ts';
import { HTTPCLIENT } from './http-client.ts';
import { HTTPCGET, HTTPGETSIZE } from './http-get.ts';
import { HTTPCHEAD } from './http-header.ts';
import { HTTPCPOST, HTTPCPUT } from './http-send.ts';
import { HTTPURLCFG } from './http-url.ts';

export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    ...BASIC_COMMANDS,
    '+HTTPCLIENT': HTTPCLIENT,
    '+HTTPGETSIZE': HTTPGETSIZE,
    '+HTTPCGET': HTTPCGET,
    '+HTTPCPOST': HTTPCPOST,
    '+HTTPCPUT': HTTPCPUT,
    '+HTTPURLCFG': HTTPURLCFG,
    '+HTTPCHEAD': HTTPCHEAD,
  }),
);
