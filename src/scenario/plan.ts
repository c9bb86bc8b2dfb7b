/** The plan: which scenarios run, in which order, and why some of them do not. */
import parseTags from '@cucumber/tag-expressions';
import { type Result, refuse, succeed } from '../base/result.ts';
import type { Profile } from '../spec/model.ts';
import { findNamed } from './check-set.ts';
import { judgeCondition } from './profile-condition.ts';
import { suggest } from './raw-value.ts';
import type { Scenario } from './scenario.ts';

/** What the user asks for. Nothing at all asks for everything; several conditions must all hold. */
export interface Selection {
  /** A tag expression: `@HTTPCPOST and not @slow`. */
  readonly tags: string | null;
  /** Globs on ids, of which one must fit; `*` crosses `/`. */
  readonly ids: readonly string[];
  /** Exactly these ids, such as the failed ones of an earlier run; null: not asked. */
  readonly exactly: readonly string[] | null;
}

export interface PlanSettings {
  readonly profile: Profile;
  /** Scenarios that write flash, restore or reset may run. */
  readonly allowsDestructive: boolean;
}

export interface PlannedStart {
  readonly scenario: Scenario;
  /** Why it is not run, or null where it is. */
  readonly skipReason: string | null;
  /** It was not asked for, but one that was asked for is `after` it. */
  readonly isDependency: boolean;
}

export interface Plan {
  /** In order: all of the features, then all others, each after those that it waits for. */
  readonly starts: readonly PlannedStart[];
}

/** A selection that cannot be meant: wrong usage, never a reason to run something else. */
export interface PlanFault {
  readonly message: string;
  readonly hint: string | null;
}

export function makePlan(
  scenarios: readonly Scenario[],
  selection: Selection,
  settings: PlanSettings,
): Result<Plan, PlanFault> {
  const selected = select(scenarios, selection);
  if (!selected.ok) return selected;
  const chosen = new Set(selected.value);
  const wanted = closeOverAfter(selected.value, scenarios);
  const ordered = [
    ...orderByAfter(wanted.filter(isFeature), scenarios),
    ...orderByAfter(
      wanted.filter((scenario) => !isFeature(scenario)),
      scenarios,
    ),
  ];
  const starts = ordered.map((scenario) => ({
    scenario,
    skipReason: findSkipReason(scenario, settings),
    isDependency: !chosen.has(scenario),
  }));
  return succeed({ starts });
}

function isFeature({ notation }: Scenario): boolean {
  return notation === 'gherkin';
}

function select(scenarios: readonly Scenario[], selection: Selection): Result<Scenario[], PlanFault> {
  const byTags = readTags(selection.tags, scenarios);
  if (!byTags.ok) return byTags;
  const byIds = readGlobs(selection.ids, scenarios);
  if (!byIds.ok) return byIds;
  const exactly = readExact(selection.exactly, scenarios);
  if (!exactly.ok) return exactly;
  const selected = scenarios.filter(
    (scenario) => byTags.value(scenario) && byIds.value(scenario) && exactly.value(scenario),
  );
  if (selected.length > 0) return succeed(selected);
  const asked = [
    selection.tags === null ? [] : [`--tags "${selection.tags}"`],
    selection.ids.map((id) => `--id "${id}"`),
    selection.exactly === null ? [] : ['the list of ids'],
  ].flat();
  const message =
    asked.length === 0 ? 'there is no scenario to run' : `no scenario fits ${asked.join(' and ')} together`;
  return refuse({ message, hint: '--list shows the ids of all scenarios' });
}

type Predicate = (scenario: Scenario) => boolean;
const EVERY: Predicate = () => true;

function readTags(expression: string | null, scenarios: readonly Scenario[]): Result<Predicate, PlanFault> {
  if (expression === null) return succeed(EVERY);
  const known = [...new Set(scenarios.flatMap(({ tags }) => tags))];
  for (const [tag] of expression.matchAll(/@(?:\\.|[^\s()\\])+/g)) {
    const name = tag.replace(/\\(.)/g, '$1');
    if (!known.includes(name))
      return refuse({ message: `no scenario has the tag ${name}`, hint: suggest(name, known) });
  }
  try {
    const node = parseTags(expression);
    return succeed(({ tags }) => node.evaluate([...tags]));
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('\n');
    const message = `expected a tag expression, got "${expression}": ${reason}`;
    return refuse({ message, hint: 'for example: --tags "@HTTPCPOST and not @slow"' });
  }
}

/** `*` stands for any characters, also `/`; `?` for one. */
function globToExpression(glob: string): RegExp {
  const source = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's');
}

function readGlobs(globs: readonly string[], scenarios: readonly Scenario[]): Result<Predicate, PlanFault> {
  if (globs.length === 0) return succeed(EVERY);
  const expressions = globs.map(globToExpression);
  for (const [index, expression] of expressions.entries()) {
    if (scenarios.some(({ id }) => expression.test(id))) continue;
    const glob = globs[index] ?? '';
    const isBase = findNamed(glob, scenarios).length > 0;
    const ids = scenarios.map(({ id }) => id);
    const hint = isBase
      ? `for all below it write "${glob}/*"`
      : (suggest(glob, ids) ?? '--list shows all ids');
    return refuse({ message: `no scenario has an id like "${glob}"`, hint });
  }
  return succeed(({ id }) => expressions.some((expression) => expression.test(id)));
}

function readExact(
  ids: readonly string[] | null,
  scenarios: readonly Scenario[],
): Result<Predicate, PlanFault> {
  if (ids === null) return succeed(EVERY);
  const known = scenarios.map(({ id }) => id);
  const unknown = ids.filter((id) => !known.includes(id));
  if (unknown.length > 0) {
    const hint = suggest(unknown[0] ?? '', known);
    return refuse({ message: `no scenario has the id ${unknown.map((id) => `"${id}"`).join(', ')}`, hint });
  }
  const wanted = new Set(ids);
  return succeed(({ id }) => wanted.has(id));
}

/** What is selected and all that it waits for, in the order of `scenarios`. */
function closeOverAfter(selected: readonly Scenario[], scenarios: readonly Scenario[]): Scenario[] {
  const wanted = new Set<Scenario>();
  const open = [...selected];
  for (let scenario = open.pop(); scenario !== undefined; scenario = open.pop()) {
    if (wanted.has(scenario)) continue;
    wanted.add(scenario);
    for (const after of scenario.after) open.push(...findNamed(after, scenarios));
  }
  return scenarios.filter((scenario) => wanted.has(scenario));
}

/** As they stand, but each behind those that it waits for. A circle is a mistake that `check` reports; it ends here too. */
function orderByAfter(wanted: readonly Scenario[], scenarios: readonly Scenario[]): Scenario[] {
  const ordered = new Set<Scenario>();
  const open = new Set<Scenario>();
  function place(scenario: Scenario): void {
    if (ordered.has(scenario) || open.has(scenario)) return;
    open.add(scenario);
    for (const after of scenario.after)
      for (const named of findNamed(after, scenarios)) if (wanted.includes(named)) place(named);
    open.delete(scenario);
    ordered.add(scenario);
  }
  for (const scenario of wanted) place(scenario);
  return [...ordered];
}

function findSkipReason(scenario: Scenario, { profile, allowsDestructive }: PlanSettings): string | null {
  for (const need of scenario.needs) {
    const judged = judgeCondition(need, { columns: null, profile });
    if (judged.ok && !judged.value.holds && judged.value.unknown === null)
      return `needs ${need}, which the profile ${profile.name} does not fulfil`;
  }
  if (scenario.inapplicable != null) return scenario.inapplicable;
  if (scenario.destructive && !allowsDestructive)
    return 'writes flash, restores or resets the module: needs --allow-destructive';
  return null;
}
