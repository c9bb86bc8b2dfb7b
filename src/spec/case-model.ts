/** Checked raw rules for generated cases as the model that everyone else uses: every default filled in, every rule with its place. */
import type { Place } from '../base/place.ts';
import type {
  CaseEffect,
  CaseRequest,
  CaseRule,
  FormCases,
  ParameterCases,
  SetCases,
  StateCases,
} from './case-rules.ts';
import type {
  RawCase,
  RawCaseRequest,
  RawEffect,
  RawFormCases,
  RawParameterCases,
} from './command.generated.ts';
import type { RawEchoCases, RawSetCases, RawStateCases } from './set.generated.ts';

/** All that may need a backslash in a string. */
const SPECIAL_CHARACTERS = ',"\\';

export function buildFormCases(raw: RawFormCases, place: Place): FormCases {
  return {
    place,
    proves: raw.proves,
    refusedBy: raw.refused_by,
    effects: (raw.effects ?? []).map(buildEffect),
    payload: [...(raw.payload ?? [])].sort((left, right) => left.from - right.from),
  };
}

/** Without rules of its own a parameter has the defaults, and still a place. */
export function buildParameterCases(raw: RawParameterCases, place: Place): ParameterCases {
  return {
    place,
    sample: raw.sample ?? null,
    proves: raw.proves ?? null,
    refusedBy: raw.refused_by ?? raw.proves ?? null,
    values: (raw.values ?? []).map((each) => ({ ...buildRule(each), value: each.value })),
    omitted: raw.omitted === undefined ? null : buildRule(raw.omitted),
    landmarks: raw.landmarks ?? [],
    limit: raw.limit ?? null,
    with: raw.with ?? {},
    carries:
      raw.carries === undefined
        ? null
        : {
            text: raw.carries.text,
            characters: raw.carries.characters ?? SPECIAL_CHARACTERS,
            request: buildRequest(raw.carries.request),
          },
    fill: raw.fill ?? null,
    counts: raw.counts ?? null,
    mismatch: raw.mismatch === undefined ? null : buildRule(raw.mismatch),
    unquoted: raw.unquoted === undefined ? null : buildRule(raw.unquoted),
  };
}

function buildRule(raw: RawCase): CaseRule {
  return {
    outcome: raw.outcome ?? null,
    acceptedIf: raw.accepted_if ?? null,
    proves: raw.proves ?? null,
    answers: raw.answers ?? [],
    with: raw.with ?? {},
  };
}

function buildRequest(raw: RawCaseRequest): CaseRequest {
  return {
    method: raw.method ?? null,
    target: raw.target ?? null,
    headers: raw.headers ?? {},
    headerLine: raw.header_line ?? null,
    body: raw.body ?? null,
    bodyAsEntered: raw.body_as_entered ?? false,
  };
}

function buildEffect(raw: RawEffect): CaseEffect {
  return {
    when: raw.when ?? null,
    send: raw.send ?? null,
    request: raw.request === undefined ? null : buildRequest(raw.request),
    information:
      raw.information === undefined
        ? null
        : { prefix: raw.information, fields: raw.fields ?? {}, count: raw.count ?? 1 },
    proves: raw.proves,
  };
}

/** `placeOfState` is the place of the state of that number. */
export function buildSetCases(
  raw: RawSetCases,
  place: Place,
  placeOfState: (index: number) => Place,
): SetCases {
  const { line_bytes: line } = raw;
  return {
    place,
    quoting: raw.quoting,
    omission: raw.omission,
    syntax: raw.syntax,
    terminator: raw.terminator,
    liveness: raw.liveness,
    escape: raw.escape,
    lineBytes: {
      proves: line.proves,
      answers: line.answers ?? [],
      limit: line.limit ?? null,
      landmarks: line.landmarks ?? [],
    },
    states: (raw.states ?? []).map((state, index) => buildState(state, placeOfState(index))),
    echo: raw.echo === undefined ? null : buildEcho(raw.echo),
    busy: raw.busy ?? null,
  };
}

function buildEcho({ on, off, accepted_if: acceptedIf, proves }: RawEchoCases): SetCases['echo'] {
  return { on, off, acceptedIf, proves };
}

function buildState(raw: RawStateCases, place: Place): StateCases {
  const { state, command, keeps, write, clear, query, use, reset } = raw;
  return {
    place,
    state,
    command,
    keeps,
    values: raw.values.map(({ name, text, target, header }) => ({
      name,
      text,
      target: target ?? null,
      header: header ?? null,
    })),
    write,
    replaced: raw.replaced ?? null,
    clear,
    refused: raw.refused ?? null,
    query: { ...query, fields: query.fields ?? {} },
    use: { line: use.line, proves: use.proves, empty: use.empty, emptyOutcome: use.empty_outcome },
    reset: reset === undefined ? null : { keptIf: reset.kept_if, answers: reset.answers },
  };
}
