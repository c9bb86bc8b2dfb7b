/**
 * The fields of every kind of event in the order in which they are written, each with what it must be.
 * The compiler holds this table against event.ts: a forgotten or a superfluous field does not build.
 */
import type { GateRules } from '../base/gate-rules.ts';
import { EVENT_FORMAT, type PlannedScenario, type RunEvent } from './event.ts';
import { ODDITIES, PHASES } from './phase.ts';
import { isVerdict, VERDICTS } from './verdict.ts';

export type EventKind = RunEvent['kind'];

/** What a field must be: `expects` completes the sentence "expected …". */
export interface FieldShape {
  readonly expects: string;
  readonly holds: (value: unknown) => boolean;
  readonly isOptional?: true;
}

type Fields<Value> = { readonly [Key in keyof Value]-?: FieldShape };
type FieldsOf<Kind extends EventKind> = Fields<Omit<Extract<RunEvent, { kind: Kind }>, 'n' | 't' | 'kind'>>;

/** A seeded body longer than this is no body that a module could have sent or received in a run. */
const SEEDED_LENGTH_MAX = 64 * 1024 * 1024;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const text: FieldShape = { expects: 'a text', holds: isText };
const truth: FieldShape = { expects: 'true or false', holds: (value) => typeof value === 'boolean' };
const number: FieldShape = { expects: 'a number', holds: isNumber };
const count: FieldShape = { expects: 'a whole number from 0', holds: isCount };
const object: FieldShape = { expects: 'an object', holds: isRecord };

function oneOf(...words: readonly string[]): FieldShape {
  return { expects: `one of ${words.join(', ')}`, holds: (value) => isText(value) && words.includes(value) };
}

function orNull(shape: FieldShape): FieldShape {
  return { expects: `${shape.expects} or null`, holds: (value) => value === null || shape.holds(value) };
}

function listOf(shape: FieldShape): FieldShape {
  return {
    expects: `a list, each ${shape.expects}`,
    holds: (value) => Array.isArray(value) && value.every((member) => shape.holds(member)),
  };
}

function optional(shape: FieldShape): FieldShape {
  return { ...shape, isOptional: true };
}

/** An object with these fields (and whatever a later version adds). */
function objectOf<Value>(fields: Fields<Value>): FieldShape {
  const entries: [string, FieldShape][] = Object.entries(fields);
  return {
    expects: `an object with ${entries.map(([key]) => key).join(', ')}`,
    holds: (value) =>
      isRecord(value) &&
      entries.every(([key, shape]) =>
        value[key] === undefined ? shape.isOptional === true : shape.holds(value[key]),
      ),
  };
}

const verdict: FieldShape = {
  expects: `one of ${VERDICTS.join(', ')}`,
  holds: (value) => isText(value) && isVerdict(value),
};
const place = objectOf({ path: text, line: count, column: count });
const channel = oneOf('scenario', 'wire');
const purpose = oneOf('setup', 'probe', 'clean', 'given', 'scenario', 'recovery');
const texts = listOf(text);
const hashes = objectOf({ set: text, profile: text, scenarios: text });

const bytes: FieldShape = {
  expects: 'bytes as {text}, {base64} or {seed, length, sha256}',
  holds: (value) =>
    isRecord(value) &&
    (isText(value.text) ||
      isText(value.base64) ||
      (isText(value.seed) &&
        isCount(value.length) &&
        value.length <= SEEDED_LENGTH_MAX &&
        isText(value.sha256))),
};

const span: FieldShape = {
  expects: 'the numbers of the first and the last event',
  holds: (value) => Array.isArray(value) && value.length === 2 && value.every(isCount),
};

const planned = objectOf<PlannedScenario>({
  id: text,
  title: text,
  command: text,
  notation: oneOf('gherkin', 'yaml', 'generated'),
  requirements: texts,
  questions: texts,
  tags: texts,
  place,
  hash: text,
  accept: optional(objectOf({ passes: count, of: count })),
});

const leastCoverage: FieldShape = {
  expects: 'a number, baseline or null',
  holds: (value) => value === null || value === 'baseline' || isNumber(value),
};
const mostLatency: FieldShape = {
  expects: 'milliseconds by command, profile or null',
  holds: (value) =>
    value === null || value === 'profile' || (isRecord(value) && Object.values(value).every(isNumber)),
};
const allowance = orNull(oneOf('allowed', 'forbidden'));

export const EVENT_SHAPES: { readonly [Kind in EventKind]: FieldsOf<Kind> } = {
  header: {
    format: oneOf(EVENT_FORMAT),
    tool: objectOf({ name: text, version: text }),
    startedAt: text,
    device: objectOf({ address: text, link: text, settings: object }),
    seed: text,
    clockScale: orNull(number),
    variables: object,
    hashes,
    repeat: text,
    shard: optional(objectOf({ index: count, count, whole: texts, borrowed: texts })),
    mergedShards: optional(count),
    attempts: optional(objectOf({ repeat: count, retry: count, allowsFlaky: truth })),
    scenarioCount: optional(count),
    baseline: optional(object),
    gate: optional(objectOf<GateRules>({ coverage: leastCoverage, latency: mostLatency, flaky: allowance })),
    plan: listOf(planned),
    profile: object,
    set: object,
  },
  identity: { lines: texts },
  tx: { purpose, as: oneOf('command', 'data', 'raw'), bytes },
  rx: { bytes },
  origin: {
    what: oneOf('script', 'connection', 'request', 'body', 'answer', 'closed', 'malformed'),
    connection: count,
    tls: truth,
    summary: text,
    bytes: optional(bytes),
    script: optional({ expects: 'plain data', holds: (value) => value !== undefined }),
  },
  control: {
    what: oneOf(
      'open',
      'close',
      'link-lost',
      'reset',
      'reset-line',
      'recovery',
      'interrupted',
      'evidence-cut',
      'reset-command',
      'reset-command-end',
    ),
    detail: text,
  },
  'scenario-start': { scenario: text, attempt: optional(count) },
  step: { scenario: text, role: oneOf('given', 'test'), text, place, hash: text },
  judgement: {
    scenario: text,
    channel,
    verdict,
    requirements: texts,
    questions: texts,
    evidence: listOf(count),
    expected: text,
    received: text,
    observed: orNull(text),
    text,
    place: orNull(place),
    elapsedMs: orNull(number),
    limitMs: orNull(number),
  },
  exchange: {
    scenario: text,
    purpose,
    line: text,
    final: orNull(text),
    accepted: orNull(truth),
    prompted: truth,
    answer: texts,
    phases: listOf(oneOf(...PHASES)),
    oddities: listOf(oneOf(...ODDITIES)),
    durationMs: orNull(number),
    events: span,
  },
  note: { scenario: text, text },
  'scenario-end': { scenario: text, verdict, wire: verdict, reason: orNull(text), durationMs: number },
  footer: { exitCode: count, rule: text, stopped: orNull(text), events: count, sha256: text },
};

export function isEventKind(word: unknown): word is EventKind {
  return isText(word) && Object.hasOwn(EVENT_SHAPES, word);
}

/** The fields of `kind` after `n`, `t` and `kind`, in the order in which they are written. */
export function listFields(kind: EventKind): readonly (readonly [key: string, shape: FieldShape])[] {
  return Object.entries(EVENT_SHAPES[kind]);
}

/** What keeps `value` from being an event, in words, or null where it is one. */
export function findShapeFault(value: unknown): string | null {
  if (!isRecord(value)) return 'expected an object';
  if (!isEventKind(value.kind)) return `unknown event kind ${JSON.stringify(value.kind)}`;
  if (!isCount(value.n) || value.n === 0) return 'field n: expected a whole number from 1';
  if (!isNumber(value.t)) return 'field t: expected a number';
  for (const [key, shape] of listFields(value.kind)) {
    const isAbsent = value[key] === undefined;
    if (isAbsent ? shape.isOptional !== true : !shape.holds(value[key]))
      return `${value.kind} event, field ${key}: expected ${shape.expects}`;
  }
  return null;
}
