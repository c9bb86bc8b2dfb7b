/** The command line that repeats a scenario as it ran, ready to paste into a shell. */
import type { RunResult } from '../record/result.ts';

/** `npm run conformance -- --device sim: --id HTTPCPOST/data-phase/surplus --seed 7f3a`. */
export function renderRepeatCommand(result: RunResult, scenarioId: string): string {
  const options = result.repeat.trim();
  const seed = /(^|\s)--seed(\s|=|$)/.test(options) ? [] : [`--seed ${quoteForShell(result.seed)}`];
  const parts = [...(options === '' ? [] : [options]), `--id ${quoteForShell(scenarioId)}`, ...seed];
  return `npm run conformance -- ${parts.join(' ')}`;
}

/** `word` as one word of a POSIX shell; left alone where nothing in it is special. */
function quoteForShell(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
