/** A module that runs: one command at a time, from the bytes of the UART to the bytes of the answer. */
import { type Bytes, decodeLatin1 } from '../base/bytes.ts';
import type { Clock, Timer } from '../base/clock.ts';
import { assertNever } from '../base/invariant.ts';
import { type Answer, answerFinal } from './commands/command.ts';
import type { Piece } from './conduct.ts';
import type { Firmware } from './firmware.ts';
import { createInput, type Input } from './input.ts';
import { interpretLine } from './interpreter.ts';
import type { SimulatedModule } from './module.ts';
import type { Final, Personality } from './personality.ts';
import { createSettings, type Settings } from './settings.ts';
import { startWebTask, type WebTask } from './web-task.ts';

/** ready: takes commands. busy: an HTTP request runs. booting: deaf and dumb until the banner. off: for ever. */
type State = 'ready' | 'busy' | 'booting' | 'off';

type PayloadTaker = (payload: Bytes) => Answer;

export class RunningModule implements SimulatedModule {
  private readonly firmware: Firmware;
  private readonly personality: Personality;
  private readonly clock: Clock;
  /** A network is there to be joined. */
  private readonly hasNetwork: boolean;
  /** It is joined: what HTTP commands need. */
  private isOnline: boolean;
  private readonly input: Input;
  private settings: Settings;
  private state: State = 'ready';
  private listener: ((bytes: Bytes) => void) | null = null;
  private payloadTaker: PayloadTaker | null = null;
  private request: { abort(): void } | null = null;
  /** What a reset has begun: the boot, then the joining of the network. */
  private startTimer: Timer | null = null;
  /** Ends a data phase that waits in vain, where the module has such a limit. */
  private payloadTimer: Timer | null = null;
  /** Command lines that came while it was busy and are still to be performed. */
  private keptLines: { readonly line: Bytes; readonly lengthBytes: number }[] = [];

  constructor(firmware: Firmware, clock: Clock, hasNetwork: boolean) {
    const { personality } = firmware;
    this.firmware = firmware;
    this.personality = personality;
    this.clock = clock;
    this.hasNetwork = hasNetwork;
    this.isOnline = hasNetwork;
    this.settings = createSettings(personality.hasEchoAtBoot);
    this.input = createInput(
      {
        onLine: (line, lengthBytes) => this.takeLine(line, lengthBytes),
        onPayload: (payload) => this.takePayload(payload),
      },
      personality.conduct,
    );
  }

  write(bytes: Bytes): void {
    if (this.isAwake()) this.input.push(this.personality.conduct.receive(bytes, this.input.readPhase()));
  }

  setListener(listener: ((bytes: Bytes) => void) | null): void {
    this.listener = listener;
  }

  resetPin(): void {
    if (this.state !== 'off') this.boot();
  }

  close(): void {
    this.halt('off');
  }

  private isAwake(): boolean {
    return this.state === 'ready' || this.state === 'busy';
  }

  private emit(pieces: readonly Piece[]): void {
    this.personality.conduct.transmit(pieces, (bytes) => {
      if (this.isAwake() && bytes.length > 0) this.listener?.(bytes);
    });
  }

  private emitText(kind: Piece['kind'], text: string): void {
    this.emit([createPiece(kind, text)]);
  }

  private emitFinal(final: Final | null, information = ''): void {
    const pieces: Piece[] = [];
    if (information !== '') pieces.push(createPiece('information', information));
    if (final !== null) pieces.push(createPiece('final', this.personality.wire.finals[final]));
    if (pieces.length > 0) this.emit(pieces);
  }

  private takeLine(line: Bytes, lengthBytes: number): void {
    // An empty line is no command: it is neither answered nor echoed.
    if (lengthBytes === 0) return;
    const { conduct } = this.personality;
    // The echo comes with the end of the line, so that nothing at all happens before it.
    if (this.settings.isEchoOn) this.emit([{ kind: 'echo', bytes: conduct.renderEcho(line) }]);
    if (this.state === 'busy') this.meetBusy(line, lengthBytes);
    else this.perform(this.interpret(line, lengthBytes));
  }

  private meetBusy(line: Bytes, lengthBytes: number): void {
    const { isTold, isKept, isAborting } = this.personality.conduct.meetBusy(line);
    if (isTold) this.emitText('busy', this.personality.wire.busy);
    if (isKept) this.keptLines.push({ line, lengthBytes });
    if (isAborting) this.abandonRequest();
  }

  private abandonRequest(): void {
    this.request?.abort();
    this.request = null;
    this.state = 'ready';
  }

  private interpret(line: Bytes, lengthBytes: number): Answer {
    const { personality, settings, isOnline: hasNetwork } = this;
    const whole = decodeLatin1(line.subarray(0, lengthBytes));
    const text = personality.conduct.limitLine(whole, personality.lineBytesMax);
    if (text === null) return answerFinal('malformed');
    return interpretLine(text, this.firmware.commands, { personality, settings, hasNetwork });
  }

  private takePayload(payload: Bytes): void {
    const taker = this.payloadTaker;
    this.payloadTaker = null;
    this.payloadTimer?.cancel();
    if (taker !== null) this.perform(taker(payload));
  }

  private perform(answer: Answer): void {
    // Whoever heard the echo or the prompt may have reset the module in the same breath.
    if (this.state !== 'ready') return;
    switch (answer.kind) {
      case 'final':
        this.emitFinal(answer.final, answer.information);
        break;
      case 'prompt':
        this.prompt(answer.payloadBytes, answer.onPayload);
        break;
      case 'web':
        this.startRequest(answer.task);
        break;
      case 'reboot':
        this.emitFinal('ok');
        this.resetPin();
        break;
      default:
        assertNever(answer, 'answer of a command');
    }
  }

  private prompt(declaredBytes: number, taker: PayloadTaker): void {
    const { conduct, payloadMs, wire } = this.personality;
    const payloadBytes = conduct.countPayload(declaredBytes);
    this.payloadTaker = taker;
    this.input.expectPayload(payloadBytes);
    if (payloadMs !== null) this.payloadTimer = this.clock.setTimer(payloadMs, () => this.giveUpPayload());
    // OK and prompt in one piece: host drivers that poll give up on a prompt that lags behind.
    this.emitText('prompt', wire.prompt);
    if (payloadBytes === 0) this.takePayload(new Uint8Array(0));
  }

  private giveUpPayload(): void {
    this.payloadTaker = null;
    this.input.clear();
    this.emitFinal('failed');
  }

  private startRequest(task: WebTask): void {
    const { clock, personality } = this;
    const emit = (bytes: Bytes) => this.emit([{ kind: 'information', bytes }]);
    const host = { clock, conduct: personality.conduct, emit };
    this.state = 'busy';
    this.request = startWebTask(task, host, (final) => {
      this.request = null;
      this.state = 'ready';
      this.emitFinal(final);
      this.performKept();
    });
  }

  private performKept(): void {
    while (this.state === 'ready') {
      const next = this.keptLines.shift();
      if (next === undefined) return;
      this.perform(this.interpret(next.line, next.lengthBytes));
    }
  }

  private boot(): void {
    this.halt('booting');
    const { conduct, hasEchoAtBoot } = this.personality;
    this.settings = conduct.resetSettings(this.settings, hasEchoAtBoot);
    this.startTimer = this.clock.setTimer(this.personality.bootMs, () => {
      this.state = 'ready';
      // Before the banner, since whoever hears that may reset the module in the same breath.
      if (this.hasNetwork) this.startTimer = this.clock.setTimer(this.personality.joinMs, () => this.join());
      this.emitText('banner', this.personality.wire.banner);
    });
  }

  private join(): void {
    this.isOnline = true;
    this.emitText('network', this.personality.wire.networkUp);
  }

  private halt(next: State): void {
    this.state = next;
    this.isOnline = false;
    this.request?.abort();
    this.request = null;
    this.payloadTaker = null;
    this.startTimer?.cancel();
    this.payloadTimer?.cancel();
    this.keptLines = [];
    this.input.clear();
  }
}

function createPiece(kind: Piece['kind'], text: string): Piece {
  return { kind, bytes: Buffer.from(text, 'latin1') };
}
