/** A model of the state that a module keeps: what each operation of a story does to it, and what must then be seen. */

import type { RawStep } from '../scenario/scenarios.generated.ts';
import type { StateCases, StateValue } from '../spec/case-rules.ts';
import type { Profile } from '../spec/model.ts';
import { askProfile } from './verdict.ts';

export type OperationOf =
  | { readonly kind: 'write'; readonly value: StateValue }
  | { readonly kind: 'clear' | 'query' | 'use' | 'refused' | 'reset' };

export type Operation = OperationOf & {
  /** For ids: `write-a`. */
  readonly name: string;
  readonly state: StateCases;
};

/** What is kept, in the order in which it was first written; null: nobody knows. */
export type Kept = readonly StateValue[] | null;

/** The steps of `story`; at its end every state that it names is read and used, but for a reset, after which there is no network yet. */
export function followSequence(story: readonly Operation[], profile: Profile): RawStep[] {
  const states = [...new Set(story.map(({ state }) => state))];
  const kept = new Map<StateCases, Kept>(states.map((state) => [state, []]));
  const told = story.flatMap((operation) => {
    const before = kept.get(operation.state) ?? null;
    const steps = performOperation(operation, before);
    for (const state of states)
      kept.set(state, changeKept(state, operation, kept.get(state) ?? null, profile));
    return steps;
  });
  const hasNetwork = story.at(-1)?.kind !== 'reset';
  const shown = states.flatMap((state) => showState(state, kept.get(state) ?? null, hasNetwork));
  return [...told, ...shown];
}

/** The state is read and, where there is a network, used. */
export function showState(state: StateCases, kept: Kept, hasNetwork: boolean): RawStep[] {
  return hasNetwork ? [...query(state, kept), ...use(state, kept)] : query(state, kept);
}

/** What `state` keeps after `operation`, be it its own or another's. */
export function changeKept(state: StateCases, operation: Operation, before: Kept, profile: Profile): Kept {
  if (operation.kind === 'reset') {
    const stays = state.reset === null ? null : askProfile(profile, state.reset.keptIf);
    return stays === null && before?.length !== 0 ? null : stays === true ? before : [];
  }
  if (operation.state !== state) return before;
  if (operation.kind === 'clear') return [];
  if (operation.kind !== 'write') return before;
  if (state.keeps === 'one') return [operation.value];
  return before === null || before.includes(operation.value) ? before : [...before, operation.value];
}

/** The steps of `operation` on a state that keeps `kept`. */
export function performOperation(operation: Operation, kept: Kept): RawStep[] {
  const { state } = operation;
  switch (operation.kind) {
    case 'write':
      return write(state, operation.value, kept);
    case 'clear':
      return [{ send: state.clear.line }, { expect: 'success', proves: state.clear.proves }];
    case 'query':
      return query(state, kept);
    case 'use':
      return use(state, kept);
    case 'refused':
      return state.refused === null
        ? []
        : [{ send: state.refused.line }, { expect: 'error', proves: state.refused.proves }];
    case 'reset':
      return [{ reset: {} }];
  }
}

function write(state: StateCases, value: StateValue, kept: Kept): RawStep[] {
  const isLater = kept !== null && kept.length > 0 && state.replaced !== null;
  const proves =
    isLater && state.replaced !== null ? [state.write.proves, state.replaced] : state.write.proves;
  return [
    { send: fillValue(state.write.line, state, value) },
    { prompt: {}, proves },
    { payload: fillValue('${value}', state, value) },
    { expect: 'success', proves },
  ];
}

function query(state: StateCases, kept: Kept): RawStep[] {
  const { line, information, fields, proves, empty } = state.query;
  const [last] = kept?.slice(-1) ?? [];
  if (kept === null) return recordLine(line, state);
  const claims = { proves: kept.length === 0 ? empty : proves };
  const known =
    last === undefined
      ? {}
      : Object.fromEntries(
          Object.entries(fields).map(([name, text]) => [name, fillValue(text, state, last)]),
        );
  return [
    { send: line },
    {
      expect: {
        information,
        ...(Object.keys(known).length === 0 ? {} : { fields: known }),
        count: kept.length,
      },
      ...claims,
    },
    { expect: 'success', ...claims },
  ];
}

function use(state: StateCases, kept: Kept): RawStep[] {
  const { line, proves, empty, emptyOutcome } = state.use;
  if (kept === null) return recordLine(line, state);
  if (kept.length === 0 && emptyOutcome === 'refused')
    return [{ send: line }, { expect: 'error', proves: empty }, { received: 'nothing', proves: empty }];
  const claims = { proves: kept.length === 0 ? empty : proves };
  return [
    { send: line },
    { expect: 'success', ...claims },
    { received: seenRequest(state, kept), ...claims },
  ];
}

/** The request has what is kept, and nothing of what is not. */
function seenRequest(state: StateCases, kept: readonly StateValue[]): NonNullable<RawStep['received']> {
  const target = kept.at(-1)?.target ?? null;
  const present = kept.flatMap(({ header, text }) => (header === null ? [] : [text]));
  const absent = state.values.flatMap((value) =>
    value.header === null || kept.includes(value) ? [] : [value.header],
  );
  return {
    requests: 1,
    ...(target === null ? {} : { target }),
    ...(absent.length === 0 ? {} : { without_headers: absent }),
    ...(present.length === 0 ? {} : { header_lines: present }),
  };
}

/** What nobody knows is only written down. */
function recordLine(line: string, { reset }: StateCases): RawStep[] {
  return [{ send: line }, { expect: 'any', answers: reset?.answers ?? [], record: true }];
}

function fillValue(text: string, state: StateCases, value: StateValue): string {
  const variable = nameOfValue(state, value);
  return text
    .replaceAll('${value.length}', `\${${variable}.length}`)
    .replaceAll('${value}', `\${${variable}}`);
}

/** The variable that holds `value`. */
export function nameOfValue({ state }: StateCases, { name }: StateValue): string {
  return `${state}_${name}`;
}
