/** Events for tests, made by the real recorder on a clock that the test moves. */
import { encodeText } from '../base/bytes.ts';
import { createManualClock } from '../base/clock.ts';
import {
  EVENT_FORMAT,
  type ExchangeEvent,
  type HeaderEvent,
  type JudgementEvent,
  type PlannedScenario,
  type Purpose,
  type RunEvent,
  type ScenarioEndEvent,
  type Unnumbered,
} from '../record/event.ts';
import { encodeRecordedBytes } from '../record/recorded-bytes.ts';
import { createRecorder, type RecorderOptions, type RunEnd } from '../record/recorder.ts';

/** A planned scenario; all that the test does not say is made from the id. */
export function planScenario(id: string, given: Partial<PlannedScenario> = {}): PlannedScenario {
  return {
    id,
    title: `Title of ${id}`,
    command: id.split('/')[0] as string,
    notation: 'yaml',
    requirements: [],
    questions: [],
    tags: [],
    place: { path: 'specs/http/scenarios/test.yaml', line: 3, column: 5 },
    hash: `hash of ${id}`,
    ...given,
  };
}

export function makeHeader(given: Partial<Unnumbered<HeaderEvent>> = {}): Unnumbered<HeaderEvent> {
  return {
    kind: 'header',
    format: EVENT_FORMAT,
    tool: { name: 'atconform', version: '0.0.0' },
    startedAt: '2024-05-06T07:08:09.000Z',
    device: { address: 'sim:', link: 'pipe', settings: { personality: 'winnermicro' } },
    seed: '7f3a',
    clockScale: 1,
    variables: { origin: 'http://127.0.0.1:18080' },
    set: {},
    profile: {},
    hashes: { set: 'a1', profile: 'b2', scenarios: 'c3' },
    plan: [],
    repeat: '--device sim: --seed 7f3a',
    ...given,
  };
}

export interface EventWriter {
  readonly lines: string[];
  readonly events: RunEvent[];
  /** The file's text so far. */
  text(): string;
  advance(byMs: number): void;
  record(event: Unnumbered): number;
  start(scenario: string): number;
  end(scenario: string, verdict?: ScenarioEndEvent['verdict'], given?: Partial<ScenarioEndEvent>): number;
  /** A command line with its terminator. */
  send(line: string, purpose?: Purpose): number;
  receive(text: string): number;
  judge(given: Partial<JudgementEvent> & Pick<JudgementEvent, 'scenario' | 'verdict'>): number;
  /** Sends `line`, receives `answer`, and tells of both as one exchange. Returns the numbers of both. */
  exchange(
    scenario: string,
    line: string,
    answer: string,
    given?: Partial<ExchangeEvent>,
  ): readonly [sent: number, received: number];
  finish(end?: Partial<RunEnd>): void;
}

/** A writer whose header carries `header`; further `options` go to the recorder. */
export function writeEvents(
  header: Partial<Unnumbered<HeaderEvent>> = {},
  options: Partial<RecorderOptions> = {},
): EventWriter {
  const clock = createManualClock();
  const lines: string[] = [];
  const events: RunEvent[] = [];
  const recorder = createRecorder({
    clock,
    sink(line, event) {
      lines.push(line);
      events.push(event);
    },
    ...options,
  });
  const { record } = recorder;
  record(makeHeader(header));

  const writer: EventWriter = {
    lines,
    events,
    text: () => lines.map((line) => `${line}\n`).join(''),
    advance: (byMs) => clock.advance(byMs),
    record,
    start: (scenario) => record({ kind: 'scenario-start', scenario }),
    end: (scenario, verdict = 'pass', given = {}) =>
      record({
        kind: 'scenario-end',
        scenario,
        verdict,
        wire: 'pass',
        reason: null,
        durationMs: 1,
        ...given,
      }),
    send: (line, purpose = 'scenario') =>
      record({
        kind: 'tx',
        purpose,
        as: 'command',
        bytes: encodeRecordedBytes(encodeText(`${line}\r\n`)),
      }),
    receive: (text) => record({ kind: 'rx', bytes: encodeRecordedBytes(encodeText(text)) }),
    judge: (given) =>
      record({
        kind: 'judgement',
        channel: 'scenario',
        requirements: [],
        questions: [],
        evidence: [],
        expected: 'OK',
        received: 'OK',
        observed: null,
        text: 'expect OK',
        place: null,
        elapsedMs: null,
        limitMs: null,
        ...given,
      }),
    exchange(scenario, line, answer, given = {}) {
      const sent = writer.send(line, given.purpose);
      clock.advance(given.durationMs ?? 1);
      const received = writer.receive(answer);
      const final = answer.trim().split('\r\n').at(-1) ?? null;
      record({
        kind: 'exchange',
        scenario,
        purpose: 'scenario',
        line,
        final,
        accepted: final?.endsWith('OK') ?? null,
        prompted: false,
        answer: answer.split('\r\n').filter((each) => each !== ''),
        phases: ['replying', 'settled'],
        oddities: [],
        durationMs: 1,
        events: [sent, received],
        ...given,
      });
      return [sent, received];
    },
    finish: (end = {}) => recorder.finish({ exitCode: 0, rule: 'all conforms', stopped: null, ...end }),
  };
  return writer;
}
