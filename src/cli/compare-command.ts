/** `atconform compare RUN RUN…`: runs of several modules, or of several firmwares of one, side by side. */
import { join } from 'node:path';
import { findNearest } from '../base/nearest.ts';
import { compareRuns, type RunEvidence } from '../coverage/compare-runs.ts';
import type { Comparison, PairComparison } from '../coverage/comparison.ts';
import { renderComparisonHtml } from '../report/compare-html.ts';
import { renderComparisonMarkdown } from '../report/compare-markdown.ts';
import { renderComparison } from '../report/compare-terminal.ts';
import { readComparedRuns } from './compared-run.ts';
import { prepareFolder, writeReports } from './output-folder.ts';
import { readTool } from './project-root.ts';
import { openScreen } from './run-display.ts';
import { UsageFault } from './usage-fault.ts';

export interface CompareOptions {
  readonly reference?: string;
  readonly failOn?: string;
  readonly out: string;
}

/** Writes the comparison and prints it. Returns 1 where it shows what `--fail-on` names, 0 otherwise. Throws UsageFault. */
export function compare(paths: readonly string[], { reference, failOn, out }: CompareOptions): number {
  if (paths.length < 2)
    throw new UsageFault(
      'one run cannot be compared with anything',
      'name two runs or more, the reference first: atconform compare reports/before reports/after',
    );
  const failing = readFailing(failOn);
  const runs = readComparedRuns(paths);
  const comparison = compareRuns(runs, findReference(runs, reference), readTool());
  refuseStrangers(comparison);
  prepareFolder(out);
  writeReports(
    out,
    new Map([
      ['index.html', renderComparisonHtml(comparison, { madeAt: new Date().toISOString() })],
      ['comparison.json', `${JSON.stringify(comparison, null, 1)}\n`],
      ['comparison.md', renderComparisonMarkdown(comparison)],
    ]),
  );
  const screen = openScreen();
  screen.write(`${renderComparison(comparison, screen.color)}\n\nComparison: ${join(out, 'index.html')}\n`);
  return comparison.pairs.some((pair) => failing.some((each) => FAILING[each](pair))) ? 1 : 0;
}

/** What `--fail-on` can name, and when a run shows it. */
const FAILING = {
  worse: ({ outcome }) => outcome === 'worse',
  gone: ({ requirements, scenarios }) => requirements.gone + scenarios.gone > 0,
  answers: ({ changedAnswers }) => changedAnswers > 0,
  different: ({ outcome }) => outcome !== 'same',
} as const satisfies Readonly<Record<string, (pair: PairComparison) => boolean>>;

type Failing = keyof typeof FAILING;

function readFailing(text: string | undefined): readonly Failing[] {
  return (text?.split(',') ?? []).map((word) => {
    if (Object.hasOwn(FAILING, word)) return word as Failing;
    const nearest = findNearest(word, Object.keys(FAILING));
    const known = `known are ${Object.keys(FAILING).join(', ')}`;
    throw new UsageFault(
      `--fail-on knows no ${word === '' ? 'empty word' : word}`,
      nearest === null ? known : `did you mean ${nearest}?`,
    );
  });
}

/** The first, or the one that is named or numbered from 1. */
function findReference(runs: readonly RunEvidence[], wanted: string | undefined): number {
  if (wanted === undefined) return 0;
  const named = runs.findIndex(({ name }) => name === wanted);
  const numbered = /^\d+$/.test(wanted) ? Number(wanted) - 1 : -1;
  const index = named >= 0 ? named : numbered;
  if (runs[index] !== undefined) return index;
  const names = runs.map(({ name }, place) => `${place + 1} ${name}`).join(', ');
  throw new UsageFault(`--reference ${wanted} is none of the runs`, `they are ${names}`);
}

/** Where two runs have nothing in common, no difference between them is not good news. */
function refuseStrangers({ pairs, runs, reference }: Comparison): void {
  const stranger = pairs.find(({ compared }) => compared.requirements + compared.scenarios === 0);
  if (stranger === undefined) return;
  throw new UsageFault(
    `${runs[stranger.run]?.name} and ${runs[reference]?.name} have no requirement and no scenario in common`,
    'compare runs of the same command set, with scenarios that both ran',
  );
}
