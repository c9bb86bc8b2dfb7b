/** Text inside Markdown that must not become markup. */

/** Text that stays text: no markup, no table cell of its own, one line. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ').replace(/[\\`*_[\]<>|#~]/g, (character) => `\\${character}`);
}

/** Text between backticks, one more than the longest run inside. */
export function code(text: string): string {
  const runs = (text.match(/`+/g) ?? []).map((run) => run.length);
  const fence = '`'.repeat(Math.max(0, ...runs) + 1);
  const space = fence.length > 1 ? ' ' : '';
  return `${fence}${space}${text.replace(/[\r\n]+/g, ' ').replaceAll('|', '\\|')}${space}${fence}`;
}
