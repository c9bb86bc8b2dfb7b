/** What only all scenarios together can show: ids used twice, dependencies that lead nowhere, requirements that nobody tests. */
import type { Acceptance } from '../base/acceptance.ts';
import type { Place } from '../base/place.ts';
import type { CommandSet } from '../spec/model.ts';
import { findAcceptance } from './acceptance.ts';
import type { ScenarioCode } from './codes.ts';
import { suggest } from './raw-value.ts';
import type { Scenario } from './scenario.ts';
import { findUntouched, listSentTexts } from './untouched-claims.ts';

/** A mistake of the whole set; whoever has the files draws it at its place, or without one. */
export interface SetMistake {
  readonly code: ScenarioCode;
  readonly place: Place | null;
  readonly message: string;
  readonly hint: string | null;
}

/**
 * `isComplete` is false where a file could not be loaded: then nothing is said about what is missing, since it may stand there.
 */
export function checkScenarioSet(
  scenarios: readonly Scenario[],
  set: CommandSet,
  isComplete: boolean,
): SetMistake[] {
  return [
    ...findRepeatedIds(scenarios),
    ...checkAfter(scenarios, isComplete),
    ...findCircles(scenarios),
    ...checkAcceptance(scenarios, set),
    ...(isComplete
      ? [
          ...findUntouchedClaims(scenarios, set),
          ...findUntested(scenarios, set),
          ...findUntried(scenarios, set),
        ]
      : []),
  ];
}

function findRepeatedIds(scenarios: readonly Scenario[]): SetMistake[] {
  const first = new Map<string, Scenario>();
  return scenarios.flatMap((scenario) => {
    const other = first.get(scenario.id);
    if (other === undefined) first.set(scenario.id, scenario);
    if (other === undefined) return [];
    const where = `${other.place.path}:${other.place.line}`;
    const message = `the id "${scenario.id}" is taken by ${where}`;
    return [
      {
        code: 'DUPLICATE_ID',
        place: scenario.place,
        message,
        hint: 'ids are unique over both notations',
      } as const,
    ];
  });
}

/** The scenarios that `after` names: one by its id, or all rows of one with examples by the part that they share. */
export function findNamed(after: string, scenarios: readonly Scenario[]): Scenario[] {
  return scenarios.filter(({ id }) => id === after || id.startsWith(`${after}/`));
}

function checkAfter(scenarios: readonly Scenario[], isComplete: boolean): SetMistake[] {
  return scenarios.flatMap((scenario) =>
    scenario.after.flatMap((after): SetMistake[] => {
      const named = findNamed(after, scenarios);
      const { place } = scenario;
      if (named.length === 0) {
        const ids = scenarios.map(({ id }) => id);
        const message = `"${scenario.id}" is after "${after}", which is no scenario`;
        return isComplete ? [{ code: 'UNKNOWN_SCENARIO', place, message, hint: suggest(after, ids) }] : [];
      }
      const isCrossing = named.some(
        ({ notation }) => (notation === 'gherkin') !== (scenario.notation === 'gherkin'),
      );
      if (!isCrossing) return [];
      const message = `"${scenario.id}" (${scenario.notation}) is after "${after}" (${named[0]?.notation}): features and YAML run in two phases`;
      return [{ code: 'AFTER_CROSSES_NOTATIONS', place, message, hint: 'write both in the same notation' }];
    }),
  );
}

function findCircles(scenarios: readonly Scenario[]): SetMistake[] {
  const mistakes: SetMistake[] = [];
  const done = new Set<string>();
  function visit(scenario: Scenario, trail: readonly Scenario[]): void {
    const start = trail.indexOf(scenario);
    if (start >= 0) {
      const circle = [...trail.slice(start), scenario].map(({ id }) => id).join(' → ');
      const message = `scenarios wait for each other: ${circle}`;
      mistakes.push({
        code: 'AFTER_CYCLE',
        place: scenario.place,
        message,
        hint: 'take one `after` out of the circle',
      });
      return;
    }
    if (done.has(scenario.id)) return;
    for (const after of scenario.after)
      for (const named of findNamed(after, scenarios)) visit(named, [...trail, scenario]);
    done.add(scenario.id);
  }
  for (const scenario of scenarios) visit(scenario, []);
  return mistakes;
}

/** Claims that no command line of their scenario can bear out. What steps of the user's own send shows only in a run. */
function findUntouchedClaims(scenarios: readonly Scenario[], set: CommandSet): SetMistake[] {
  return scenarios.flatMap((scenario) => {
    const sent = scenario.opaque || scenario.steps.length === 0 ? null : listSentTexts(scenario);
    const untouched = sent === null ? [] : findUntouched(scenario.requirements, sent, set);
    if (untouched.length === 0) return [];
    const message = `"${scenario.id}" claims ${untouched.join(', ')} and never sends the command that it speaks of`;
    const hint = 'send the command, or claim what the scenario does show';
    return [{ code: 'UNTOUCHED_CLAIM', place: scenario.place, message, hint } as const];
  });
}

/** One scenario is tried so many times as a whole, so all that it proves must go by the same rule. */
function checkAcceptance(scenarios: readonly Scenario[], set: CommandSet): SetMistake[] {
  const ruled = new Set(set.requirements.flatMap(({ id, accept }) => (accept === undefined ? [] : [id])));
  if (ruled.size === 0) return [];
  return scenarios.flatMap((scenario): SetMistake[] => {
    const own = findAcceptance(scenario, set);
    const other = scenario.requirements.find(
      (id) => !isSameRule(findAcceptance({ requirements: [id] }, set), own),
    );
    if (other === undefined) return [];
    const message = `"${scenario.id}" is accepted by ${own?.passes} of ${own?.of} attempts, and proves ${other}, which is not`;
    const hint = `prove ${other} in a scenario of its own`;
    return [{ code: 'MIXED_ACCEPTANCE', place: scenario.place, message, hint }];
  });
}

function isSameRule(left: Acceptance | null, right: Acceptance | null): boolean {
  return left?.passes === right?.passes && left?.of === right?.of;
}

function findUntested(scenarios: readonly Scenario[], set: CommandSet): SetMistake[] {
  const tested = new Set(scenarios.flatMap(({ requirements }) => requirements));
  return set.requirements
    .filter(({ id, wire }) => !wire && !tested.has(id))
    .map(({ id, text }) => ({
      code: 'REQUIREMENT_WITHOUT_SCENARIO' as const,
      place: null,
      message: `no scenario proves or records ${id}: ${text}`,
      hint: `name ${id} at an expectation`,
    }));
}

/** An example of the manual that nobody tries, or that a scenario is said to try which does not exist. */
function findUntried(scenarios: readonly Scenario[], { examples, name }: CommandSet): SetMistake[] {
  const ids = scenarios.map(({ id }) => id);
  const known = new Set(ids);
  const tell = (message: string, hint: string | null) =>
    ({ code: 'EXAMPLE_WITHOUT_SCENARIO', place: null, message, hint }) as const;
  return examples.flatMap(({ id, lines, scenarios: named }) => {
    if (named.length === 0)
      return [tell(`no scenario tries the example ${id}: ${lines[0]}`, `name one in specs/${name}/commands`)];
    const unknown = named.filter((each) => !known.has(each));
    return unknown.map((each) =>
      tell(`the example ${id} is tried by "${each}", which is no scenario`, suggest(each, ids)),
    );
  });
}
