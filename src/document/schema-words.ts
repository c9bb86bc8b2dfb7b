/** What is said of one broken rule, before it has a place in a text. */
import type { DocumentCode } from './codes.ts';

export interface SchemaWords {
  readonly code: DocumentCode;
  readonly message: string;
  readonly hint: string | null;
  /** key: at the key `key` of the value. parent: at the value's own key. value: at the value, or at its part `key`. */
  readonly at: 'key' | 'parent' | 'value';
  readonly key: string | null;
}
