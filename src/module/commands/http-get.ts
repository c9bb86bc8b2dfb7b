/** AT+HTTPCGET gets a resource, AT+HTTPGETSIZE its size; both take the same parameters. */
import type { ArgumentReader } from '../argument-reader.ts';
import type { WebTask } from '../web-task.ts';
import { type Answer, answerFinal, type Command, type CommandContext } from './command.ts';
import { chooseAddress } from './http-url.ts';

// Source: HTTP AT Command Set, AT+HTTPCGET, parameters. What 0 means is not said there; ESP-AT takes the default for it.
const BUFFER_BYTES = { min: 0, max: 10_240 };
const BUFFER_BYTES_DEFAULT = 2048;
const TIMEOUT_MS = { min: 0, max: 180_000 };
const TIMEOUT_MS_DEFAULT = 5000;

type Reading = Pick<WebTask, 'prefix' | 'report'> & { readonly method: string };

export const HTTPCGET: Command = {
  usage: ['AT+HTTPCGET=<"url">[,<tx size>][,<rx size>][,<timeout>]'],
  set: (context, args) =>
    answerReading(context, args, { prefix: '+HTTPCGET', report: 'body', method: 'GET' }),
};

export const HTTPGETSIZE: Command = {
  usage: ['AT+HTTPGETSIZE=<"url">[,<tx size>][,<rx size>][,<timeout>]'],
  set: (context, args) =>
    answerReading(context, args, {
      prefix: '+HTTPGETSIZE',
      report: 'size',
      method: context.personality.http.sizeMethod,
    }),
};

function answerReading(context: CommandContext, args: ArgumentReader, reading: Reading): Answer {
  const { http, conduct } = context.personality;
  const url = args.readString();
  const txBytes = args.readInteger(BUFFER_BYTES, 0) || BUFFER_BYTES_DEFAULT;
  const rxBytes = args.readInteger(BUFFER_BYTES, 0) || BUFFER_BYTES_DEFAULT;
  const idleMs = args.readInteger(TIMEOUT_MS, 0) || TIMEOUT_MS_DEFAULT;
  if (!args.finish()) return answerFinal('bad-parameter');
  const address = chooseAddress(url, context.settings);
  if (!address.ok) return answerFinal(address.fault);
  if (!context.hasNetwork) return answerFinal('failed');
  const { method } = reading;
  const own = { method, address: address.value, userAgent: http.userAgent, contentType: null, body: null };
  const headers = conduct.composeHeaders(own, [], context.settings.headers);
  return {
    kind: 'web',
    task: {
      prefix: reading.prefix,
      report: reading.report,
      request: { method, address: address.value, headers, body: null },
      limits: { idleMs, writeBytes: txBytes },
      blockBytes: rxBytes,
      unknownSize: http.unknownSize,
      finals: {
        success: 'ok',
        // The size of an error page is a size: ESP-AT does not look at the status here.
        errorStatus: reading.report === 'size' ? 'ok' : http.errorStatusFinal,
        transport: 'failed',
      },
    },
  };
}
