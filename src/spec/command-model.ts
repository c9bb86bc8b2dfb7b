/** Checked raw parts of command files as the model that everyone else uses: every default filled in. */
import { buildFormCases, buildParameterCases } from './case-model.ts';
import type {
  RawCommand,
  RawField,
  RawInformation,
  RawParameter,
  RawPhase,
  RawQuestion,
} from './command.generated.ts';
import { type LocatedForm, listForms, type OwnedExample, type OwnedRequirement } from './command-file.ts';
import type {
  Command,
  Example,
  Form,
  InformationResponse,
  Parameter,
  Question,
  ReplyField,
  ReplyPhase,
  Requirement,
} from './model.ts';
import { readCount, readRange } from './range.ts';
import { ownerOfId } from './reference-check.ts';
import { type Located, listMembers } from './spec-file.ts';

export function buildCommand(command: Located<RawCommand>): Command {
  const { raw } = command;
  return {
    name: raw.command,
    prefix: raw.prefix ?? 'AT+',
    title: raw.title,
    source: raw.source,
    forms: listForms(command).map(buildForm),
    covered: raw.covered ?? true,
  };
}

function buildForm(form: LocatedForm): Form {
  const { kind, raw, file, pointer } = form;
  const cases = raw.cases;
  return {
    kind,
    parameters: listMembers<RawParameter>(form, 'parameters').map((parameter) =>
      buildParameter(parameter, cases !== undefined),
    ),
    replies: raw.replies.map(({ when, phases }) => ({ when: when ?? null, phases: phases.map(buildPhase) })),
    reads: raw.reads ?? [],
    writes: raw.writes ?? [],
    destructive: raw.destructive ?? false,
    ...(cases === undefined ? {} : { cases: buildFormCases(cases, file.document.placeOf(pointer)) }),
  };
}

/** `hasCases`: its form has generated cases, and so it has a place. */
function buildParameter({ raw, file, pointer }: Located<RawParameter>, hasCases: boolean): Parameter {
  return {
    name: raw.name,
    type: raw.type,
    unit: raw.unit ?? null,
    values: raw.values?.map(readRange) ?? null,
    enumeration: raw.enumeration ?? null,
    defaultValue: raw.default ?? null,
    omission: raw.omission ?? 'none',
    repeats: raw.repeats ?? false,
    when: raw.when ?? null,
    ...(hasCases ? { cases: buildParameterCases(raw.cases ?? {}, file.document.placeOf(pointer)) } : {}),
  };
}

function buildPhase(raw: RawPhase): ReplyPhase {
  if ('information' in raw) return { kind: 'information', response: buildInformation(raw.information) };
  if ('data' in raw) return { kind: 'data', countedBy: raw.data };
  if ('final' in raw) return { kind: 'final', finals: [raw.final].flat() };
  return { kind: 'text' };
}

function buildInformation({ prefix, fields, count }: RawInformation): InformationResponse {
  return { prefix, fields: fields.map(buildField), count: readCount(count ?? 1) };
}

function buildField({ name, type, counted_by: countedBy }: RawField): ReplyField {
  return { name, type, countedBy: countedBy ?? null };
}

export function buildRequirement({ raw, owner }: OwnedRequirement): Requirement {
  const { id, level, state, text, observe } = raw;
  const wire = raw.wire ?? false;
  const source = raw.source ?? owner.source;
  const section = raw.quote === undefined ? source.section : `${source.section}, "${raw.quote}"`;
  return {
    id,
    command: ownerOfId(id),
    level,
    state,
    text,
    source: { ...source, section },
    observe,
    wire,
    ...(raw.accept === undefined ? {} : { accept: raw.accept }),
  };
}

export function buildQuestion({ raw }: Located<RawQuestion>): Question {
  return { id: raw.id, asks: raw.asks, bearsOn: raw.bears_on, known: raw.known ?? [] };
}

export function buildExample({ raw, owner }: OwnedExample): Example {
  const { id, section, lines, scenarios } = raw;
  const { document } = owner.source;
  return { id, command: ownerOfId(id), source: { document, section }, lines, scenarios };
}
