/** A scenario out of its compiled steps, and what is wrong with it as a whole: the same for both notations. */
import type { Place } from '../base/place.ts';
import type { CommandSet, Profile } from '../spec/model.ts';
import { parseCommandLine } from '../wire/command-line.ts';
import type { ScenarioCode } from './codes.ts';
import { type ConditionMistake, judgeCondition } from './profile-condition.ts';
import { suggest } from './raw-value.ts';
import type { Scenario } from './scenario.ts';
import { EXPECTATION_KINDS, type Step, type StepKind } from './step.ts';

/** What the author says of a scenario beside its steps. */
export interface ScenarioHead {
  readonly id: string;
  readonly title: string;
  readonly notation: Scenario['notation'];
  readonly place: Place;
  readonly tags: readonly string[];
  readonly needs: readonly string[];
  readonly after: readonly string[];
  readonly destructive: boolean;
  readonly defaultProves: string | null;
}

export interface ScenarioBody {
  readonly steps: readonly Step[];
  readonly opaque: boolean;
  readonly inapplicable: string | null;
}

export interface ScenarioMistake {
  readonly code: ScenarioCode;
  /** What part of the scenario it speaks of: its id, its default requirement, a condition by its number, a step by its number. */
  readonly at:
    | { readonly part: 'id' | 'proves' | 'whole' }
    | { readonly part: 'needs' | 'step'; readonly index: number };
  readonly message: string;
  readonly hint: string | null;
}

export function assembleScenario(head: ScenarioHead, body: ScenarioBody, set: CommandSet): Scenario {
  const tested = body.steps.filter((step) => step.role === 'test');
  const proven = tested.flatMap((step) => step.proves);
  // Of steps that no lint can see into, the default is all that is known.
  const claimed = body.opaque && head.defaultProves !== null ? [...proven, head.defaultProves] : proven;
  const { id, title, notation, place, needs, after } = head;
  const tags = [...new Set([...head.tags, `@${commandOf(id)}`])];
  return {
    id,
    title,
    command: commandOf(id),
    notation,
    place,
    tags,
    needs,
    after,
    destructive: head.destructive || body.steps.some((step) => isDestructive(step, set)),
    opaque: body.opaque,
    steps: body.steps,
    inapplicable: body.inapplicable,
    requirements: [...new Set(claimed)],
    questions: [...new Set(tested.flatMap((step) => step.answers))],
  };
}

function commandOf(id: string): string {
  return id.split('/')[0] ?? '';
}

/** Does `step` write flash, restore or reset? By the command set, where it sends a command that the set knows. */
function isDestructive(step: Step, set: CommandSet): boolean {
  if (step.kind === 'reset') return true;
  if (step.kind !== 'send') return false;
  const { content } = step;
  const sent =
    content.kind === 'call' ? { name: content.command, form: content.form } : parseCommandLine(content.line);
  const command = set.commands.find((known) => known.name === sent?.name);
  return command?.forms.find((form) => form.kind === sent?.form)?.destructive === true;
}

/** Do the needs depend on a value that the profile does not know? Then the scenario runs, and records. */
export function needsUnknown(needs: readonly string[], profile: Profile): boolean {
  return needs.some((need) => {
    const judged = judgeCondition(need, { columns: null, profile });
    return judged.ok && judged.value.unknown !== null;
  });
}

export interface ScenarioCheck {
  readonly set: CommandSet;
  readonly profile: Profile;
  /** Nothing is wrong with its steps; otherwise what is missing may only be the consequence. */
  readonly isWhole: boolean;
}

/** What is wrong with `scenario` as a whole. */
export function checkScenario(
  scenario: Scenario,
  defaultProves: string | null,
  { set, profile, isWhole }: ScenarioCheck,
): ScenarioMistake[] {
  return [
    ...checkId(scenario, set),
    ...checkDefault(scenario, defaultProves, set),
    ...checkNeeds(scenario, profile),
    ...(isWhole && !scenario.opaque ? checkOutcome(scenario) : []),
  ];
}

function checkId(scenario: Scenario, set: CommandSet): ScenarioMistake[] {
  const groups = set.groups.map(({ name }) => name);
  const known = [...groups, ...set.commands.map((command) => command.name)];
  if (known.includes(scenario.command)) return [];
  const message = `expected an id that begins with a command of the set ${set.name} or ${groups.join(', ')}, got "${scenario.id}"`;
  return [{ code: 'SCENARIO_ID', at: { part: 'id' }, message, hint: suggest(scenario.command, known) }];
}

function checkDefault(scenario: Scenario, defaultProves: string | null, set: CommandSet): ScenarioMistake[] {
  if (defaultProves === null) return [];
  const known = set.requirements.map((requirement) => requirement.id);
  if (!known.includes(defaultProves)) {
    const message = `the set ${set.name} has no requirement "${defaultProves}"`;
    return [
      { code: 'UNKNOWN_REQUIREMENT', at: { part: 'proves' }, message, hint: suggest(defaultProves, known) },
    ];
  }
  const others = scenario.requirements.filter((id) => id !== defaultProves);
  if (others.length === 0) return [];
  const message = `${defaultProves} is the default of a scenario that also proves ${others.join(', ')}`;
  const hint = 'name the requirement at each expectation instead';
  return [{ code: 'DEFAULT_NOT_ALONE', at: { part: 'proves' }, message, hint }];
}

function checkNeeds(scenario: Scenario, profile: Profile): ScenarioMistake[] {
  return scenario.needs.flatMap((need, index) => {
    const judged = judgeCondition(need, { columns: null, profile });
    if (judged.ok) return [];
    const { code, message, hint }: ConditionMistake = judged.fault;
    return [{ code, at: { part: 'needs', index }, message, hint } as const];
  });
}

const ACTS: ReadonlySet<StepKind> = new Set(['send', 'raw', 'payload']);

function checkOutcome(scenario: Scenario): ScenarioMistake[] {
  const missing = findMissingOutcome(scenario.steps);
  return missing === null ? [] : [missing];
}

/** Why `steps` could not fail whatever the module did, or null. */
export function findMissingOutcome(steps: readonly Step[]): ScenarioMistake | null {
  const judges = (step: Step) => step.role === 'test' && EXPECTATION_KINDS.has(step.kind);
  if (!steps.some(judges)) {
    const message =
      'expected at least one expectation that proves a requirement or answers a question, got none';
    return { code: 'PROVES_NOTHING', at: { part: 'whole' }, message, hint: null };
  }
  const last = steps.findLastIndex((step) => step.role === 'test' && ACTS.has(step.kind));
  if (last < 0 || steps.slice(last).some(judges)) return null;
  const message =
    'nothing is expected after the last thing that is sent, so whatever the module answers passes';
  return {
    code: 'CANNOT_FAIL',
    at: { part: 'step', index: last },
    message,
    hint: 'expect its final at least',
  };
}
