/** Draws sequences of acts: fast-check chooses, and knows how to make smaller what it chose. */
import * as fc from 'fast-check';
import type { CaseValue, StateValue } from '../../spec/case-rules.ts';
import type { Parameter } from '../../spec/model.ts';
import { rulesOf } from '../call.ts';
import { listEdges } from '../edge.ts';
import type { Operation } from '../state-model.ts';
import type { Entry, FuzzAct, FuzzSpace, ValueTarget } from './act.ts';
import { findFilled } from './filled.ts';
import { drawGarbage } from './garbage.ts';
import { judgeAct } from './judge-act.ts';

/** Acts of one sequence: what needs more than this to show itself is rare, and a longer one takes longer to shrink. */
const ACTS_MAX = 12;
/** Bytes of a data phase: 0.4 s at 115,200 baud. */
const PAYLOAD_BYTES_MAX = 4096;
/** Characters that a string carries, so that the line stays below any limit. */
const CARRIED_CHARACTERS_MAX = 24;
/** A shorter timeout may rightly end before a network has answered. */
const SURE_MS_MIN = 2000;
/** A URL of this length is taken everywhere. */
const FILLED_BYTES_MAX = 512;

/** Never empty. */
export function drawSequence(space: FuzzSpace): fc.Arbitrary<readonly FuzzAct[]> {
  // An array shrinks from its front only; an act that may be none can be left out wherever it stands.
  const act = fc.option(drawAct(space), { nil: null, freq: 50 });
  return fc
    .array(act, { minLength: 1, maxLength: ACTS_MAX, size: 'max' })
    .map((acts) => acts.filter((each) => each !== null))
    .filter((acts) => acts.length > 0);
}

function drawAct(space: FuzzSpace): fc.Arbitrary<FuzzAct> {
  const { operations, targets, echoLines, interruptions } = space;
  const some = <Item>(items: readonly Item[], weight: number, draw: () => fc.Arbitrary<FuzzAct>) =>
    items.length === 0 ? [] : [{ weight, arbitrary: draw() }];
  return fc.oneof(
    { weight: 2, arbitrary: drawGarbage(space).map((bytes): FuzzAct => ({ kind: 'garbage', bytes })) },
    ...some(operations, 7, () => drawStateAct(space)),
    ...some(targets, 4, () => drawValueAct(space)),
    ...some(echoLines, 1, () => fc.constantFrom(...echoLines).map((line) => ({ kind: 'echo', line }))),
    ...some(interruptions, 1, () =>
      fc.constantFrom(...interruptions).map((line) => ({ kind: 'busy', line })),
    ),
  );
}

function drawEntry(): fc.Arbitrary<Entry> {
  return fc.record({
    pieceBytes: fc.option(fc.integer({ min: 1, max: 1024 }), { nil: null, freq: 2 }),
    body: fc.nat({ max: 3 }),
  });
}

function drawStateAct(space: FuzzSpace): fc.Arbitrary<FuzzAct> {
  const named = fc.constantFrom(...space.operations);
  const filled = space.operations.flatMap((operation) => drawFilled(operation, space));
  return fc
    .record({ operation: filled.length === 0 ? named : fc.oneof(named, ...filled), entry: drawEntry() })
    .map(({ operation, entry }) => ({ kind: 'state', operation, entry }));
}

/** Writes of a value of any length, where a form says how its bytes begin. */
function drawFilled(operation: Operation, { context }: FuzzSpace): fc.Arbitrary<Operation>[] {
  const { state, kind } = operation;
  const filled = kind === 'write' && state.keeps === 'one' ? findFilled(state, context.set) : null;
  if (filled === null || kind !== 'write' || operation.value !== state.values[0]) return [];
  const make = (bytes: number): StateValue => ({
    name: `of_${bytes}`,
    text: '',
    target: null,
    header: null,
  });
  return [
    fc.integer({ min: filled.bytesMin, max: FILLED_BYTES_MAX }).map((bytes) => ({
      ...operation,
      value: make(bytes),
    })),
  ];
}

function drawValueAct(space: FuzzSpace): fc.Arbitrary<FuzzAct> {
  return fc
    .constantFrom(...space.targets)
    .chain((target) => fc.tuple(fc.constant(target), drawValue(target.parameter), drawEntry()))
    .map(([target, value, entry]) => ({ kind: 'value', target, value, entry }) as const)
    .filter(({ target, value }) => isTelling(target, value, space));
}

/** Is it known what the value leads to, and does the model stay true? */
function isTelling(target: ValueTarget, value: CaseValue, { context }: FuzzSpace): boolean {
  const { outcome } = judgeAct(target, value, context);
  if (outcome === 'recorded' || (outcome === 'accepted' && target.isRefusedOnly)) return false;
  const isTime = target.parameter.unit === 'ms' && outcome === 'accepted';
  return !isTime || Number(value) >= SURE_MS_MIN;
}

function drawValue(parameter: Parameter): fc.Arbitrary<CaseValue> {
  const { carries } = rulesOf(parameter);
  const edges = listEdges(parameter).map(({ value }) => value);
  if (parameter.enumeration !== null) return fc.constantFrom(...edges);
  if (parameter.type === 'string')
    return fc.string({
      unit: fc.constantFrom(...'abcxyz019', ...(carries?.characters ?? '')),
      minLength: 1,
      maxLength: CARRIED_CHARACTERS_MAX,
    });
  if (parameter.values === null) {
    const few = edges.filter((value) => Number(value) <= PAYLOAD_BYTES_MAX);
    return fc.oneof(fc.constantFrom(...few), fc.nat({ max: 64 }), fc.nat({ max: PAYLOAD_BYTES_MAX }));
  }
  const [min, max] = [
    Math.min(...parameter.values.map((range) => range.min)),
    Math.max(...parameter.values.map((range) => range.max)),
  ];
  return fc.oneof(fc.constantFrom(...edges), fc.integer({ min: min - 2, max: max + 2 }));
}
