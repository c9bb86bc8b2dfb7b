/** A module that runs: one command at a time, from the bytes of the UART to the bytes of the answer. */
import { type Bytes, decodeLatin1 } from '../base/bytes.ts';
import type { Clock, Timer } from '../base/clock.ts';
import { assertNever } from '../base/invariant.ts';
import type { Answer } from './commands/command.ts';
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

  constructor(personality: Personality, clock: Clock, hasNetwork: boolean) {
    this.personality = personality;
    this.clock = clock;
    this.hasNetwork = hasNetwork;
    this.isOnline = hasNetwork;
    this.settings = createSettings(personality.hasEchoAtBoot);
    this.input = createInput({
      onLine: (line, lengthBytes) => this.takeLine(line, lengthBytes),
      onPayload: (payload) => this.takePayload(payload),
    });
  }

  write(bytes: Bytes): void {
    if (this.isAwake()) this.input.push(bytes);
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

  private emit(bytes: Bytes): void {
    if (this.isAwake()) this.listener?.(bytes);
  }

  private emitText(text: string): void {
    this.emit(Buffer.from(text, 'latin1'));
  }

  private emitFinal(final: Final, information = ''): void {
    this.emitText(information + this.personality.wire.finals[final]);
  }

  private takeLine(line: Bytes, lengthBytes: number): void {
    // An empty line is no command: it is neither answered nor echoed.
    if (lengthBytes === 0) return;
    // The echo comes with the end of the line, so that nothing at all happens before it.
    if (this.settings.isEchoOn) this.emit(this.personality.conduct.renderEcho(line));
    if (this.state === 'busy') this.emitText(this.personality.wire.busy);
    else this.perform(this.interpret(line, lengthBytes));
  }

  private interpret(line: Bytes, lengthBytes: number): Answer {
    const { personality, settings, isOnline: hasNetwork } = this;
    if (lengthBytes > personality.lineBytesMax) return { kind: 'final', information: '', final: 'malformed' };
    return interpretLine(decodeLatin1(line.subarray(0, lengthBytes)), { personality, settings, hasNetwork });
  }

  private takePayload(payload: Bytes): void {
    const taker = this.payloadTaker;
    this.payloadTaker = null;
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
    const payloadBytes = this.personality.conduct.countPayload(declaredBytes);
    this.payloadTaker = taker;
    this.input.expectPayload(payloadBytes);
    // OK and prompt in one piece: host drivers that poll give up on a prompt that lags behind.
    this.emitText(this.personality.wire.prompt);
    if (payloadBytes === 0) this.takePayload(new Uint8Array(0));
  }

  private startRequest(task: WebTask): void {
    const { clock, personality } = this;
    const host = { clock, conduct: personality.conduct, emit: (bytes: Bytes) => this.emit(bytes) };
    this.state = 'busy';
    this.request = startWebTask(task, host, (final) => {
      this.request = null;
      this.state = 'ready';
      this.emitFinal(final);
    });
  }

  private boot(): void {
    this.halt('booting');
    this.settings = createSettings(this.personality.hasEchoAtBoot);
    this.startTimer = this.clock.setTimer(this.personality.bootMs, () => {
      this.state = 'ready';
      // Before the banner, since whoever hears that may reset the module in the same breath.
      if (this.hasNetwork) this.startTimer = this.clock.setTimer(this.personality.joinMs, () => this.join());
      this.emitText(this.personality.wire.banner);
    });
  }

  private join(): void {
    this.isOnline = true;
    this.emitText(this.personality.wire.networkUp);
  }

  private halt(next: State): void {
    this.state = next;
    this.isOnline = false;
    this.request?.abort();
    this.request = null;
    this.payloadTaker = null;
    this.startTimer?.cancel();
    this.input.clear();
  }
}
