/** What a CI server is told besides the reports: annotations in the log, and the summary of the step. */
import { appendFileSync } from 'node:fs';
import type { RunResult } from '../record/result.ts';
import { renderAnnotations } from '../report/annotations.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { describeFileError } from './text-file.ts';
import { UsageFault } from './usage-fault.ts';

/** github: lines that GitHub Actions understands. none: no such lines, wherever this runs. */
export type AnnotationKind = 'github' | 'none';

/** As asked for, otherwise by where it runs. Throws UsageFault for a word that is none of them. */
export function chooseAnnotations(typed: string | undefined, env: NodeJS.ProcessEnv): AnnotationKind {
  if (typed === undefined) return env.GITHUB_ACTIONS === 'true' ? 'github' : 'none';
  if (typed === 'github' || typed === 'none') return typed;
  throw new UsageFault(
    `--annotations takes github or none, not ${typed}`,
    'leave it out for what fits the place',
  );
}

/** Prints annotations, and adds `summary.md` to the summary of the step where GitHub names a file for it. */
export function tellServer(
  result: RunResult,
  kind: AnnotationKind,
  env: NodeJS.ProcessEnv,
  write: (text: string) => void,
): void {
  if (kind === 'none') return;
  for (const line of renderAnnotations(result)) write(`${line}\n`);
  const path = env.GITHUB_STEP_SUMMARY;
  if (path === undefined || path === '') return;
  try {
    appendFileSync(path, renderMarkdown(result));
  } catch (error) {
    // The run is over and its reports are written: a summary that cannot be is no reason to call it anything else.
    console.error(`note: the summary of the step cannot be written: ${describeFileError(error)}`);
  }
}
