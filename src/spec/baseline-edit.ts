/**
 * Writes what a run found into a baseline, by hand-keeping edits of its text: comments, order and the fields that people filled in
 * stay. Nothing is accepted for anyone: what is new has a placeholder for its reason, and nothing is taken away unasked.
 */
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
  YAMLSeq,
} from 'yaml';
import { type Deviation, REASON_PLACEHOLDER } from './baseline.ts';
import { isOfFirmware } from './firmware-range.ts';
import { fingerprintWay, type WayOfFailing } from './way-of-failing.ts';

/** What a run found of one device. */
export interface Findings {
  readonly set: string;
  readonly profile: string;
  /** The module's account of itself, which says which firmware it is. */
  readonly identity: readonly string[];
  /** Every scenario that came to something and how it failed, those ways left out that deviations of a requirement accept. */
  readonly scenarios: readonly FoundScenario[];
  readonly answers: Readonly<Record<string, readonly string[]>>;
  /** By command; null where only a part of the suite ran. */
  readonly coverage: Readonly<Record<string, number>> | null;
}

export interface FoundScenario {
  readonly id: string;
  /** The head of the hash of what it does; empty: not to be pinned. */
  readonly hash: string;
  readonly ways: readonly WayOfFailing[];
}

/** What became of the baseline; ids of scenarios, and of questions for answers. */
export interface EditedBaseline {
  readonly text: string;
  readonly added: readonly string[];
  /** They fail otherwise than known: their reasons are asked for anew. */
  readonly changed: readonly string[];
  /** They fail no more, and stand there still unless `prunes`. */
  readonly gone: readonly string[];
  /** Whole runs do not have them any more; likewise. */
  readonly orphans: readonly string[];
  /** They do something else than when they were pinned, and are pinned as they are now. */
  readonly rewritten: readonly string[];
  readonly answers: readonly string[];
}

export interface EditOptions {
  /** Takes away what fails no more, or does not exist any more. */
  readonly prunes: boolean;
}

const HEAD =
  ' What is accepted of one device although it does not conform. Written by `atconform baseline update`; reasons, owners,\n issue links, firmware ranges and dates are written by people.';

/** `text`: the baseline as it is, or null where there is none; `known`: its deviations, in its order. */
export function editBaseline(
  text: string | null,
  known: readonly Deviation[],
  findings: Findings,
  { prunes }: EditOptions,
): EditedBaseline {
  const document = text === null ? createDocument(findings) : parseDocument(text);
  const editor = new Editor(document, known, findings);
  const gone = editor.listGone();
  const orphans = editor.listOrphans();
  const changed = editor.repinChanged();
  const added = editor.addNew();
  const rewritten = editor.pinHashes(new Set(added));
  const answers = editor.pinAnswers();
  if (findings.coverage !== null) document.set('coverage', document.createNode(findings.coverage));
  if (prunes) editor.takeAway(new Set([...gone, ...orphans]));
  return { text: document.toString({ lineWidth: 0 }), added, changed, gone, orphans, rewritten, answers };
}

function createDocument({ set, profile }: Findings): Document {
  const document = parseDocument(`set: ${set}\nprofile: ${profile}\n`);
  document.commentBefore = HEAD;
  return document;
}

class Editor {
  readonly #document: Document;
  readonly #known: readonly Deviation[];
  readonly #findings: Findings;
  readonly #waysOf: ReadonlyMap<string, readonly WayOfFailing[]>;

  constructor(document: Document, known: readonly Deviation[], findings: Findings) {
    this.#document = document;
    this.#known = known;
    this.#findings = findings;
    this.#waysOf = new Map(findings.scenarios.map(({ id, ways }) => [id, ways]));
  }

  listGone(): string[] {
    return this.#listKnown().filter((id) => this.#waysOf.get(id)?.length === 0);
  }

  listOrphans(): string[] {
    if (this.#findings.coverage === null) return [];
    return this.#listKnown().filter((id) => !this.#waysOf.has(id));
  }

  /** Where all scenarios of a deviation changed alike it is pinned anew; otherwise those that changed get one of their own. */
  repinChanged(): string[] {
    return this.#known.flatMap((deviation, index) => {
      if (!this.#isApplicable(deviation)) return [];
      const changed = deviation.scenarios.filter((id) => this.#isChanged(id, deviation));
      for (const group of groupByWays(changed, this.#waysOf)) this.#repin(deviation, index, group);
      return changed;
    });
  }

  #isChanged(id: string, { fails }: Deviation): boolean {
    const ways = this.#waysOf.get(id) ?? [];
    return ways.length > 0 && keyOf(ways) !== keyOf(fails);
  }

  #repin(deviation: Deviation, index: number, { ids, ways }: Group): void {
    const entry = this.#entryAt(index);
    const reason = `${REASON_PLACEHOLDER}: it fails otherwise now; it was: ${deviation.reason.replace(/^TODO: it fails otherwise now; it was: /, '')}`;
    if (ids.length === deviation.scenarios.length) {
      entry.set('reason', reason);
      entry.set('fails', createEntry(this.#document, ways.map(renderWay)));
      return;
    }
    removeItems(entry.get('scenarios'), new Set(ids));
    this.#append({ ...keepFields(deviation), reason, scenarios: ids, fails: ways.map(renderWay) });
  }

  addNew(): string[] {
    const known = new Set(this.#listKnown());
    const added = this.#findings.scenarios
      .filter(({ id, ways }) => ways.length > 0 && !known.has(id))
      .map(({ id }) => id);
    // Beside an entry for other firmware one must say which firmware it is for.
    const elsewhere = new Set(this.#known.flatMap(({ scenarios }) => scenarios));
    for (const { ids, ways } of groupByWays(added, this.#waysOf))
      this.#append({
        reason: REASON_PLACEHOLDER,
        ...(ids.some((id) => elsewhere.has(id)) ? { firmware: REASON_PLACEHOLDER } : {}),
        ...{ scenarios: ids, fails: ways.map(renderWay) },
      });
    return added;
  }

  pinHashes(added: ReadonlySet<string>): string[] {
    const named = new Set([...this.#listKnown(), ...added]);
    const found = this.#findings.scenarios.filter(({ id, hash }) => named.has(id) && hash !== '');
    return found.flatMap(({ id, hash }) => {
      const pinned = this.#document.getIn(['hashes', id]);
      if (pinned === hash) return [];
      this.#document.setIn(['hashes', id], hash);
      return pinned === undefined ? [] : [id];
    });
  }

  /** A part of the suite may have heard fewer answers, so it only adds. */
  pinAnswers(): string[] {
    const isWhole = this.#findings.coverage !== null;
    const changed: string[] = [];
    for (const [question, came] of Object.entries(this.#findings.answers)) {
      const pinned = readTexts(this.#document.getIn(['answers', question]));
      const wanted = isWhole ? [...came] : [...new Set([...pinned, ...came])].sort();
      if (came.length === 0 || [...pinned].sort().join('\n') === [...wanted].sort().join('\n')) continue;
      this.#document.setIn(['answers', question], this.#document.createNode(wanted));
      changed.push(question);
    }
    return changed;
  }

  takeAway(ids: ReadonlySet<string>): void {
    const deviations = this.#document.get('deviations');
    if (!isSeq(deviations)) return;
    for (const entry of deviations.items) if (isMap(entry)) removeItems(entry.get('scenarios'), ids);
    deviations.items = deviations.items.filter((entry) => {
      const scenarios = isMap(entry) ? entry.get('scenarios') : null;
      return !isSeq(scenarios) || scenarios.items.length > 0;
    });
    const hashes = this.#document.get('hashes');
    if (isMap(hashes)) for (const id of ids) hashes.delete(id);
  }

  #listKnown(): string[] {
    const applicable = this.#known.filter((deviation) => this.#isApplicable(deviation));
    return [...new Set(applicable.flatMap(({ scenarios }) => scenarios))];
  }

  #isApplicable({ firmware }: Deviation): boolean {
    return firmware === null || isOfFirmware(firmware, this.#findings.identity);
  }

  #entryAt(index: number): YAMLMap {
    return this.#document.getIn(['deviations', index]) as YAMLMap;
  }

  #append(entry: object): void {
    if (!isSeq(this.#document.get('deviations'))) this.#document.set('deviations', new YAMLSeq());
    (this.#document.get('deviations') as YAMLSeq).add(createEntry(this.#document, entry));
  }
}

interface Group {
  readonly ids: readonly string[];
  readonly ways: readonly WayOfFailing[];
}

/** Scenarios that fail alike share a deviation, and so a reason. */
function groupByWays(
  ids: readonly string[],
  waysOf: ReadonlyMap<string, readonly WayOfFailing[]>,
): readonly Group[] {
  const groups = new Map<string, { ids: string[]; ways: readonly WayOfFailing[] }>();
  for (const id of ids) {
    const ways = waysOf.get(id) ?? [];
    const group = groups.get(keyOf(ways));
    if (group === undefined) groups.set(keyOf(ways), { ids: [id], ways });
    else group.ids.push(id);
  }
  return [...groups.values()];
}

function keyOf(ways: readonly WayOfFailing[]): string {
  return ways.map(fingerprintWay).sort().join(' ');
}

function keepFields({ issue, owner, firmware, expires }: Deviation): object {
  const fields = Object.entries({ issue, owner, firmware, expires });
  return Object.fromEntries(fields.filter(([, value]) => value !== null));
}

function renderWay(way: WayOfFailing): object {
  const { channel, verdict, breaks, received } = way;
  return {
    ...(channel === 'wire' ? { channel } : {}),
    verdict,
    ...(breaks.length === 0 ? {} : { breaks: [...breaks] }),
    ...{ received, fingerprint: fingerprintWay(way) },
  };
}

/** As a node, lists of requirements in one line. */
function createEntry(document: Document, value: unknown): Node {
  const node = document.createNode(value) as Node;
  visit(node, {
    Pair(_key, { key, value: list }) {
      if (isScalar(key) && key.value === 'breaks' && isSeq(list)) list.flow = true;
    },
  });
  return node;
}

function removeItems(list: unknown, ids: ReadonlySet<string>): void {
  if (isSeq(list)) list.items = list.items.filter((item) => !isScalar(item) || !ids.has(String(item.value)));
}

function readTexts(list: unknown): string[] {
  return isSeq(list) ? list.items.map((item) => String(isScalar(item) ? item.value : item)) : [];
}
