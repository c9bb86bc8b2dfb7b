/** What a command is: its forms as functions from arguments to an answer, which the module then carries out. */
import type { Bytes } from '../../base/bytes.ts';
import type { ArgumentReader } from '../argument-reader.ts';
import type { Final, Personality } from '../personality.ts';
import type { Settings } from '../settings.ts';
import type { WebTask } from '../web-task.ts';

/** What the module does next. */
export type Answer =
  /** Prints `information` (wire text, one character a byte), then the final; null: the command ends without a word. */
  | { readonly kind: 'final'; readonly information: string; readonly final: Final | null }
  /** Prompts, takes `payloadBytes` (0 or more) raw bytes, and goes on with what `onPayload` says. */
  | {
      readonly kind: 'prompt';
      readonly payloadBytes: number;
      readonly onPayload: (payload: Bytes) => Answer;
    }
  /** Performs an HTTP request; the module is busy meanwhile. */
  | { readonly kind: 'web'; readonly task: WebTask }
  /** Says OK, then boots. */
  | { readonly kind: 'reboot' };

export interface CommandContext {
  readonly personality: Personality;
  readonly settings: Settings;
  /** The network is joined now. */
  readonly hasNetwork: boolean;
}

export interface Command {
  /** Lines of the usage text. */
  readonly usage: readonly string[];
  readonly execute?: (context: CommandContext) => Answer;
  readonly query?: (context: CommandContext) => Answer;
  readonly set?: (context: CommandContext, args: ArgumentReader) => Answer;
}

export function answerFinal(final: Final | null, information = ''): Answer {
  return { kind: 'final', information, final };
}
