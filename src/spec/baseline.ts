/** Loads a baseline: what is accepted of one device although it does not conform, and how it answers open questions. */
import type { AnySchemaObject } from 'ajv';
import type { Diagnostic } from '../document/diagnostic.ts';
import type { BaselineFile, RawDeviation, RawWay } from './baseline.generated.ts';
import { findDuplicates, type LocatedId } from './duplicate.ts';
import { parseFirmwareRange } from './firmware-range.ts';
import {
  hashTexts,
  type Located,
  listMembers,
  listSound,
  openSpecFile,
  reportAt,
  type SpecText,
} from './spec-file.ts';
import { fingerprintWay, type WayOfFailing } from './way-of-failing.ts';

export interface Deviation {
  readonly reason: string;
  readonly issue: string | null;
  readonly owner: string | null;
  /** A range as parseFirmwareRange reads it; null: any firmware. */
  readonly firmware: string | null;
  /** The last day on which it is accepted, `2027-06-30` in UTC; null: it does not expire. */
  readonly expires: string | null;
  /** The scenarios that fail in all of the ways and in no other; empty where `requirement` stands. */
  readonly scenarios: readonly string[];
  /** The requirement that is broken in all of the ways, in whichever scenarios. */
  readonly requirement: string | null;
  readonly fails: readonly WayOfFailing[];
}

export interface Baseline {
  readonly path: string;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly set: string;
  readonly profile: string;
  readonly deviations: readonly Deviation[];
  /** By scenario: the head of its hash (HASH_HEAD_LENGTH digits) when it was pinned. */
  readonly hashes: Readonly<Record<string, string>>;
  /** The device's answers by question. */
  readonly answers: Readonly<Record<string, readonly string[]>>;
  /** Coverage by command, 0 to 1; null where no whole run was written into it. */
  readonly coverage: Readonly<Record<string, number>> | null;
}

export interface LoadedBaseline {
  /** null where there is any diagnostic. */
  readonly baseline: Baseline | null;
  /** The same where reasons are missing, ids unknown, or scenarios rewritten, and nothing else is wrong. */
  readonly draft: Baseline | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Digits of a scenario's hash that a baseline keeps: enough to tell two apart. */
const HASH_HEAD_LENGTH = 12;

/** What a baseline keeps of a scenario's hash. */
export function headOfHash(hash: string): string {
  return hash.slice(0, HASH_HEAD_LENGTH);
}

/** What stands for a reason until a person gives one. */
export const REASON_PLACEHOLDER = 'TODO';

/** The project that a baseline is checked against. */
export interface KnownProject {
  /** That it may name. */
  readonly ids: ReadonlySet<string>;
  /** Of scenarios, as they stand now, by id. */
  readonly hashes: ReadonlyMap<string, string>;
}

/** What does not keep a baseline from being read for another update. */
const OF_A_DRAFT: readonly string[] = ['BASELINE_WITHOUT_REASON', 'BASELINE_ORPHAN', 'BASELINE_REWRITTEN'];

/** `schema` is schemas/baseline.schema.json; `known` null: it may name anything. */
export function loadBaseline(
  text: SpecText,
  schema: AnySchemaObject,
  known: KnownProject | null = null,
): LoadedBaseline {
  const file = openSpecFile(text, schema);
  const whole: Located<BaselineFile> = { file, pointer: [], raw: file.document.value as BaselineFile };
  const deviations = file.isReadable([]) ? listMembers<RawDeviation>(whole, 'deviations') : [];
  const diagnostics = [
    ...file.diagnostics,
    ...findTwice(deviations),
    ...deviations.flatMap(checkDeviation),
    ...(known === null || !file.isReadable([])
      ? []
      : [...findOrphans(whole, deviations, known.ids), ...findRewritten(whole, deviations, known.hashes)]),
  ];
  if (diagnostics.some(({ code }) => !OF_A_DRAFT.includes(code)))
    return { baseline: null, draft: null, diagnostics };
  const { set, profile, hashes, answers, coverage } = whole.raw;
  const draft: Baseline = {
    path: text.path,
    hash: hashTexts([text]),
    set,
    profile,
    deviations: deviations.map(({ raw }) => readDeviation(raw)),
    hashes: hashes ?? {},
    answers: answers ?? {},
    coverage: coverage ?? null,
  };
  return { baseline: diagnostics.length === 0 ? draft : null, draft, diagnostics };
}

/** A scenario, or a requirement, has one entry for each range of firmware: two for the same would have to agree. */
function findTwice(deviations: readonly Located<RawDeviation>[]): Diagnostic[] {
  const all = deviations.flatMap((deviation) => listSubjects(deviation));
  const anyFirmware = new Set(all.filter(({ firmware }) => firmware === null).map(({ id }) => id));
  const keyed = all.map((one) => ({
    ...one,
    id: anyFirmware.has(one.id) ? one.id : `${one.id}" for firmware "${one.firmware}`,
  }));
  return findDuplicates(keyed, 'the deviation of');
}

function findOrphans(
  whole: Located<BaselineFile>,
  deviations: readonly Located<RawDeviation>[],
  known: ReadonlySet<string>,
): Diagnostic[] {
  const hint = 'take the entry away, or correct the id';
  const subjects = deviations.flatMap(listSubjects).filter(({ id }) => !known.has(id));
  const answers = listMembers<unknown>(whole, 'answers')
    .map(({ pointer }) => String(pointer.at(-1)))
    .filter((id) => !known.has(id));
  return [
    ...subjects.map(({ located, inner, id }) =>
      reportAt(located, inner, 'BASELINE_ORPHAN', `"${id}" does not exist any more`, hint),
    ),
    ...answers.map((id) =>
      reportAt(
        whole,
        ['answers', id],
        'BASELINE_ORPHAN',
        `the question "${id}" does not exist any more`,
        hint,
        'key',
      ),
    ),
  ];
}

/** What was accepted of a scenario says nothing of one that does something else. */
function findRewritten(
  whole: Located<BaselineFile>,
  deviations: readonly Located<RawDeviation>[],
  hashes: ReadonlyMap<string, string>,
): Diagnostic[] {
  const named = new Set(deviations.flatMap(listSubjects).map(({ id }) => id));
  return listSound<string>(whole, 'hashes').flatMap((pinned) => {
    const id = String(pinned.pointer.at(-1));
    const hash = hashes.get(id);
    if (hash === undefined || !named.has(id) || headOfHash(hash) === pinned.raw) return [];
    return [
      reportAt(
        pinned,
        [],
        'BASELINE_REWRITTEN',
        `"${id}" has changed since it was pinned: it does something else under the same id`,
        'give it a new id, or update the baseline from a run of it as it is now',
      ),
    ];
  });
}

/** Every id that `baseline` names, each once. */
export function listNamed({ deviations, answers }: Baseline): string[] {
  const subjects = deviations.flatMap(({ scenarios, requirement }) => requirement ?? scenarios);
  return [...new Set([...subjects, ...Object.keys(answers)])];
}

interface Subject extends LocatedId {
  readonly firmware: string | null;
}

function listSubjects(deviation: Located<RawDeviation>): Subject[] {
  const { file, pointer, raw } = deviation;
  const firmware = typeof raw.firmware === 'string' ? raw.firmware : null;
  const scenarios = listSound<string>(deviation, 'scenarios');
  const ofScenarios = scenarios.map((located) => ({ located, inner: [], id: located.raw, firmware }));
  const { requirement } = raw;
  if (requirement === undefined || !file.isSound([...pointer, 'requirement'])) return ofScenarios;
  return [...ofScenarios, { located: deviation, inner: ['requirement'], id: requirement, firmware }];
}

function checkDeviation(deviation: Located<RawDeviation>): Diagnostic[] {
  const { file, pointer, raw } = deviation;
  const isSound = (key: string) => file.isSound([...pointer, key]);
  const diagnostics: Diagnostic[] = [];
  const report = (...told: Parameters<typeof reportAt> extends [unknown, ...infer Rest] ? Rest : never) =>
    diagnostics.push(reportAt(deviation, ...told));
  if (isSound('reason') && isPlaceholder(raw.reason))
    report(
      ['reason'],
      'BASELINE_WITHOUT_REASON',
      'nobody has said why this deviation is accepted',
      'write what the device does instead, and why that is accepted',
    );
  if ((raw.scenarios === undefined) === (raw.requirement === undefined))
    report(
      [],
      'BASELINE_SUBJECT',
      'a deviation is that of scenarios, or of a requirement: one of the two must stand',
      'give either `scenarios:` or `requirement:`',
      'key',
    );
  if (raw.firmware !== undefined && isSound('firmware') && parseFirmwareRange(raw.firmware) === null)
    report(
      ['firmware'],
      'BASELINE_FIRMWARE',
      `"${raw.firmware}" is no range of versions`,
      'write it like `2.4`, `>=2.2 <2.5` or `AT version >=2.2`',
    );
  const ways = listSound<RawWay>(deviation, 'fails');
  return [...diagnostics, ...ways.flatMap((way) => checkWay(way, raw.requirement ?? null))];
}

function checkWay(way: Located<RawWay>, requirement: string | null): Diagnostic[] {
  const { fingerprint } = way.raw;
  const read = readWay(way.raw);
  const isForeign = requirement !== null && !read.breaks.includes(requirement);
  const foreign = isForeign
    ? [
        reportAt(
          way,
          [],
          'BASELINE_SUBJECT',
          `this way of failing does not break ${requirement}`,
          'name the requirement in `breaks:`, or give `scenarios:` in place of the requirement',
          'key',
        ),
      ]
    : [];
  const right = fingerprintWay(read);
  if (fingerprint === undefined || fingerprint === right) return foreign;
  return [
    ...foreign,
    reportAt(
      way,
      ['fingerprint'],
      'BASELINE_FINGERPRINT',
      `the fingerprint of this way of failing is ${right}, not ${fingerprint}`,
      'let `atconform baseline update` write it from a run; if you meant to change it by hand, take the fingerprint away',
    ),
  ];
}

/** `TODO`, or one with more words behind it. */
function isPlaceholder(reason: string): boolean {
  return reason.trim() === '' || /^todo\b/i.test(reason.trim());
}

function readDeviation({
  reason,
  issue,
  owner,
  firmware,
  expires,
  scenarios,
  requirement,
  fails,
}: RawDeviation): Deviation {
  return {
    ...{
      reason,
      issue: issue ?? null,
      owner: owner ?? null,
      firmware: firmware ?? null,
      expires: expires ?? null,
    },
    ...{ scenarios: scenarios ?? [], requirement: requirement ?? null, fails: fails.map(readWay) },
  };
}

function readWay({ channel, verdict, breaks, received }: RawWay): WayOfFailing {
  return { channel: channel ?? 'scenario', verdict, breaks: [...(breaks ?? [])].sort(), received };
}
