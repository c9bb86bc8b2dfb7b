/** A module of the user's own steps does not load: its author's mistake. */
export class SupportFault extends Error {
  override readonly name = 'SupportFault';
  readonly hint = `mend the module, or look at it with \`npx tsx\``;
}
