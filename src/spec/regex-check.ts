/** Do regular expressions compile? */
import type { Diagnostic } from '../document/diagnostic.ts';
import type { Pointer } from '../document/yaml-document.ts';
import { type Located, reportAt } from './spec-file.ts';

/** Checks the expression `pattern` at `inner` of `located`. */
export function checkRegex(located: Located<unknown>, inner: Pointer, pattern: string): Diagnostic[] {
  try {
    new RegExp(pattern);
    return [];
  } catch (error) {
    // RegExp throws nothing but a SyntaxError: `Invalid regular expression: /(/: Unterminated group`.
    const reason = (error as SyntaxError).message.split(': ').at(-1) ?? '';
    const message = `the regular expression does not compile: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
    return [
      reportAt(
        located,
        inner,
        'BAD_REGEX',
        message,
        'a backslash before ( ) [ ] + * ? . takes it as it stands',
      ),
    ];
  }
}
