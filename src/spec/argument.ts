/** An argument of a command line as the spec sees it; the grammar of `wire` gives values of this shape. */
export type Argument =
  | { readonly kind: 'omitted' }
  | { readonly kind: 'integer'; readonly value: number }
  /** The meaning of a quoted string, its escapes resolved. */
  | { readonly kind: 'string'; readonly value: string }
  /** Neither an integer nor a quoted string. */
  | { readonly kind: 'bare'; readonly text: string };
