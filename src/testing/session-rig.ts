/** A session with a small command set, driven by a test: lines go out, bytes come in, time passes when told. */
import { encodeText } from '../base/bytes.ts';
import { buildContext } from '../engine/command-context.ts';
import type { OriginView, View } from '../engine/observation.ts';
import { type ClosedExchange, Session } from '../engine/session.ts';
import type { Step } from '../scenario/step.ts';
import type {
  Command,
  CommandSet,
  Form,
  Parameter,
  Profile,
  ProfileFraming,
  ReplyPhase,
} from '../spec/model.ts';
import { SMALL_PROFILE, SMALL_SET } from './small-set.ts';

const SOURCE = { document: 'Manual', section: 'Test' };
const OK: ReplyPhase = { kind: 'final', finals: ['OK'] };

function integer(name: string): Parameter {
  return {
    name,
    type: 'integer',
    unit: null,
    values: null,
    enumeration: null,
    defaultValue: null,
    omission: 'none',
    repeats: false,
    when: null,
  };
}

function form(kind: Form['kind'], phases: readonly ReplyPhase[], given: Partial<Form> = {}): Form {
  return {
    kind,
    parameters: [],
    replies: [{ when: null, phases }],
    reads: [],
    writes: [],
    destructive: false,
    ...given,
  };
}

function command(name: string, forms: readonly Form[], prefix = 'AT+'): Command {
  return { name, prefix, title: name, source: SOURCE, covered: true, forms };
}

const BLOCKS: ReplyPhase = {
  kind: 'information',
  response: {
    prefix: '+GET',
    fields: [
      { name: 'size', type: 'integer', countedBy: null },
      { name: 'data', type: 'raw', countedBy: 'size' },
    ],
    count: { min: 0, max: null },
  },
};
const SIZE: ReplyPhase = {
  kind: 'information',
  response: {
    prefix: '+SIZE',
    fields: [{ name: 'size', type: 'integer', countedBy: null }],
    count: { min: 1, max: 1 },
  },
};
const LISTED: ReplyPhase = {
  kind: 'information',
  response: {
    prefix: '+LIST',
    fields: [
      { name: 'index', type: 'integer', countedBy: null },
      { name: 'text', type: 'string', countedBy: null },
    ],
    count: { min: 0, max: null },
  },
};

/** GET gives counted blocks, SIZE one line, LIST several; POST opens a data phase of its parameter's length, and none for 0. */
export const RIG_SET: CommandSet = {
  ...SMALL_SET,
  commands: [
    command('', [form('execute', [OK])], 'AT'),
    command('E0', [form('execute', [OK])], 'AT'),
    command('E1', [form('execute', [OK])], 'AT'),
    command('GMR', [form('execute', [{ kind: 'text' }, OK])]),
    command('RST', [form('execute', [OK], { destructive: true })]),
    command('GET', [
      form('set', [BLOCKS, OK], { parameters: [integer('any')] }),
      form('query', [BLOCKS, OK]),
    ]),
    command('SIZE', [form('query', [SIZE, OK])]),
    command('LIST', [form('query', [LISTED, OK])]),
    command('POST', [
      form('set', [], {
        parameters: [integer('length')],
        writes: ['posted'],
        replies: [
          { when: 'length == 0', phases: [OK] },
          {
            when: null,
            phases: [
              { kind: 'data', countedBy: 'length' },
              { kind: 'final', finals: ['SEND OK'] },
            ],
          },
        ],
      }),
    ]),
  ],
};

export function makeProfile(framing: Partial<ProfileFraming> = {}): Profile {
  return {
    ...SMALL_PROFILE,
    framing: {
      ...SMALL_PROFILE.framing,
      prompts: ['\r\n>', '>\r\n', '>'],
      errorFinals: ['ERROR', 'SEND FAIL'],
      urcs: ['WIFI [A-Z ]+'],
      banner: 'ready',
      ...framing,
    },
    timing: { ...SMALL_PROFILE.timing, promptSettleMs: 10, quietMs: 50, replyMs: 1000 },
    values: { known: { value: 20, from: 'manual' }, open: { value: 'unknown', from: 'inferred' } },
  };
}

export const NO_ORIGIN: OriginView = { requests: [], connections: [] };

export interface SessionRig {
  readonly session: Session;
  nowMs: number;
  /** Sends a command line; gives back the exchange that this closed. */
  send(line: string): ClosedExchange | null;
  /** Writes payload bytes. */
  enter(text: string, isSurplus?: boolean): void;
  receive(text: string): void;
  advance(byMs: number): void;
  /** What an expectation sees now; the wait began at `sinceMs`, by default now. */
  view(given?: Partial<View>): View;
}

export function createRig(profile: Profile = makeProfile()): SessionRig {
  const session = new Session(profile);
  let event = 0;
  const next = () => {
    event += 1;
    return event;
  };
  const rig: SessionRig = {
    session,
    nowMs: 0,
    send(line) {
      const bytes = encodeText(`${line}\r\n`);
      return session.command(
        { bytes, text: line, atMs: rig.nowMs, event: next() },
        2,
        buildContext(RIG_SET, line),
        'scenario',
      );
    },
    enter(text, isSurplus = false) {
      session.payload({ bytes: encodeText(text), text: '', atMs: rig.nowMs, event: next() }, isSurplus);
    },
    receive(text) {
      session.receive(Buffer.from(text, 'latin1'), rig.nowMs, next());
    },
    advance(byMs) {
      rig.nowMs += byMs;
      session.tick(rig.nowMs);
    },
    view: (given = {}) => ({
      exchange: session.exchange,
      idleItems: session.idleItems,
      nowMs: rig.nowMs,
      startedMs: rig.nowMs,
      stepEvent: 1000,
      lastSentEvent: 1,
      isExpired: false,
      arrived: session.arrivedSince(0, given.isExpired ?? false),
      originSinceSend: NO_ORIGIN,
      originSinceScenario: NO_ORIGIN,
      toleranceMs: 0,
      lost: session.lost,
      ...given,
    }),
  };
  return rig;
}

type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>;
type Common = Pick<Step, 'place' | 'text' | 'role' | 'proves' | 'answers' | 'record' | 'withinMs'>;
type Given<Kind extends Step['kind']> = Omit<StepOf<Kind>, keyof Common | 'kind'> & {
  [Key in keyof Common]?: Common[Key] | undefined;
};

const COMMON: Common = {
  place: { path: 'test.yaml', line: 1, column: 1 },
  text: 'a step',
  role: 'test',
  proves: ['R-GEN-01'],
  answers: [],
  record: false,
  withinMs: null,
};

/** A step with everything that the test does not say. */
export function makeStep<Kind extends Step['kind']>(kind: Kind, given: Given<Kind>): StepOf<Kind> {
  return { ...COMMON, kind, ...given } as unknown as StepOf<Kind>;
}
