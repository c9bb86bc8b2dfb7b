/** How a sound module is changed at one point: the vocabulary in which faults are written. */
import { type Bytes, decodeLatin1 } from '../../base/bytes.ts';
import type { Clock } from '../../base/clock.ts';
import { succeed } from '../../base/result.ts';
import type { ArgumentReader } from '../argument-reader.ts';
import type { Argument } from '../command-line.ts';
import type { Answer, Command, CommandContext } from '../commands/command.ts';
import type { Conduct, Piece } from '../conduct.ts';
import { type ExchangeListener, type ExchangeManner, SOUND_MANNER } from '../http/exchange.ts';
import { type HeaderLine, isSameKey } from '../http/header-line.ts';
import type { HttpRequest } from '../http/request.ts';
import type { Personality } from '../personality.ts';
import type { Settings } from '../settings.ts';
import type { WebTask } from '../web-task.ts';
import type { Spoil } from './fault.ts';

export const READING = ['+HTTPCGET', '+HTTPGETSIZE'];
export const SENDING = ['+HTTPCPOST', '+HTTPCPUT'];
export const ALL_HTTP = ['+HTTPCLIENT', ...READING, ...SENDING];

/** Data of the personality are other than they should be. */
export function changePersonality(change: (sound: Personality) => Partial<Personality>): Spoil {
  return ({ personality, commands }) => ({
    personality: { ...personality, ...change(personality) },
    commands,
  });
}

/** The module decides otherwise at one of its named points. */
export function changeConduct(change: (sound: Conduct, clock: Clock) => Partial<Conduct>): Spoil {
  return ({ personality, commands }, clock) => {
    const { conduct } = personality;
    return { personality: { ...personality, conduct: { ...conduct, ...change(conduct, clock) } }, commands };
  };
}

/** Forms of `names` (`+HTTPCGET`) differ. */
export function changeCommands(
  names: readonly string[],
  change: (sound: Command) => Partial<Command>,
): Spoil {
  return ({ personality, commands }) => ({
    personality,
    commands: new Map(
      [...commands].map(([name, command]) => [
        name,
        names.includes(name) ? { ...command, ...change(command) } : command,
      ]),
    ),
  });
}

/** How a set form is carried out. */
type Perform = (context: CommandContext, args: ArgumentReader) => Answer;

/** The set form of `names` gets other arguments or another context, or is not carried out at all. */
export function changeSet(
  names: readonly string[],
  change: (sound: Perform, context: CommandContext, args: ArgumentReader) => Answer,
): Spoil {
  return changeCommands(names, ({ set }) =>
    set === undefined ? {} : { set: (context, args) => change(set, context, args) },
  );
}

/** What the set form of `names` leads to is changed: at once, and once more behind a data phase. */
export function changeAnswer(
  names: readonly string[],
  change: (answer: Answer, context: CommandContext) => Answer,
): Spoil {
  return changeSet(names, (sound, context, args) =>
    mapAnswer(sound(context, args), (answer) => change(answer, context)),
  );
}

function mapAnswer(answer: Answer, change: (answer: Answer) => Answer): Answer {
  const changed = change(answer);
  if (changed.kind !== 'prompt') return changed;
  const { onPayload } = changed;
  return { ...changed, onPayload: (payload) => mapAnswer(onPayload(payload), change) };
}

/** The payload of `names` reaches the command changed. */
export function changePayload(names: readonly string[], change: (payload: Bytes) => Bytes): Spoil {
  return changeAnswer(names, (answer) => {
    if (answer.kind !== 'prompt') return answer;
    const { onPayload } = answer;
    return { ...answer, onPayload: (payload) => onPayload(change(payload)) };
  });
}

/** The HTTP task of `names` is another one. */
export function changeTask(
  names: readonly string[],
  change: (task: WebTask, context: CommandContext) => Partial<WebTask>,
): Spoil {
  return changeAnswer(names, (answer, context) =>
    answer.kind === 'web' ? { ...answer, task: { ...answer.task, ...change(answer.task, context) } } : answer,
  );
}

/** The HTTP request of `names` is another one. */
export function changeRequest(
  names: readonly string[],
  change: (request: HttpRequest, context: CommandContext) => Partial<HttpRequest>,
): Spoil {
  return changeTask(names, ({ request }, context) => ({
    request: { ...request, ...change(request, context) },
  }));
}

/** The finished header lines of a request of `names` are changed. */
export function changeHeaders(
  names: readonly string[],
  change: (lines: readonly HeaderLine[], context: CommandContext) => readonly HeaderLine[],
): Spoil {
  return changeRequest(names, ({ headers }, context) => ({ headers: change(headers, context) }));
}

/** `names` see other settings than the module has. */
export function changeSettings(
  names: readonly string[],
  change: (settings: Settings) => Partial<Settings>,
): Spoil {
  return changeSet(names, (sound, context, args) =>
    sound({ ...context, settings: { ...context.settings, ...change(context.settings) } }, args),
  );
}

interface Range {
  readonly min: number;
  readonly max: number;
}

/** The integer `index` (from 0, integers alone counted) of `names` has another range; a value that fits only that one is taken as the nearest sound one. */
export function changeRange(names: readonly string[], index: number, change: (sound: Range) => Range): Spoil {
  return changeSet(names, (sound, context, args) => {
    let position = -1;
    return sound(context, {
      ...args,
      readInteger(range, fallback) {
        position += 1;
        if (position !== index) return args.readInteger(range, fallback);
        const value = args.readInteger(change(range), fallback);
        return value === fallback ? value : Math.min(Math.max(value, range.min), range.max);
      },
    });
  });
}

/** A command line is read as if it were another text. */
export function changeLine(change: (text: string) => string): Spoil {
  return changeConduct(({ parseLine }) => ({ parseLine: (text) => parseLine(change(text)) }));
}

/** The arguments of a set form are taken for others. */
export function changeArguments(change: (argument: Argument) => Argument): Spoil {
  return changeConduct(({ parseLine }) => ({
    parseLine(text) {
      const line = parseLine(text);
      return line.ok ? succeed({ ...line.value, arguments: line.value.arguments.map(change) }) : line;
    },
  }));
}

/** The module hears of a response otherwise than it comes. */
export function changeResponse(
  change: (sound: ExchangeListener, request: HttpRequest, clock: Clock) => Partial<ExchangeListener>,
): Spoil {
  return changeConduct(({ exchange }) => ({
    exchange: (request, limits, clock, listener, manner) =>
      exchange(request, limits, clock, { ...listener, ...change(listener, request, clock) }, manner),
  }));
}

/** The body of a response is changed part by part, as it comes from the network. */
export function changeBody(change: (part: Bytes, request: HttpRequest) => Bytes): Spoil {
  return changeResponse(({ onBody }, request) => ({
    onBody(part) {
      const changed = change(part, request);
      if (changed.length > 0) onBody(changed);
    },
  }));
}

/** One data block is changed on its way to the host; `prefix` is the command's, such as `+HTTPCGET`. */
export function changeBlock(change: (data: Bytes, prefix: string) => Bytes): Spoil {
  return changeConduct(({ renderBlock }) => ({
    renderBlock: (prefix, data) => renderBlock(prefix, change(data, prefix)),
  }));
}

/** Requests are sent, responses read or connections closed in another manner. */
export function changeManner(
  change: (sound: ExchangeManner, request: HttpRequest) => Partial<ExchangeManner>,
): Spoil {
  return changeConduct(({ exchange }) => ({
    exchange: (request, limits, clock, listener, manner = SOUND_MANNER) =>
      exchange(request, limits, clock, listener, { ...manner, ...change(manner, request) }),
  }));
}

/** What is sent is changed, piece by piece; null: the piece is not sent. */
export function changePieces(change: (piece: Piece) => Bytes | null): Spoil {
  return changeConduct(({ transmit }) => ({
    transmit: (pieces, send) =>
      transmit(
        pieces.flatMap((piece) => {
          const bytes = change(piece);
          return bytes === null ? [] : [{ ...piece, bytes }];
        }),
        send,
      ),
  }));
}

/** As `changePieces`, for what is text; one character a byte. */
export function changeText(kind: Piece['kind'], change: (text: string) => string): Spoil {
  return changePieces((piece) =>
    piece.kind === kind ? toBytes(change(decodeLatin1(piece.bytes))) : piece.bytes,
  );
}

/** The words of finals are others. */
export function changeFinalWords(
  change: (finals: Personality['wire']['finals']) => Partial<Personality['wire']['finals']>,
): Spoil {
  return changePersonality(({ wire }) => ({
    wire: { ...wire, finals: { ...wire.finals, ...change(wire.finals) } },
  }));
}

/** One fault made of several changes, each of which sees the one before. */
export function changeAll(...changes: readonly Spoil[]): Spoil {
  return (sound, clock) => changes.reduce((firmware, change) => change(firmware, clock), sound);
}

/** A fault that remembers: `create` is called once for each module. */
export function changeWithMemory(create: () => Spoil): Spoil {
  return (sound, clock) => create()(sound, clock);
}

/** Bytes of `text`, one for each character. */
export function toBytes(text: string): Bytes {
  return Buffer.from(text, 'latin1');
}

/** `bytes` changed as text, one character a byte. */
export function mapText(bytes: Bytes, change: (text: string) => string): Bytes {
  return toBytes(change(decodeLatin1(bytes)));
}

/** The key of `line` is `key`, whatever its case. */
export function hasKey({ key: own }: HeaderLine, key: string): boolean {
  return isSameKey(own, key);
}

/** Is `line` one of the configured headers? */
export function isConfigured(line: HeaderLine, { settings }: CommandContext): boolean {
  return settings.headers.some(({ text }) => text === line.text);
}
