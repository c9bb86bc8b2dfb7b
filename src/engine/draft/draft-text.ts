/** Drafted scenarios as the text of a scenario file, with comments that say what is left for the author. */
import {
  Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Scalar,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { RawScenario, RawStep, ScenarioFile } from '../../scenario/scenarios.generated.ts';
import type { DraftedStep } from './draft-scenario.ts';

export interface DraftedScenario {
  readonly id: string;
  readonly title: string;
  readonly proves: string | null;
  /** Requirements to choose from where `proves` is null. */
  readonly candidates: readonly string[];
  readonly steps: readonly DraftedStep[];
}

/** A scenario as a file shows it. */
export interface WrittenScenario {
  readonly id: string;
  readonly title: string;
  /** What all of its expectations prove; null: each says so itself. */
  readonly proves: string | null;
  /** Lines before it, each beginning with a blank; null: none. */
  readonly comment: string | null;
  readonly steps: readonly Pick<DraftedStep, 'step' | 'role' | 'remark'>[];
}

type WrittenStep = WrittenScenario['steps'][number];

const HEAD = ' yaml-language-server: $schema=../../../schemas/scenarios.schema.json';

export function renderDraft(setName: string, scenarios: readonly DraftedScenario[]): string {
  return renderScenarioFile(
    setName,
    scenarios.map((drafted) => ({ ...drafted, comment: commentOn(drafted) })),
  );
}

export function renderScenarioFile(setName: string, scenarios: readonly WrittenScenario[]): string {
  const grouped = scenarios.map((scenario) => ({ scenario, groups: groupByRole(scenario.steps) }));
  const file: ScenarioFile = {
    set: setName,
    scenarios: grouped.map(({ scenario, groups }) => writeScenario(scenario, groups)),
  };
  const document = new Document(file, { aliasDuplicateObjects: false });
  document.commentBefore = HEAD;
  const list = document.get('scenarios') as YAMLSeq<YAMLMap>;
  for (const [index, node] of list.items.entries()) {
    const { scenario, groups } = grouped[index] as (typeof grouped)[number];
    node.spaceBefore = index > 0;
    node.commentBefore = scenario.comment;
    styleSteps(node.get('steps') as YAMLSeq<YAMLMap>, groups);
  }
  return document.toString({ lineWidth: 0, singleQuote: null });
}

/** Steps in a row that only prepare stand together. */
interface StepGroup {
  readonly isGiven: boolean;
  readonly steps: WrittenStep[];
}

function groupByRole(steps: readonly WrittenStep[]): StepGroup[] {
  const groups: StepGroup[] = [];
  for (const step of steps) {
    const isGiven = step.role === 'given';
    const group = groups.at(-1);
    if (isGiven && group?.isGiven) group.steps.push(step);
    else groups.push({ isGiven, steps: [step] });
  }
  return groups;
}

function writeScenario({ id, title, proves }: WrittenScenario, groups: readonly StepGroup[]): RawScenario {
  const steps = groups.map(({ isGiven, steps: members }): RawStep => {
    const raw = members.map(({ step }) => step);
    return isGiven ? { given: raw } : (raw[0] as RawStep);
  });
  return { id, title, ...(proves === null ? {} : { proves }), steps };
}

function commentOn({ proves, candidates }: DraftedScenario): string | null {
  if (proves !== null) return null;
  const lines = [
    ' Name what this proves: `proves: R-...` below the title where it is one requirement,',
    ' otherwise `proves: R-...` beside each expectation. What proves nothing belongs under `given`.',
    ...(candidates.length === 0 ? [] : [` Perhaps: ${candidates.join(', ')}`]),
  ];
  return lines.join('\n');
}

/** One step a line, its comment before it. */
function styleSteps(steps: YAMLSeq<YAMLMap>, groups: readonly StepGroup[]): void {
  for (const [index, node] of steps.items.entries()) {
    const group = groups[index] as StepGroup;
    const nodes = group.isGiven ? (node.get('given') as YAMLSeq<YAMLMap>).items : [node];
    for (const [place, step] of nodes.entries()) {
      const remark = group.steps[place]?.remark ?? null;
      if (remark !== null) step.commentBefore = ` ${remark}`;
      // A step of several keys stands on one line as well.
      if (step.items.length > 1) step.flow = true;
      for (const { value } of step.items) style(value as Node);
    }
  }
}

/** Values inside a step stand on its line, quoted so that they are easiest to read. */
function style(node: Node): void {
  visit(node, (_key, inner) => {
    if (isMap(inner) || isSeq(inner)) inner.flow = true;
    else if (isScalar(inner) && typeof inner.value === 'string') inner.type = chooseQuotes(inner.value);
  });
}

function chooseQuotes(text: string): Scalar.Type {
  if (/[\x00-\x1f\x7f-\x9f]/.test(text)) return 'QUOTE_DOUBLE';
  return text.includes('\\') ? 'QUOTE_SINGLE' : 'PLAIN';
}
