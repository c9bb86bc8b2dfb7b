/**
 * Reads the small language of conditions: `opt == 3`, `url_length >= 8 and x != y`, `head_response in [header-blocks, none]`.
 *
 *     condition  = conjunction { "or" conjunction }
 *     conjunction = negation { "and" negation }
 *     negation   = "not" negation | "(" condition ")" | comparison
 *     comparison = operand [ ("==" | "!=" | "<" | "<=" | ">" | ">=") operand | "in" list ]
 *     operand    = number | "text" | 'text' | word | "${" name "}"
 *     list       = "[" operand { "," operand } "]" | "${" name "}"
 *
 * A bare word on the left is a name; on the right it is a text (`${…}` names something there). A name alone asks whether its
 * value is true.
 */
import { type Result, refuse, succeed } from '../base/result.ts';
import { type ConditionToken, cutTokens } from './condition-token.ts';

/** A stretch of the condition's text, in UTF-16 offsets, end exclusive. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

export type Operand =
  | (Stretch & { readonly kind: 'name'; readonly name: string })
  | (Stretch & { readonly kind: 'literal'; readonly value: string | number | boolean });

export type ComparisonSign = '==' | '!=' | '<' | '<=' | '>' | '>=';

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | {
      readonly kind: 'compare';
      readonly left: Operand;
      readonly sign: ComparisonSign;
      readonly right: Operand;
    }
  | { readonly kind: 'in'; readonly left: Operand; readonly list: readonly Operand[] }
  | { readonly kind: 'holds'; readonly operand: Operand };

export interface ConditionFault extends Stretch {
  readonly message: string;
}

/** Reads `text`, or tells what was expected where. */
export function parseCondition(text: string): Result<Condition, ConditionFault> {
  const tokens = cutTokens(text);
  if (!tokens.ok) return tokens;
  const reader = new ConditionReader(tokens.value, text.length);
  try {
    return succeed(reader.readAll());
  } catch (error) {
    if (error instanceof ReadFault) return refuse(error.fault);
    throw error;
  }
}

/** Leaves the reader from any depth; never leaves this file. */
class ReadFault extends Error {
  readonly fault: ConditionFault;
  constructor(fault: ConditionFault) {
    super(fault.message);
    this.fault = fault;
  }
}

const SIGNS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);

class ConditionReader {
  readonly #tokens: readonly ConditionToken[];
  readonly #end: number;
  #index = 0;

  constructor(tokens: readonly ConditionToken[], end: number) {
    this.#tokens = tokens;
    this.#end = end;
  }

  readAll(): Condition {
    const condition = this.#readJoined('or', () => this.#readJoined('and', () => this.#readNegation()));
    if (this.#peek() !== undefined) this.#fail('the end, "and" or "or"');
    return condition;
  }

  #readJoined(word: 'and' | 'or', readPart: () => Condition): Condition {
    const first = readPart();
    const parts = [first];
    while (this.#takeSign(word)) parts.push(readPart());
    return parts.length === 1 ? first : { kind: word, parts };
  }

  #readNegation(): Condition {
    if (this.#takeSign('not')) return { kind: 'not', part: this.#readNegation() };
    if (!this.#takeSign('(')) return this.#readComparison();
    const inner = this.#readJoined('or', () => this.#readJoined('and', () => this.#readNegation()));
    if (!this.#takeSign(')')) this.#fail('")"');
    return inner;
  }

  #readComparison(): Condition {
    const left = this.#readOperand('left');
    const sign = this.#peek();
    if (sign?.kind === 'sign' && SIGNS.has(sign.text)) {
      this.#index += 1;
      return { kind: 'compare', left, sign: sign.text as ComparisonSign, right: this.#readOperand('right') };
    }
    if (this.#takeSign('in')) return { kind: 'in', left, list: this.#readList() };
    if (left.kind === 'literal') this.#fail('a comparison such as ==');
    return { kind: 'holds', operand: left };
  }

  #readList(): Operand[] {
    if (this.#peek()?.kind === 'name') return [this.#readOperand('right')];
    if (!this.#takeSign('[')) this.#fail('a list such as [1, 2]');
    const items = [this.#readOperand('right')];
    while (this.#takeSign(',')) items.push(this.#readOperand('right'));
    if (!this.#takeSign(']')) this.#fail('"," or "]"');
    return items;
  }

  #readOperand(side: 'left' | 'right'): Operand {
    const token = this.#peek();
    if (token === undefined || token.kind === 'sign') {
      this.#fail(side === 'left' ? 'a name' : 'a value to compare with');
    }
    this.#index += 1;
    const { start, end } = token;
    if (token.kind === 'name') return { kind: 'name', name: token.text, start, end };
    if (token.kind === 'literal') return { kind: 'literal', value: token.value, start, end };
    if (side === 'left') return { kind: 'name', name: token.text, start, end };
    return { kind: 'literal', value: token.text, start, end };
  }

  #peek(): ConditionToken | undefined {
    return this.#tokens[this.#index];
  }

  #takeSign(text: string): boolean {
    const token = this.#peek();
    if (token?.kind !== 'sign' || token.text !== text) return false;
    this.#index += 1;
    return true;
  }

  #fail(expected: string): never {
    const token = this.#peek();
    const { start, end } = token ?? { start: this.#end, end: this.#end };
    throw new ReadFault({ start, end, message: `expected ${expected}, came ${token?.source ?? 'the end'}` });
  }
}
