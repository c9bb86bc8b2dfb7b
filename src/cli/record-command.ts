/** `atconform record --device … --out FILE`: a plain terminal to a module that writes down every byte. */
import { readFileSync } from 'node:fs';
import { createSystemClock } from '../base/clock.ts';
import type { DeviceAddress } from '../link/device-address.ts';
import { type Link, LinkError } from '../link/link.ts';
import {
  EVENT_FORMAT,
  type HeaderEvent,
  type Json,
  type RunEvent,
  type Unnumbered,
} from '../record/event.ts';
import { decodeRecordedBytes } from '../record/recorded-bytes.ts';
import { createRecorder } from '../record/recorder.ts';
import { createTranscriptWriter } from '../record/transcript.ts';
import { Conversation } from '../run/conversation.ts';
import { DEFAULT_SET } from '../run/default-set.ts';
import { createDeviceLink, DEFAULT_PERSONALITY } from '../run/device.ts';
import { ReceivedView } from '../run/received-view.ts';
import { RecordedLink } from '../run/recorded-link.ts';
import { RecordingTerminal } from '../run/recording-terminal.ts';
import { maskHeader } from '../run/run-header.ts';
import { Secrets } from '../run/secrets.ts';
import { openSecrets, readConfig } from './config.ts';
import { readDevice } from './held-options.ts';
import { openLineFile } from './output-folder.ts';
import { readTool } from './project-root.ts';
import { describeStop, type LineSource, openKeyboard, openPipe } from './record-input.ts';
import { type ChosenSpecs, loadChosenSpecs } from './spec-choice.ts';
import { UsageFault } from './usage-fault.ts';

export interface RecordOptions {
  readonly device: string;
  readonly out: string;
  readonly set?: string;
  readonly profile?: string;
  readonly hex?: boolean;
}

type LiveDevice = Exclude<DeviceAddress, { kind: 'replay' }>;

const EXIT_UNUSABLE = 4;
/** Much more than a person reads; a module that never stops talking fills no disk. */
const RECEIVED_BYTES_MAX = 64 * 1024 * 1024;

/** Returns the exit code: 4 where the module could not be reached, was lost, or never said anything to a pipe. */
export async function recordTranscript(options: RecordOptions): Promise<number> {
  const values = openSecrets(false);
  const device = readLiveDevice(options.device);
  const profileName = options.profile ?? nameOwnProfile(device);
  const specs = await loadChosenSpecs(options.set ?? DEFAULT_SET, profileName);
  const file = openLineFile(options.out);
  const source = process.stdin.isTTY && process.stdout.isTTY ? openKeyboard() : openPipe();
  const tape = new Tape(device, specs, new Secrets(values), source, file.write);
  try {
    return await talk(tape, source, options);
  } finally {
    source.end();
    await tape.close();
    file.close();
  }
}

function readLiveDevice(text: string): LiveDevice {
  const device = readDevice(text);
  if (device.kind !== 'replay') return device;
  throw new UsageFault(`${text} is a recording already`, 'name a module with --device');
}

function nameOwnProfile(device: LiveDevice): string | null {
  return device.kind === 'sim' ? (device.personality ?? DEFAULT_PERSONALITY) : null;
}

async function talk(tape: Tape, source: LineSource, { out, hex }: RecordOptions): Promise<number> {
  await tape.open();
  tape.view.isHex = hex === true;
  const { secrets } = readConfig();
  const terminal = new RecordingTerminal({
    ...tape.specs,
    conversation: tape.conversation,
    view: tape.view,
    secrets: new Map(secrets.map((name) => [name, process.env[name] ?? ''])),
    readFile: (path) => readFileSync(path),
    print: source.print,
  });
  const interrupt = () => tape.conversation.abort('interrupted by the user');
  process.once('SIGINT', interrupt);
  try {
    await source.feed(terminal);
    await terminal.settle();
  } catch (error) {
    const reason = describeStop(error);
    if (reason === null) throw error;
    tape.stopped = reason;
  } finally {
    process.off('SIGINT', interrupt);
  }
  return tell(tape, out);
}

function tell({ stopped, counts, view }: Tape, out: string): number {
  view.flush();
  console.log(`${out}: ${counts.tx} sent, ${counts.rx} received`);
  if (stopped !== null) console.error(`error  ${stopped}\n       what came before it is in ${out}`);
  else if (counts.rx === 0)
    console.error('error  the module sent nothing\n       check power, wiring and baud rate');
  return stopped === null && counts.rx > 0 ? 0 : EXIT_UNUSABLE;
}

/** The conversation with its evidence. */
class Tape {
  readonly specs: ChosenSpecs;
  readonly conversation: Conversation;
  readonly view: ReceivedView;
  readonly counts = { tx: 0, rx: 0 };
  /** Why it ended before its user wanted it to, or null. */
  stopped: string | null = null;
  readonly #link: Link;
  readonly #recorder: ReturnType<typeof createRecorder>;
  readonly #transcript: ReturnType<typeof createTranscriptWriter>;
  readonly #secrets: Secrets;
  readonly #source: LineSource;
  #hasHeader = false;

  constructor(
    device: LiveDevice,
    specs: ChosenSpecs,
    secrets: Secrets,
    source: LineSource,
    write: (line: string) => void,
  ) {
    const clock = createSystemClock();
    this.specs = specs;
    this.#secrets = secrets;
    this.#source = source;
    this.view = new ReceivedView(clock, source.print);
    this.#transcript = createTranscriptWriter(write);
    this.#recorder = createRecorder({
      clock,
      sink: (_line, event) => this.#take(event),
      // As in a run, words of specs stay: the header has been masked where it is the bench's own.
      maskText: (text) => (this.#hasHeader ? secrets.maskText(text) : text),
      maskBytes: (bytes) => secrets.maskBytes(bytes),
      receivedBytesMax: RECEIVED_BYTES_MAX,
    });
    this.#link = createDeviceLink(device, clock);
    this.conversation = new Conversation({
      link: new RecordedLink({
        link: this.#link,
        recorder: this.#recorder,
        secrets,
        clock,
        isRecorded: false,
      }),
      clock,
      profile: specs.profile,
      onClosed: () => {},
    });
  }

  /** Throws UsageFault, exit code 4, where the module cannot be reached. */
  async open(): Promise<void> {
    try {
      await this.conversation.open();
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      throw new UsageFault(error.message, error.hint, EXIT_UNUSABLE);
    }
    const header = describeRecording(this.#link, this.specs);
    this.#recorder.record(maskHeader(header, (text) => this.#secrets.maskText(text)));
    this.#hasHeader = true;
  }

  async close(): Promise<void> {
    await this.conversation.close();
    if (this.#hasHeader) this.#transcript.finish();
  }

  #take(event: RunEvent): void {
    this.#transcript.take(event);
    if (event.kind === 'tx') this.counts.tx += 1;
    if (event.kind === 'rx') {
      this.counts.rx += 1;
      this.view.take(decodeRecordedBytes(event.bytes));
    }
    if (event.kind === 'control' && event.what === 'link-lost') {
      this.stopped = event.detail;
      this.#source.end();
    }
  }
}

/** What a reader of the transcript needs: how the module was reached, and by which specs its answers are to be read. */
function describeRecording(link: Link, { set, profile }: ChosenSpecs): Unnumbered<HeaderEvent> {
  const { address, kind, settings } = link.description;
  return {
    kind: 'header',
    format: EVENT_FORMAT,
    tool: readTool(),
    startedAt: new Date().toISOString(),
    device: { address, link: kind, settings },
    seed: '',
    clockScale: 1,
    variables: {},
    hashes: { set: set.hash, profile: profile.hash, scenarios: '' },
    repeat: '',
    plan: [],
    profile: profile as unknown as Json,
    set: set as unknown as Json,
  };
}
