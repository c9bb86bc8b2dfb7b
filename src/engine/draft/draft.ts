/** Drafts a YAML scenario file from a transcript: one scenario for each mark, or one for all where there are none. */
import type { HeaderEvent, PlannedScenario, RunEvent } from '../../record/event.ts';
import { findCommand } from '../../spec/form.ts';
import type { CommandSet, Profile } from '../../spec/model.ts';
import { draftSteps } from './draft-scenario.ts';
import { type DraftedScenario, renderDraft } from './draft-text.ts';
import { Literals } from './literal.ts';
import { readTurns, type Turn } from './turn-reader.ts';

export interface DraftOptions {
  readonly set: CommandSet;
  readonly profile: Profile;
  /** Last part of the id where the transcript has no marks: the recording's name. */
  readonly name: string;
  /** The requirement that every expectation proves; null: the one that the recorded scenario proved alone, or left to the author. */
  readonly proves: string | null;
}

export interface Draft {
  /** The scenario file. */
  readonly text: string;
  readonly scenarios: number;
  /** Ids of the scenarios whose expectations name no requirement yet: their author has to. */
  readonly unnamed: readonly string[];
  /** Marks behind which nothing came that could be expected. */
  readonly empty: readonly string[];
}

export function draftScenarios(events: readonly RunEvent[], options: DraftOptions): Draft {
  const header = events.find((event): event is HeaderEvent => event.kind === 'header');
  const literals = new Literals(header?.variables ?? {});
  const ids = new Set<string>();
  const empty: string[] = [];
  const turns = readTurns(events, options.set, options.profile);
  const drafted = listMarks(events).flatMap((mark, index): DraftedScenario[] => {
    const own = turns.filter(({ pass }) => pass === index);
    const steps = draftSteps(own, literals, options.profile);
    if (steps.length === 0) {
      empty.push(mark ?? options.name);
      return [];
    }
    const planned = header?.plan.find(({ id }) => id === mark);
    const id = chooseId(mark, options, ids);
    ids.add(id);
    const proves = options.proves ?? findOnlyRequirement(planned, options.set);
    const candidates = proves === null ? listCandidates(own, planned, options.set) : [];
    return [{ id, title: titleOf(planned, options.name), proves, candidates, steps }];
  });
  return {
    text: renderDraft(options.set.name, drafted),
    scenarios: drafted.length,
    unnamed: drafted.filter(({ proves }) => proves === null).map(({ id }) => id),
    empty,
  };
}

/** The scenario of each pass; null for the whole of a transcript without marks. */
function listMarks(events: readonly RunEvent[]): (string | null)[] {
  const marks = events.flatMap((event) => (event.kind === 'scenario-start' ? [event.scenario] : []));
  return marks.length === 0 ? [null] : marks;
}

/** An id that the set takes and nothing else has: its first part is a command of the set, or a group of common rules. */
function chooseId(mark: string | null, { set, name }: DraftOptions, taken: ReadonlySet<string>): string {
  const parts = mark === null ? [] : mark.split('/');
  const [first = '', ...rest] = parts;
  const groups = set.groups.map((group) => group.name);
  const isKnown = first !== '' && (groups.includes(first) || findCommand(set, first) !== null);
  const common = groups[0] ?? set.commands.find((command) => command.name !== '')?.name ?? set.name;
  const tail = (mark === null ? ['recorded', name] : [...(isKnown ? rest : parts), 'recorded'])
    .map((part) => part.replace(/[^A-Za-z0-9._-]+/g, '-'))
    .filter((part) => part !== '');
  const id = [isKnown ? first : common, ...tail].join('/');
  for (let pass = 1; ; pass += 1) {
    const numbered = pass === 1 ? id : `${id}-${pass}`;
    if (!taken.has(numbered)) return numbered;
  }
}

function titleOf(planned: PlannedScenario | undefined, name: string): string {
  const title = planned === undefined ? `What ${name} recorded` : `${planned.title}, as recorded`;
  return title.replaceAll('${', '$ {');
}

function findOnlyRequirement(planned: PlannedScenario | undefined, set: CommandSet): string | null {
  const [only, second] = planned?.requirements ?? [];
  return second === undefined && set.requirements.some(({ id }) => id === only) ? (only ?? null) : null;
}

const CANDIDATES_MAX = 12;

/** Requirements that these turns may bear on: those of the recorded scenario, or of the commands that were sent. */
function listCandidates(
  turns: readonly Turn[],
  planned: PlannedScenario | undefined,
  set: CommandSet,
): readonly string[] {
  if (planned !== undefined && planned.requirements.length > 0) return planned.requirements;
  const sent = new Set(turns.map(({ act }) => (act.kind === 'send' ? act.context.command?.name : undefined)));
  return set.requirements
    .filter(({ command, wire }) => !wire && sent.has(command))
    .slice(0, CANDIDATES_MAX)
    .map(({ id }) => id);
}
