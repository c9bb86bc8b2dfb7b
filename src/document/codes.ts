/** What can be wrong in a document before anyone asks what it means. docs/errors.md explains each code. */

/** A room's codes, each with its one-line meaning. */
export type CodeTable = Readonly<Record<string, string>>;

export const DOCUMENT_CODES = {
  YAML_SYNTAX: 'the text is not well-formed YAML',
  YAML_TAB: 'a tab stands where YAML allows only spaces',
  DUPLICATE_KEY: 'a key stands twice in the same map',
  YAML_ALIAS: 'an alias names no anchor, or aliases unfold to far too much',
  UNKNOWN_KEY: 'a key is not known in this place',
  MISSING_KEY: 'a key that must be given is not there',
  WRONG_TYPE: 'a value is of another type than its key takes',
  WRONG_VALUE: 'a value is none of those that its key takes',
  WRONG_FORM: 'a text has another form than its key takes',
  OUT_OF_BOUNDS: 'a number, or the size of a list or text, is outside its bounds',
  REPEATED_ITEM: 'a list holds the same item twice',
  CONFLICTING_KEYS: 'keys stand together of which only one may stand',
  SCHEMA_MISMATCH: 'a value breaks a rule of its schema that has no code of its own',
} as const satisfies CodeTable;

export type DocumentCode = keyof typeof DOCUMENT_CODES;
