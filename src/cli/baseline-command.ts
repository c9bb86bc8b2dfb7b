/** `atconform baseline update --from RUN`: writes what a run found into the baseline of its device. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { collectFindings } from '../coverage/findings.ts';
import { readJudgedBaseline } from '../coverage/judged-baseline.ts';
import { foldResult } from '../coverage/result.ts';
import type { RunResult } from '../record/result.ts';
import { openBaseline } from '../run/baseline-file.ts';
import type { Deviation } from '../spec/baseline.ts';
import { type EditedBaseline, editBaseline } from '../spec/baseline-edit.ts';
import { type Recording, readRecording } from './recording.ts';
import { describeFileError, readTextFile } from './text-file.ts';
import { UsageFault } from './usage-fault.ts';

export interface BaselineOptions {
  readonly from: string;
  readonly baseline?: string;
  readonly prune?: boolean;
}

const DEFAULT_PATH = 'baseline.yaml';

/** Prints what was written and returns the exit code. Throws UsageFault where nothing can be. */
export function updateBaseline({ from, baseline, prune }: BaselineOptions): number {
  refuseInCi();
  const recording = readRecording(join(from, 'events.ndjson'));
  refuseUnjudged(from, foldResult(recording.events));
  const path = baseline ?? readJudgedBaseline(recording.header)?.path ?? DEFAULT_PATH;
  const text = existsSync(path) ? readTextFile(path, '--baseline') : null;
  const known = text === null ? [] : readKnown(path, text, recording);
  const findings = collectFindings(recording.events, known);
  const edited = editBaseline(text, known, findings, { prunes: prune === true });
  writeBaseline(path, edited.text);
  console.log(describeEdit(path, edited, prune === true).join('\n'));
  return 0;
}

/** Whoever accepts a deviation is a person who can be asked why. */
function refuseInCi(): void {
  const { CI } = process.env;
  if (CI === undefined || CI === '' || CI === 'false' || CI === '0') return;
  throw new UsageFault(
    'a baseline is never written in CI',
    'update it where a person can say why a deviation is accepted, and commit it',
  );
}

/** What stopped a run, or an error of the bench, is not the module's. */
function refuseUnjudged(from: string, { verdict, rule }: RunResult): void {
  if (verdict !== 'not-judged') return;
  throw new UsageFault(
    `the run in ${from} could not be judged: ${rule}`,
    'write a baseline from a run that came to its end without an error',
  );
}

/** A reason that is not given yet does not stand in the way of another update; every other mistake does. */
function readKnown(path: string, text: string, { header }: Recording): readonly Deviation[] {
  const { draft, diagnostics, draw } = openBaseline({ path, text });
  const mistakes = diagnostics.filter(({ code }) => code !== 'BASELINE_WITHOUT_REASON');
  for (const mistake of mistakes) console.error(`${draw(mistake)}\n`);
  if (draft === null || mistakes.length > 0)
    throw new UsageFault(`nothing was written: ${path} has mistakes`, 'mend what is listed above', 3);
  const [set, profile] = [header.set, header.profile].map(
    (each) => (each as { readonly name?: unknown }).name,
  );
  if (draft.set === set && draft.profile === profile) return draft.deviations;
  throw new UsageFault(
    `${path} is for the set ${draft.set} and the profile ${draft.profile}; the run was of ${set} and ${profile}`,
    'name the baseline of this device with --baseline',
  );
}

function writeBaseline(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageFault(`${path} cannot be written: ${describeFileError(error)}`, 'choose another path');
  }
}

function describeEdit(path: string, edited: EditedBaseline, prunes: boolean): string[] {
  const { added, changed, gone, orphans, rewritten, answers } = edited;
  const rest = prunes ? 'taken away' : 'stays until you take it away, or add --prune';
  const lines = [
    ...tell(added, 'new, without a reason yet'),
    ...tell(changed, 'fails otherwise than before, the reason is asked for anew'),
    ...tell(gone, `fails no more, ${rest}`),
    ...tell(orphans, `does not exist any more, ${rest}`),
    ...tell(rewritten, 'does something else than before, pinned as it is now'),
    ...tell(answers, 'answered anew'),
  ];
  const isAsking = added.length + changed.length > 0;
  return [
    `${path}: ${lines.length === 0 ? 'nothing new' : 'written'}`,
    ...lines,
    ...(isAsking ? ['Write a reason in place of each TODO; until then no run takes the file.'] : []),
  ];
}

function tell(ids: readonly string[], what: string): string[] {
  return ids.map((id) => `  ${id}  ${what}`);
}
