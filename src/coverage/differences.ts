/** Where two runs of the same scenarios were answered differently: a finding about one of the two modules, or about the manual. */
import { decodeLatin1 } from '../base/bytes.ts';
import type { ExchangeEvent, HeaderEvent, RunEvent } from '../record/event.ts';
import { decodeRecordedBytes } from '../record/recorded-bytes.ts';
import type { Verdict } from '../record/verdict.ts';

/** What `against.json` holds (schemas/against.schema.json). */
export interface AgainstReport {
  readonly format: 'atconform-against/1';
  readonly device: string;
  readonly against: string;
  readonly seed: string;
  /** Scenarios that ran on both, and command lines that were compared. */
  readonly scenarios: number;
  readonly exchanges: number;
  readonly differences: readonly Difference[];
}

export interface Difference {
  readonly scenario: string;
  /** The command line as it was sent to the device. */
  readonly line: string;
  /** What each answered; null: the line was not sent to it. */
  readonly device: readonly string[] | null;
  readonly against: readonly string[] | null;
  readonly verdicts: readonly [device: Verdict | null, against: Verdict | null];
  /** What differs, without the figures: differences of one kind have most likely one cause. */
  readonly kind: string;
}

type ScenarioExchanges = ReadonlyMap<string, readonly ExchangeEvent[]>;

/**
 * Compares what scenarios and their preconditions sent, line by line in order. Unsolicited codes, echo, framing, time, and how a
 * body is cut into blocks do not count; each origin's address stands as `${origin}`. Scenarios in `leftOut` are not compared.
 */
export function compareAnswers(
  device: readonly RunEvent[],
  against: readonly RunEvent[],
  leftOut: ReadonlySet<string> = new Set(),
): Pick<AgainstReport, 'scenarios' | 'exchanges' | 'differences'> {
  const [ofDevice, ofOther] = [groupByScenario(device), groupByScenario(against)];
  const [verdictsOfDevice, verdictsOfOther] = [listVerdicts(device), listVerdicts(against)];
  const shared = [...ofDevice.keys()].filter((id) => ofOther.has(id) && !leftOut.has(id));
  const [nameDevice, nameOther] = [createNamer(device), createNamer(against)];
  let exchanges = 0;
  const differences = shared.flatMap((scenario) => {
    const pairs = alignLines(ofDevice.get(scenario) ?? [], ofOther.get(scenario) ?? []);
    exchanges += pairs.length;
    return pairs.flatMap(([mine, other]): Difference[] => {
      const answers = [mine?.answer.map(nameDevice) ?? null, other?.answer.map(nameOther) ?? null] as const;
      if (answers[0] !== null && answers[1] !== null && isSame(answers[0], answers[1])) return [];
      if (
        isHashed(answers) &&
        nameReceived(mine, device, nameDevice) === nameReceived(other, against, nameOther)
      )
        return [];
      return [
        {
          scenario,
          line: nameDevice(mine?.line ?? other?.line ?? ''),
          device: answers[0],
          against: answers[1],
          verdicts: [verdictsOfDevice.get(scenario) ?? null, verdictsOfOther.get(scenario) ?? null],
          kind: nameKind(...answers),
        },
      ];
    });
  });
  return { scenarios: shared.length, exchanges, differences };
}

function nameKind(device: Answer, against: Answer): string {
  const only = (mine: Answer, other: Answer) =>
    mine === null ? 'not sent' : mine.filter((line) => other?.includes(line) !== true).map(maskFigures);
  return JSON.stringify([only(device, against), only(against, device)]);
}

/** Of data its prefix is kept, of any other line all but its numbers. */
function maskFigures(line: string): string {
  return line.replace(/^(\S+): \d+ bytes, .*$/s, '$1: data').replace(/\d+/g, 'N');
}

type Answer = readonly string[] | null;

function groupByScenario(events: readonly RunEvent[]): ScenarioExchanges {
  const groups = new Map<string, ExchangeEvent[]>();
  for (const event of events) {
    if (event.kind === 'scenario-start') groups.set(event.scenario, []);
    if (event.kind !== 'exchange' || (event.purpose !== 'scenario' && event.purpose !== 'given')) continue;
    groups.get(event.scenario)?.push(event);
  }
  return new Map([...groups].filter(([, exchanges]) => exchanges.length > 0));
}

function listVerdicts(events: readonly RunEvent[]): ReadonlyMap<string, Verdict> {
  return new Map(
    events.flatMap((event) => (event.kind === 'scenario-end' ? [[event.scenario, event.verdict]] : [])),
  );
}

/** Both follow the same steps, so that the n-th line of one is the n-th of the other, until one of them stops. */
function alignLines(
  mine: readonly ExchangeEvent[],
  other: readonly ExchangeEvent[],
): (readonly [ExchangeEvent | undefined, ExchangeEvent | undefined])[] {
  return Array.from({ length: Math.max(mine.length, other.length) }, (_, index) => [
    mine[index],
    other[index],
  ]);
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((line, index) => line === right[index]);
}

/** Do they tell long data by its hash, in which the origin's address may be? */
function isHashed(answers: readonly Answer[]): boolean {
  return answers.every((answer) => answer?.some((line) => /^\S+: \d+ bytes, sha256 [0-9a-f]+$/.test(line)));
}

/** What the module sent while `exchange` lasted, byte for byte, named. */
function nameReceived(
  exchange: ExchangeEvent | undefined,
  events: readonly RunEvent[],
  name: (text: string) => string,
): string {
  const [first, last] = exchange?.events ?? [0, 0];
  // Events are numbered from 1, without gaps.
  const own = events.slice(Math.max(0, first - 1), last);
  return name(
    own.map((event) => (event.kind === 'rx' ? decodeLatin1(decodeRecordedBytes(event.bytes)) : '')).join(''),
  );
}

/** Puts `${origin}` and its kin for what they stand for in the run of `events`, also where only the address of it is said. */
function createNamer(events: readonly RunEvent[]): (text: string) => string {
  const header = events.find((event): event is HeaderEvent => event.kind === 'header');
  const values = Object.entries(header?.variables ?? {})
    .filter(([name, value]) => name !== 'seed' && value !== '')
    .flatMap(([name, value]) => [[name, value] as const, ...nameAuthority(name, value)])
    .sort(([, left], [, right]) => right.length - left.length);
  return (text) => values.reduce((named, [name, value]) => named.replaceAll(value, `\${${name}}`), text);
}

/** A `Host` header has the origin without its scheme. */
function nameAuthority(name: string, value: string): (readonly [name: string, value: string])[] {
  const [, authority] = /^https?:\/\/([^/]+:\d+)$/.exec(value) ?? [];
  return authority === undefined ? [] : [[`${name} without its scheme`, authority]];
}
