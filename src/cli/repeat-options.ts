/** The options that repeat a run, as they are typed. */
import type { GenerateKind } from '../generate/generate.ts';
import { renderKinds } from './generate-kinds.ts';
import type { TypedRunOptions } from './run-options.ts';

/** Without `--id`, `--tags`, `--out`, and where the evidence goes. */
export function renderRepeatOptions(
  typed: TypedRunOptions,
  seed: string,
  kinds: readonly GenerateKind[],
): string {
  const options: [string, string | undefined][] = [
    ['--device', typed.device],
    ['--set', typed.set],
    ['--profile', typed.profile],
    ['--seed', seed],
    ['--scale', typed.scale],
    ['--origin-http', typed.originHttp],
    ['--origin-https', typed.originHttps],
    ['--origin-host', typed.originHost],
    ['--setup', typed.setup],
    ['--reset-command', typed.resetCommand],
    ['--repeat', typed.repeat],
    ['--retry', typed.retry],
    ['--baseline', typed.baseline === false ? undefined : typed.baseline],
    ['--generate', renderKinds(kinds)],
  ];
  const words = options.flatMap(([name, value]) => (value === undefined ? [] : [name, quoteWord(value)]));
  const switches = [
    ...(typed.allowDestructive === true ? ['--allow-destructive'] : []),
    ...(typed.allowFlaky === true ? ['--allow-flaky'] : []),
    ...(typed.baseline === false ? ['--no-baseline'] : []),
    ...(typed.gate === false ? ['--no-gate'] : []),
  ];
  return [...words, ...switches].join(' ');
}

/** A word as a shell takes it for one. */
export function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`;
}
