/** The raw step `received`, compiled: what reached the origin, or that nothing did. */
import type { StepBody } from './compile-act.ts';
import { checkName } from './compile-act.ts';
import { readSource } from './raw-source.ts';
import { listOf, readCount, readWhole, readWord } from './raw-value.ts';
import type { RawHeaders, RawReceived } from './scenarios.generated.ts';
import type { ReceivedStep } from './step.ts';
import type { FaultSink, RawPath } from './step-context.ts';

type ReceivedObject = Exclude<RawReceived, string>;

export function compileReceived(raw: RawReceived, fault: FaultSink): StepBody<ReceivedStep> {
  if (typeof raw !== 'string') return compileRequests(raw, fault);
  const word = readWord(raw, ['nothing', 'no body'], ['received'], fault);
  return { ...compileRequests({ requests: 0 }, fault), bodyOnly: word === 'no body' };
}

function compileRequests(raw: ReceivedObject, fault: FaultSink): StepBody<ReceivedStep> {
  const at = (key: string): RawPath => ['received', key];
  const requests = raw.requests === undefined ? 1 : readWhole(raw.requests, at('requests'), fault);
  if (requests === 0) refuseDetails(raw, fault);
  const capture = raw.capture ?? {};
  for (const [name, what] of Object.entries(capture)) checkCapture(name, what, fault);
  return {
    kind: 'received',
    since: raw.since ?? 'send',
    requests,
    bodyOnly: false,
    method: raw.method ?? null,
    target: raw.target ?? null,
    headers: readHeaders(raw.headers ?? {}),
    headerLines: listOf(raw.header_lines),
    withoutHeaders: listOf(raw.without_headers),
    body: raw.body === undefined ? null : readSource(raw.body, at('body'), fault),
    bodyBytes: raw.body_bytes === undefined ? null : readCount(raw.body_bytes, at('body_bytes'), fault),
    bodyAsEntered: raw.body_as_entered === true,
    tls: raw.tls === undefined ? null : readFlag(raw.tls, at('tls'), fault),
    connectionsClosed: raw.connections_closed === true,
    capture,
  };
}

function refuseDetails(raw: ReceivedObject, fault: FaultSink): void {
  for (const key of Object.keys(raw)) {
    if (key === 'requests' || key === 'since') continue;
    fault('STEP_KIND', ['received', key], `${key} asks about a request, and none is expected`, null, 'key');
  }
}

function readHeaders(raw: RawHeaders): ReceivedStep['headers'] {
  return Object.entries(raw).map(([name, values]) => ({ name, values: listOf(values).map(String) }));
}

function readFlag(raw: boolean | string, path: RawPath, fault: FaultSink): boolean {
  if (typeof raw === 'boolean') return raw;
  return readWord(raw, ['true', 'false'], path, fault) === 'true';
}

function checkCapture(name: string, what: string, fault: FaultSink): void {
  const path = ['received', 'capture', name];
  checkName(name, path, fault);
  if (!/^(?:method|target|body|header [!-9;-~]+)$/.test(what))
    fault('BAD_VALUE', path, `expected method, target, body or header <name>, got "${what}"`);
}
