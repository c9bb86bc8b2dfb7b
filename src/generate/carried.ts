/** What a parameter carries to the origin, and how it is seen there. */
import type { CaseRequest } from '../spec/case-rules.ts';
import { fillCarried } from './call.ts';
import type { SeenRequestParts } from './outcome.ts';

/** The request that shows the `values` carried, by one argument each. */
export function carryRequest({ headers, ...rest }: CaseRequest, values: readonly string[]): SeenRequestParts {
  const filled = values.flatMap((value, index) =>
    Object.entries(headers).map(([name, text]) => [
      fillCarried(name, value, index + 1),
      fillCarried(text, value, index + 1),
    ]),
  );
  const [first = ''] = values;
  const fill = (text: string | null) => (text === null ? null : fillCarried(text, first, 1));
  return { target: fill(rest.target), body: fill(rest.body), headers: Object.fromEntries(filled) };
}
