/** AT+HTTPCPOST and AT+HTTPCPUT: send data of a declared length, entered behind a prompt. */
import type { Bytes } from '../../base/bytes.ts';
import type { ArgumentReader } from '../argument-reader.ts';
import type { HttpAddress } from '../http/address.ts';
import { type HeaderLine, parseHeaderLine } from '../http/header-line.ts';
import { type Answer, answerFinal, type Command, type CommandContext } from './command.ts';
import { chooseAddress } from './http-url.ts';

interface Sending {
  readonly prefix: string;
  readonly method: string;
  readonly contentType: string | null;
}

const PARAMETERS = '<"url">,<length>[,<http_req_header_cnt>][,<http_req_header>..<http_req_header>]';

export const HTTPCPOST: Command = {
  usage: [`AT+HTTPCPOST=${PARAMETERS}`],
  set: (context, args) =>
    answerSending(context, args, {
      prefix: '+HTTPCPOST',
      method: 'POST',
      contentType: context.personality.http.postContentType,
    }),
};

export const HTTPCPUT: Command = {
  usage: [`AT+HTTPCPUT=${PARAMETERS}`],
  set: (context, args) =>
    answerSending(context, args, {
      prefix: '+HTTPCPUT',
      method: 'PUT',
      contentType: context.personality.http.putContentType,
    }),
};

/** Everything that can be refused is refused before the prompt, so that no host enters data in vain. */
function answerSending(context: CommandContext, args: ArgumentReader, sending: Sending): Answer {
  const { http, heapBytesFree } = context.personality;
  const url = args.readString();
  const lengthBytes = args.readInteger({ min: http.sendBytesMin, max: heapBytesFree - 1 });
  const headerCount = args.readInteger({ min: 0, max: Number.MAX_SAFE_INTEGER }, 0);
  const inline = readHeaders(args);
  if (inline.length !== headerCount) args.refuse();
  if (!args.finish()) return answerFinal('bad-parameter');
  const address = chooseAddress(url, context.settings);
  if (!address.ok) return answerFinal(address.fault);
  if (!context.hasNetwork) return answerFinal('failed');
  return {
    kind: 'prompt',
    payloadBytes: lengthBytes,
    onPayload: (body) => sendBody(context, sending, address.value, inline, body),
  };
}

/** The arguments that are left, as headers; one that is none refuses the command. */
export function readHeaders(args: ArgumentReader): readonly HeaderLine[] {
  const headers: HeaderLine[] = [];
  for (const text of args.readStrings()) {
    const header = parseHeaderLine(text);
    if (header === null) args.refuse();
    else headers.push(header);
  }
  return headers;
}

function sendBody(
  { personality: { http, conduct }, settings }: CommandContext,
  { prefix, method, contentType }: Sending,
  address: HttpAddress,
  inline: readonly HeaderLine[],
  body: Bytes,
): Answer {
  const own = { method, address, userAgent: http.userAgent, contentType, body };
  return {
    kind: 'web',
    task: {
      prefix,
      report: 'body',
      request: { method, address, headers: conduct.composeHeaders(own, inline, settings.headers), body },
      limits: { idleMs: http.sendIdleMs, writeBytes: http.sendBlockBytes },
      blockBytes: http.sendBlockBytes,
      unknownSize: http.unknownSize,
      finals: { success: 'send-ok', errorStatus: http.sendErrorStatusFinal, transport: 'send-failed' },
    },
  };
}
