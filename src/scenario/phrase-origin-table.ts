/**
 * Tables about requests and answers: each row a name and a value. A name that begins with a capital letter is a header;
 * the other names are listed here, and `header x-a` is a header whose name does not begin so.
 */
import { PhraseError, type Table } from './phrase.ts';
import { groupPairs, parseData, readPairs } from './phrase-value.ts';
import { suggest } from './raw-value.ts';
import type { RawHeaders, RawOrigin, RawReceived } from './scenarios.generated.ts';

type Request = Exclude<RawReceived, string>;

/** What a row of an answer's table may be called, headers aside. */
export const ANSWER_ROWS: Readonly<Record<string, (cell: string) => RawOrigin>> = {
  method: (method) => ({ method }),
  path: (path) => ({ path }),
  status: (status) => ({ status }),
  reason: (reason) => ({ reason }),
  body: (cell) => ({ body: parseData(cell) }),
  framing: (framing) => ({ framing }),
  'chunk bytes': (cell) => ({ chunk_bytes: cell }),
  'claimed bytes': (cell) => ({ claimed_bytes: cell }),
  delay: (delay) => ({ delay }),
  trickle: (cell) => ({ trickle: readTrickle(cell) }),
  stall: (stall) => ({ stall }),
  end: (end) => ({ end }),
  'at bytes': (cell) => ({ at_bytes: cell }),
  times: (times) => ({ times }),
};

/** What a row of a request's table may be called, headers aside; `no header` and `header line` may come more than once. */
export const REQUEST_ROWS: Readonly<Record<string, (cell: string) => Request>> = {
  method: (method) => ({ method }),
  target: (target) => ({ target }),
  body: (cell) => ({ body: parseData(cell) }),
  'body bytes': (cell) => ({ body_bytes: cell }),
  'body as entered': (cell) => ({ body_as_entered: readYes(cell) }),
  tls: (cell) => ({ tls: readYes(cell) }),
  'connections closed': (cell) => ({ connections_closed: readYes(cell) }),
};

const LISTED_ROWS = ['no header', 'header line'] as const;

export function readAnswerTable(table: Table): RawOrigin {
  const { headers, named } = splitRows(table, Object.keys(ANSWER_ROWS));
  const rows = named.map(([name, cell]) => ANSWER_ROWS[name]?.(cell) ?? {});
  return Object.assign({}, ...rows, headers === null ? {} : { headers });
}

export function readRequestTable(table: Table): Request {
  const { headers, named } = splitRows(table, [...Object.keys(REQUEST_ROWS), ...LISTED_ROWS]);
  const rows = named.map(([name, cell]) => REQUEST_ROWS[name]?.(cell) ?? {});
  const cellsOf = (wanted: string) => named.filter(([name]) => name === wanted).map(([, cell]) => cell);
  const [without, lines] = LISTED_ROWS.map(cellsOf);
  return Object.assign(
    {},
    ...rows,
    headers === null ? {} : { headers },
    without?.length ? { without_headers: without } : {},
    lines?.length ? { header_lines: lines } : {},
  );
}

interface Rows {
  readonly headers: RawHeaders | null;
  readonly named: readonly (readonly [name: string, cell: string])[];
}

function splitRows(table: Table, known: readonly string[]): Rows {
  const headers: (readonly [string, string])[] = [];
  const named: (readonly [string, string])[] = [];
  for (const [name, cell] of readPairs(table)) {
    const header = /^(?:header )?((?<=header )\S+|[A-Z]\S*)$/.exec(name)?.[1];
    if (known.includes(name)) named.push([name, cell]);
    else if (header !== undefined) headers.push([header, cell]);
    else
      throw new PhraseError(
        'BAD_VALUE',
        `expected a header's name or one of ${known.join(', ')}, got "${name}"`,
        suggest(name, known) ?? `for a header of that name write "header ${name}"`,
      );
  }
  return { headers: headers.length === 0 ? null : groupPairs(headers), named };
}

/** `X-A: 1; X-B: b, c`: a semicolon divides headers only where another name and colon follow. */
export function readHeaderText(text: string): RawHeaders {
  const lines = text.split(/; (?=[!-9;-~]+: )/);
  return groupPairs(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const;
    }),
  );
}

function readTrickle(cell: string): NonNullable<RawOrigin['trickle']> {
  const match = /^(\d+) bytes? every (.+)$/.exec(cell);
  if (match === null)
    throw new PhraseError(
      'BAD_VALUE',
      `expected a trickle such as "1 byte every 500 ms", got "${cell}"`,
      null,
    );
  return { bytes: match[1] ?? '', every: match[2] ?? '' };
}

function readYes(cell: string): boolean {
  if (cell === 'yes' || cell === 'true') return true;
  if (cell === 'no' || cell === 'false') return false;
  throw new PhraseError('BAD_VALUE', `expected yes or no, got "${cell}"`, null);
}
