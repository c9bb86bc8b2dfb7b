/** Sequence cases: short stories of writing, using, clearing and reading state, held against a model of what is kept. */
import { createRandom, type Random } from '../base/random.ts';
import type { RawStep } from '../scenario/scenarios.generated.ts';
import type { StateCases } from '../spec/case-rules.ts';
import { type GenerateContext, type GeneratedCase, nameCase } from './case.ts';
import { followSequence, nameOfValue, type Operation, type OperationOf } from './state-model.ts';

/** All stories of this length are told, and some that are longer. */
const LENGTH_COMPLETE = 2;
const LENGTH_MAX = 6;
/** So many longer stories of each state, and of all states together. */
const DRAWN = 60;

export function listSequenceCases(context: GenerateContext): GeneratedCase[] {
  const states = context.set.cases?.states ?? [];
  const alone = states.flatMap((state) => {
    const operations = listOperations(state, states.length > 1);
    const short = listShort(operations);
    return toCases(state, [...short, ...drawLonger(operations, `${context.seed} ${state.state}`)], context);
  });
  const [first] = states;
  if (first === undefined || states.length < 2) return alone;
  const mixed = drawLonger(
    states.flatMap((state) => listOperations(state, true)),
    `${context.seed} all states`,
  ).filter((story) => new Set(story.map(({ state }) => state.state)).size > 1);
  return [...alone, ...toCases(first, mixed, context, 'all-states')];
}

/** What can be done with `state`; `hasOthers`: their values need names that tell the states apart. */
export function listOperations(state: StateCases, hasOthers: boolean): Operation[] {
  const prefix = hasOthers ? `${state.command.toLowerCase()}-` : '';
  const make = (name: string, what: OperationOf): Operation => ({ name: `${prefix}${name}`, state, ...what });
  return [
    ...state.values.map((value) => make(`write-${value.name}`, { kind: 'write', value })),
    make('clear', { kind: 'clear' }),
    make('query', { kind: 'query' }),
    make('use', { kind: 'use' }),
    ...(state.refused === null ? [] : [make('refused', { kind: 'refused' })]),
    ...(state.reset === null ? [] : [make('reset', { kind: 'reset' })]),
  ];
}

function listShort(operations: readonly Operation[]): Operation[][] {
  const stories: Operation[][] = [];
  let longest: Operation[][] = [[]];
  for (let length = 1; length <= LENGTH_COMPLETE; length += 1) {
    longest = longest.flatMap((story) => operations.map((operation) => [...story, operation]));
    stories.push(...longest);
  }
  return stories.filter(isWorthwhile);
}

/** Different stories longer than those that are all told. */
function drawLonger(operations: readonly Operation[], seed: string): Operation[][] {
  const random = createRandom(`${seed} sequence`);
  const drawn = new Map<string, Operation[]>();
  for (let tried = 0; tried < DRAWN * 20 && drawn.size < DRAWN; tried += 1) {
    const length = LENGTH_COMPLETE + 1 + random.nextBelow(LENGTH_MAX - LENGTH_COMPLETE);
    const story = Array.from({ length }, () => pickOne(operations, random));
    if (isWorthwhile(story)) drawn.set(nameStory(story), story);
  }
  return [...drawn.values()];
}

function pickOne(operations: readonly Operation[], random: Random): Operation {
  return operations[random.nextBelow(operations.length)] as Operation;
}

/** After a reset the module has no network yet, so that only a query can follow: it ends a story, and that began with something to lose. */
function isWorthwhile(story: readonly Operation[]): boolean {
  const reset = story.findIndex(({ kind }) => kind === 'reset');
  return reset < 0 || (reset === story.length - 1 && story[0]?.kind === 'write');
}

function nameStory(story: readonly Operation[]): string {
  return story.map(({ name }) => name).join('.');
}

function toCases(
  owner: StateCases,
  stories: readonly (readonly Operation[])[],
  context: GenerateContext,
  group: string = owner.state,
): GeneratedCase[] {
  return stories.map((story) => ({
    id: nameCase(owner.command, 'sequence', group, nameStory(story)),
    title: `After ${story.map(({ name }) => name).join(', ')} the module keeps what a model of it keeps`,
    reason: `each answer is what the model of the state keeps at that point; ${owner.state} keeps ${owner.keeps} of the values`,
    place: owner.place,
    given: keepValues(story),
    steps: followSequence(story, context.profile),
  }));
}

/** The values under names, so that their lengths are known where they hold addresses. */
function keepValues(story: readonly Operation[]): RawStep[] {
  const states = [...new Set(story.map(({ state }) => state))];
  return states.map((state) => ({
    set: Object.fromEntries(state.values.map((value) => [nameOfValue(state, value), value.text])),
  }));
}
