/** One pickle as a scenario: its steps by the phrase table, its head by its tags, and what is wrong with either. */
import type { Pickle, PickleStep } from '@cucumber/messages';
import { assembleScenario, checkScenario, needsUnknown, type ScenarioMistake } from './assemble-scenario.ts';
import { type CompiledPhrase, compilePhrase } from './compile-phrase.ts';
import type { FeatureFaults } from './feature-faults.ts';
import type { LoadingContext } from './load-scenarios.ts';
import type { PhraseBook } from './phrase-book.ts';
import { defaultOf, type FeatureNodes, type PickleHead, readPickleHead, readStepHead } from './pickle.ts';
import type { Scenario } from './scenario.ts';
import { VariableCheck } from './variable-check.ts';

export interface FeatureContext extends LoadingContext {
  readonly phrases: PhraseBook;
  /** Does a step of the user's own TypeScript take this text? Such a step is opaque. */
  readonly isCustomStep: (text: string) => boolean;
}

export class PickleLoader {
  readonly #pickle: Pickle;
  readonly #nodes: FeatureNodes;
  readonly #context: FeatureContext;
  readonly #faults: FeatureFaults;
  readonly #head: PickleHead;
  readonly #variables = new VariableCheck([]);
  #isOpaque = false;

  constructor(pickle: Pickle, nodes: FeatureNodes, context: FeatureContext, faults: FeatureFaults) {
    this.#pickle = pickle;
    this.#nodes = nodes;
    this.#context = context;
    this.#faults = faults;
    this.#head = readPickleHead(pickle, nodes);
  }

  /** null where nothing can identify the scenario. */
  load(): Scenario | null {
    const { set, profile } = this.#context;
    const head = this.#head;
    const countBefore = this.#faults.count();
    const compiled = this.#pickle.steps.map((step) => this.#compileStep(step));
    const isWhole = this.#faults.count() === countBefore;
    const id = this.#readId();
    if (head.proves.length > 1) {
      const message = `expected at most one requirement as a tag, got ${head.proves.join(', ')}`;
      const hint = 'name the requirement at each expectation: `Then … [R-GEN-08]`';
      this.#faults.add('DEFAULT_NOT_ALONE', this.#at(`@${head.proves[1]}`), message, hint);
    }
    if (id === null) return null;
    const defaultProves = defaultOf(head);
    const scenario = assembleScenario(
      { ...head, id, notation: 'gherkin', defaultProves },
      {
        steps: compiled.flatMap(({ steps }) => steps),
        opaque: this.#isOpaque,
        inapplicable: compiled.find((each) => each.inapplicable !== null)?.inapplicable ?? null,
      },
      set,
    );
    for (const mistake of checkScenario(scenario, defaultProves, { set, profile, isWhole }))
      this.#faults.add(mistake.code, this.#placeOf(mistake, scenario), mistake.message, mistake.hint);
    return scenario;
  }

  #compileStep(step: PickleStep): CompiledPhrase {
    const { set, profile, phrases } = this.#context;
    const stepHead = readStepHead(this.#pickle, step, this.#nodes);
    const nothing: CompiledPhrase = { steps: [], faults: [], inapplicable: null, resolved: [] };
    const at = { line: stepHead.place.line, text: null };
    const matches = phrases.match(step.text);
    const [match] = matches;
    if (match === undefined || matches.length > 1) {
      if (match !== undefined) {
        const listed = matches.map(({ phrase }) => `"${phrase.expression}"`).join(' and ');
        this.#faults.add('AMBIGUOUS_STEP', at, `more than one phrase fits: ${listed}`, null);
      } else if (this.#context.isCustomStep(step.text)) this.#isOpaque = true;
      else this.#complainUndefined(step, at);
      return nothing;
    }
    const attached = readAttachment(step);
    if (attached.kind !== match.phrase.attachment) {
      const words = { none: 'nothing', table: 'a table', text: 'a text between """' };
      const message = `expected ${words[match.phrase.attachment]} below the step, got ${words[attached.kind]}`;
      this.#faults.add(
        'UNDEFINED_STEP',
        at,
        message,
        `for example: ${match.phrase.example.replaceAll('\n', ' ⏎ ')}`,
      );
      return nothing;
    }
    const compiled = compilePhrase(match.phrase, () => [...match.readValues(), ...attached.values], {
      ...stepHead,
      set,
      profile,
      defaultProves: defaultOf(this.#head),
      recordsOnly: needsUnknown(this.#head.needs, profile),
    });
    for (const { code, message, hint } of compiled.faults) this.#faults.add(code, at, message, hint);
    for (const { raw } of compiled.resolved)
      this.#variables.follow(raw, [], (code, _path, message, hint = null) =>
        this.#faults.add(code, at, message, hint),
      );
    return compiled;
  }

  #complainUndefined(step: PickleStep, at: { line: number; text: null }): void {
    const nearest = this.#context.phrases.findNearest(step.text);
    const hint =
      nearest === null
        ? 'docs/writing-scenarios.md lists every phrase'
        : `did you mean "${nearest.expression}"? for example: ${nearest.example.split('\n')[0]}`;
    this.#faults.add('UNDEFINED_STEP', at, `no phrase fits "${step.text}"`, hint);
  }

  #readId(): string | null {
    const { id, place } = this.#head;
    const isRow = this.#pickle.astNodeIds.length > 1;
    const row = this.#nodes.rows.get(this.#pickle.astNodeIds[1] ?? '');
    const hint = 'for example: @id:HTTPCPOST/data-phase/exact-length';
    if (id === null) {
      const line = this.#nodes.scenarios.get(this.#pickle.astNodeIds[0] ?? '')?.location.line ?? place.line;
      this.#faults.add(
        'SCENARIO_ID',
        { line, text: null },
        'expected a tag @id: above the scenario, got none',
        hint,
      );
      return null;
    }
    if (isRow && !/^[A-Za-z0-9._-]+$/.test(row?.cells.id ?? '')) {
      const message = 'expected a column "id" in the examples, with a word for each row';
      this.#faults.add(
        'SCENARIO_ID',
        { line: place.line, text: null },
        message,
        'a row keeps its id when rows move',
      );
      return null;
    }
    if (/^[A-Za-z0-9]+(?:\/[A-Za-z0-9._-]+)+$/.test(id)) return id;
    this.#faults.add('SCENARIO_ID', this.#at('@id:'), `expected a path-like id, got "${id}"`, hint);
    return null;
  }

  /** The place of a tag of this scenario, or the scenario's own line. */
  #at(tag: string): { line: number; text: string | null } {
    const found = this.#pickle.tags.find(({ name }) => name.startsWith(tag));
    const scenario = this.#nodes.scenarios.get(this.#pickle.astNodeIds[0] ?? '');
    const sources = [
      ...(scenario?.tags ?? []),
      ...(scenario?.examples.flatMap((examples) => examples.tags) ?? []),
    ];
    const source = sources.find(({ id }) => id === found?.astNodeId);
    return source === undefined
      ? { line: scenario?.location.line ?? this.#head.place.line, text: null }
      : { line: source.location.line, text: source.name };
  }

  #placeOf({ at }: ScenarioMistake, scenario: Scenario): { line: number; text: string | null } {
    switch (at.part) {
      case 'id':
        return this.#at('@id:');
      case 'proves':
        return this.#at(`@${this.#head.proves[0] ?? ''}`);
      case 'needs':
        return this.#at(`@needs:${this.#head.needs[at.index] ?? ''}`);
      case 'whole':
        return this.#at('@id:');
      case 'step':
        return { line: scenario.steps[at.index]?.place.line ?? this.#head.place.line, text: null };
    }
  }
}

/** What stands below a step, as the values that a phrase takes for it. */
function readAttachment(step: PickleStep): { kind: 'none' | 'table' | 'text'; values: unknown[] } {
  if (step.argument?.dataTable !== undefined) {
    const rows = step.argument.dataTable.rows.map((row) => row.cells.map((cell) => cell.value));
    return { kind: 'table', values: [rows] };
  }
  if (step.argument?.docString !== undefined)
    return { kind: 'text', values: [step.argument.docString.content] };
  return { kind: 'none', values: [] };
}
