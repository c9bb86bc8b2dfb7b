/**
 * Ranges of firmware versions as a baseline writes them: `2.4`, `>=2.2 <2.5`, `AT version >=2.2`. Firmware counts in dotted
 * numbers of any length (`1.00.08`, `2.4.0.0`), which the rules of semantic versions refuse.
 */

type Operator = '>=' | '<=' | '>' | '<' | '=';

export interface FirmwareRange {
  /** What stands before the version in the module's account of itself; empty: the first version that it names. */
  readonly label: string;
  /** All must hold. `=` holds for whatever begins with its numbers: `2.4` takes in 2.4.1. */
  readonly bounds: readonly { readonly operator: Operator; readonly version: readonly number[] }[];
}

const RANGE = /^((?:[A-Za-z][\w ./-]*:?\s+)?)((?:\s*(?:>=|<=|>|<|=)?\s*\d+(?:\.\d+)*)+)\s*$/;
const BOUND = /(>=|<=|>|<|=)?\s*(\d+(?:\.\d+)*)/g;
const VERSION = /\d+(?:\.\d+)+/;

/** null where `text` is no range. */
export function parseFirmwareRange(text: string): FirmwareRange | null {
  const [, label, bounds] = RANGE.exec(text) ?? [];
  if (label === undefined || bounds === undefined) return null;
  return {
    label: label.trim(),
    bounds: [...bounds.matchAll(BOUND)].map(([, operator, version]) => ({
      operator: (operator ?? '=') as Operator,
      version: readVersion(version as string),
    })),
  };
}

/**
 * Is a module with this account of itself in the range `text`? A module that does not say its version may be any: what is for some
 * firmware only is not for it.
 */
export function isOfFirmware(text: string, identity: readonly string[]): boolean {
  const range = parseFirmwareRange(text);
  return range !== null && isInFirmwareRange(range, identity) === true;
}

/** null where `identity`, the lines of the module's account of itself, names no version that the range speaks of. */
function isInFirmwareRange({ label, bounds }: FirmwareRange, identity: readonly string[]): boolean | null {
  const version = findVersion(label, identity);
  return version === null ? null : bounds.every((bound) => isWithin(version, bound));
}

function findVersion(label: string, identity: readonly string[]): readonly number[] | null {
  for (const line of identity) {
    const at = line.toLowerCase().indexOf(label.toLowerCase());
    const found = at < 0 ? null : VERSION.exec(line.slice(at + label.length));
    if (found !== null) return readVersion(found[0]);
  }
  return null;
}

function readVersion(text: string): number[] {
  return text.split('.').map(Number);
}

function isWithin(
  version: readonly number[],
  { operator, version: limit }: FirmwareRange['bounds'][number],
): boolean {
  if (operator === '=') return limit.every((part, index) => part === (version[index] ?? 0));
  const order = compareVersions(version, limit);
  switch (operator) {
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
  }
}

/** Missing numbers count as 0. */
function compareVersions(left: readonly number[], right: readonly number[]): number {
  const length = Math.max(left.length, right.length);
  const differences = Array.from({ length }, (_, index) => (left[index] ?? 0) - (right[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
