/** The expectation about what reached the origin: count, method, target, headers, body, TLS, connections; or that nothing came. */
import { type Bytes, decodeLatin1, decodeText, equalBytes } from '../base/bytes.ts';
import type { ReceivedStep } from '../scenario/step.ts';
import { payloadOf } from './exchange.ts';
import {
  absenceEvidence,
  countBytes,
  describeOutcome,
  found,
  type Observation,
  type ObservedRequest,
  type OriginView,
  showBytes,
  type View,
  WAIT,
} from './observation.ts';
import { describeDifference } from './observe-body.ts';
import { toCount } from './pattern.ts';

interface Clause {
  readonly asks: string;
  /** What came instead; null where the clause holds. */
  readonly flaw: string | null;
}

/** `body`: the bytes that `step.body` names, made by the bench; null where it names none. The bench has let things settle before. */
export function observeReceived(step: ReceivedStep, view: View, body: Bytes | null): Observation {
  const origin = step.since === 'send' ? view.originSinceSend : view.originSinceScenario;
  if (step.requests === 0) return observeNothing(step, view, origin);
  const isEnough =
    origin.requests.length >= step.requests && origin.requests.every(({ isComplete }) => isComplete);
  if (!view.isExpired && !(isEnough && view.lost === null)) return WAIT;
  const last = origin.requests.at(-1);
  const clauses = listClauses(step, view, origin, last, body);
  const flaws = clauses.flatMap(({ flaw }) => (flaw === null ? [] : [flaw]));
  const evidence = origin.requests.flatMap(({ events }) => events);
  const received =
    last === undefined
      ? `no request at the origin (on the AT port: ${describeOutcome(view)})`
      : flaws.length > 0
        ? flaws.join('; ')
        : summarise(last);
  return found({
    isMet: flaws.length === 0,
    expected: clauses.map(({ asks }) => asks).join(', '),
    received,
    observed: last === undefined ? 'no request' : summariseObserved(step, last, origin.requests.length),
    evidence: evidence.length > 0 ? evidence : absenceEvidence(view),
    captures: last === undefined ? {} : captureFrom(step, last),
  });
}

function observeNothing(step: ReceivedStep, view: View, origin: OriginView): Observation {
  const expected = step.bodyOnly ? 'no body at the origin' : 'nothing at the origin';
  const withBody = origin.requests.filter(({ body }) => body.length > 0);
  const spoken = origin.connections.filter(({ bytesReceived }) => bytesReceived > 0);
  const offending = step.bodyOnly
    ? withBody.flatMap(({ events }) => events)
    : [...origin.requests.flatMap(({ events }) => events), ...spoken.flatMap(({ events }) => events)];
  const isBroken = step.bodyOnly ? withBody.length > 0 : origin.requests.length > 0 || spoken.length > 0;
  if (isBroken) {
    const request = (step.bodyOnly ? withBody : origin.requests).at(-1);
    const received =
      request === undefined
        ? `a connection with ${countBytes(spoken[0]?.bytesReceived ?? 0)}`
        : summarise(request);
    return found({ isMet: false, expected, received, observed: 'a request', evidence: offending });
  }
  return found({
    isMet: true,
    expected,
    received: expected,
    observed: 'no request',
    evidence: absenceEvidence(view),
  });
}

function listClauses(
  step: ReceivedStep,
  view: View,
  origin: OriginView,
  last: ObservedRequest | undefined,
  body: Bytes | null,
): Clause[] {
  const count = origin.requests.length;
  const clauses: Clause[] = [
    {
      asks: step.requests === 1 ? '1 request' : `${step.requests} requests`,
      flaw: count === step.requests ? null : count === 1 ? '1 request' : `${count} requests`,
    },
  ];
  const judge = (asks: string, flaw: (request: ObservedRequest) => string | null) =>
    clauses.push({ asks, flaw: last === undefined ? 'no request' : flaw(last) });
  if (step.method !== null)
    judge(`method ${step.method}`, ({ method }) => (method === step.method ? null : `method ${method}`));
  if (step.target !== null)
    judge(`target ${step.target}`, ({ target }) => (target === step.target ? null : `target ${target}`));
  if (step.tls !== null)
    judge(step.tls ? 'over TLS' : 'without TLS', ({ tls }) =>
      tls === step.tls ? null : tls ? 'over TLS' : 'without TLS',
    );
  for (const { name, values } of step.headers)
    judge(describeHeader(name, values), (request) => findHeaderFlaw(request, name, values));
  if (step.headerLines.length > 0)
    judge(`header lines ${step.headerLines.join(' | ')}`, (request) =>
      findHeaderLineFlaw(request, step.headerLines),
    );
  for (const name of step.withoutHeaders)
    judge(`no header ${name}`, (request) =>
      headerValues(request, name).length === 0 ? null : `${name}: ${headerValues(request, name).join(', ')}`,
    );
  if (body !== null) judge(`body ${showBytes(body)}`, (request) => describeDifference(request.body, body));
  if (step.bodyBytes !== null) {
    const bytes = toCount(step.bodyBytes);
    judge(`a body of ${countBytes(bytes)}`, (request) =>
      request.body.length === bytes ? null : `a body of ${countBytes(request.body.length)}`,
    );
  }
  if (step.bodyAsEntered) judge(...enteredClause(view));
  if (step.connectionsClosed)
    judge('one connection a request, closed after it', () => findConnectionFlaw(origin));
  return clauses;
}

function enteredClause(view: View): [string, (request: ObservedRequest) => string | null] {
  const entered = view.exchange === null ? new Uint8Array() : payloadOf(view.exchange);
  return [
    `the body as entered, ${countBytes(entered.length)}`,
    (request) => (equalBytes(request.body, entered) ? null : describeDifference(request.body, entered)),
  ];
}

function headerValues(request: ObservedRequest, name: string): string[] {
  return request.headers
    .filter(([key]) => key.toLowerCase() === name.toLowerCase())
    .map(([, value]) => value);
}

function describeHeader(name: string, values: readonly string[]): string {
  return values.map((value) => `${name}: ${value}`).join(' and ');
}

function findHeaderFlaw(request: ObservedRequest, name: string, values: readonly string[]): string | null {
  const came = headerValues(request, name);
  if (came.length === values.length && came.every((value, index) => value === String(values[index])))
    return null;
  return came.length === 0 ? `no header ${name}` : describeHeader(name, came);
}

function findHeaderLineFlaw(request: ObservedRequest, wanted: readonly string[]): string | null {
  const lines = decodeLatin1(request.head).split('\r\n');
  let from = 0;
  for (const line of wanted) {
    const index = lines.indexOf(line, from);
    if (index < 0)
      return `no line "${line}"${from > 0 ? ' in that place' : ''} in ${showBytes(request.head, 400)}`;
    from = index + 1;
  }
  return null;
}

function findConnectionFlaw(origin: OriginView): string | null {
  const shared = origin.connections.find(({ requests }) => requests > 1);
  if (shared !== undefined) return `connection ${shared.number} carried ${shared.requests} requests`;
  const open = origin.connections.find(({ isClosed }) => !isClosed);
  return open === undefined ? null : `connection ${open.number} still open`;
}

function summarise(request: ObservedRequest): string {
  const body = request.body.length > 0 ? `, body ${showBytes(request.body)}` : '';
  return `${request.method} ${request.target.length > 120 ? `${request.target.slice(0, 120)}… (${request.target.length} bytes)` : request.target}${request.tls ? ' over TLS' : ''}${body}`;
}

/** What an open question wants to know: what the step asked about, or the request as a whole. */
function summariseObserved(step: ReceivedStep, request: ObservedRequest, count: number): string {
  const names = [...step.headers.map(({ name }) => name), ...step.withoutHeaders];
  if (names.length > 0)
    return names
      .map((name) =>
        headerValues(request, name).length === 0
          ? `no ${name}`
          : describeHeader(name, headerValues(request, name)),
      )
      .join(', ');
  return count === 1 ? summarise(request) : `${count} requests, last ${summarise(request)}`;
}

function captureFrom(step: ReceivedStep, request: ObservedRequest): Record<string, string> {
  const captures: Record<string, string> = {};
  for (const [name, what] of Object.entries(step.capture)) {
    if (what === 'method') captures[name] = request.method;
    else if (what === 'target') captures[name] = request.target;
    else if (what === 'body') captures[name] = decodeText(request.body);
    else captures[name] = headerValues(request, what.replace(/^header /, '')).join(', ');
  }
  return captures;
}
