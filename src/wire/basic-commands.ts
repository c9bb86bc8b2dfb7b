/**
 * The basic commands of a command line, one by one: `ATE0V1S0=2` is E0, V1 and S0=2.
 *
 * Source: ITU-T V.250 5.2.1 (upper and lower case, spaces between commands), 5.3.1 (a missing number is 0), 5.3.2
 * (S-parameters), 5.4.5 (an extended command ends with a semicolon).
 */

const ITEM = /^(?:S\d*(?:=\d*|\?)?|[&%\\]?[A-Z]\d*)/;
const EXTENDED = /^\+[^;]*;?/;

/** In upper case and with their numbers, up to the first thing that is none. None where `text` is no command line. */
export function listBasicCommands(text: string): readonly string[] {
  const line = text.toUpperCase().replace(/ /g, '');
  if (!line.startsWith('AT')) return [];
  const commands: string[] = [];
  let rest = line.slice(2);
  while (rest !== '') {
    const [extended] = EXTENDED.exec(rest) ?? [];
    const [basic] = ITEM.exec(rest) ?? [];
    // What follows D is a number to dial.
    if (basic?.startsWith('D') === true || (extended ?? basic) === undefined) break;
    if (basic !== undefined) commands.push(/^S|\d$/.test(basic) ? basic : `${basic}0`);
    rest = rest.slice((extended ?? basic)?.length);
  }
  return commands;
}
