/** What was done in a turn as the step that does it again, byte for byte. */
import { type Bytes, escapeBytes } from '../../base/bytes.ts';
import type { RawPayload, RawStep } from '../../scenario/scenarios.generated.ts';
import { splitFields } from '../../wire/command-line.ts';
import { draftOrigin } from './draft-origin.ts';
import type { Literals } from './literal.ts';
import { type Act, joinParts, type Turn } from './turn-reader.ts';

/** A payload that holds an address, and so is as long as the address is: its text is kept under `name`. */
export interface KeptPayload {
  readonly name: string;
  readonly text: string;
  /** Bytes that it had in the recording. */
  readonly bytes: number;
}

export interface ActContext {
  readonly literals: Literals;
  /** The profile's, which a line need not name. */
  readonly terminator: string;
  /** The payload that this turn, or the one that follows it, enters under a name; null: none. */
  readonly kept: KeptPayload | null;
}

export function draftAct(act: Act, { literals, terminator, kept }: ActContext): RawStep[] {
  switch (act.kind) {
    case 'none':
      return [];
    case 'send':
      return draftSend(act, literals, terminator, kept);
    case 'raw':
      return [{ raw: literals.writeBytes(act.bytes) }];
    case 'payload':
      return [{ payload: kept === null ? draftPayload(act, literals) : `\${${kept.name}}` }];
    case 'script':
      return draftOrigin(act.script, literals);
    case 'clean':
      return [{ clean: [...act.states] }];
  }
}

function draftSend(
  act: Extract<Act, { kind: 'send' }>,
  literals: Literals,
  terminator: string,
  kept: KeptPayload | null,
): RawStep[] {
  const written = literals.write(act.line) ?? act.line;
  const line = (kept === null ? null : countByName(written, kept)) ?? written;
  const before: RawStep[] = kept === null ? [] : [{ set: { [kept.name]: kept.text } }];
  return [...before, { send: act.terminator === terminator ? line : { line, terminator: act.terminator } }];
}

/** `line` with `${name.length}` for its last parameter that tells the payload's length; null where none does. */
function countByName(line: string, { name, bytes }: KeptPayload): string | null {
  const start = line.indexOf('=') + 1;
  const fields = splitFields(line.slice(start));
  const index = fields.lastIndexOf(String(bytes));
  if (start === 0 || index < 0) return null;
  return line.slice(0, start) + fields.with(index, `\${${name}.length}`).join(',');
}

function draftPayload(act: Extract<Act, { kind: 'payload' }>, literals: Literals): RawPayload {
  const [seeded, second] = act.parts;
  if (
    seeded !== undefined &&
    second === undefined &&
    'seed' in seeded &&
    (act.room ?? seeded.length) >= seeded.length
  )
    return { random: seeded.seed, bytes: seeded.length };
  const bytes = joinParts(act.parts);
  const room = act.room ?? bytes.length;
  const source = literals.writeBytes(bytes.subarray(0, room));
  if (bytes.length > room) return { ...asObject(source), surplus: writeEscaped(bytes.subarray(room)) };
  return source === 'remaining' ? { text: source } : source;
}

function asObject<Source extends object>(source: string | Source): { readonly text: string } | Source {
  return typeof source === 'string' ? { text: source } : source;
}

function writeEscaped(bytes: Bytes): string {
  return escapeBytes(bytes).replaceAll('$', '\\x24');
}

/** The payload of `turn` under `name`, where it holds an address and its command's line tells its length. */
export function keepPayload(send: Turn, turn: Turn, name: string, literals: Literals): KeptPayload | null {
  if (send.act.kind !== 'send' || turn.act.kind !== 'payload') return null;
  const bytes = joinParts(turn.act.parts);
  if (turn.act.room !== bytes.length) return null;
  const text = literals.writeBytes(bytes);
  if (typeof text !== 'string' || !text.includes('${')) return null;
  const kept = { name, text, bytes: bytes.length };
  return countByName(send.act.line, kept) === null ? null : kept;
}
