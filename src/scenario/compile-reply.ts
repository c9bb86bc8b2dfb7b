/** Raw steps that watch the AT port, compiled: prompt, body, silence, urc, elapsed. */
import type { StepBody } from './compile-act.ts';
import { readPattern } from './raw-pattern.ts';
import { hasLoneLength, namesBytes, readSource } from './raw-source.ts';
import { readCount, readDuration, readDurationTemplate, readTimes, readWord } from './raw-value.ts';
import type { RawBody, RawElapsed, RawPattern, RawPrompt } from './scenarios.generated.ts';
import type { BodyStep, ElapsedStep, PromptStep, SilenceStep, UrcStep } from './step.ts';
import type { FaultSink } from './step-context.ts';

export function compilePrompt(raw: RawPrompt, fault: FaultSink): StepBody<PromptStep> {
  if (typeof raw !== 'string') return { kind: 'prompt', present: true };
  return { kind: 'prompt', present: readWord(raw, ['present', 'none'], ['prompt'], fault) === 'present' };
}

export function compileBody(raw: RawBody, fault: FaultSink): StepBody<BodyStep> {
  if (typeof raw === 'string') return compileBody({ text: raw }, fault);
  const { sha256, as_served: asServed, block_bytes_max: blockBytesMax, blocks, ...source } = raw;
  const body: StepBody<BodyStep> = {
    kind: 'body',
    bytes: hasLoneLength(source) ? readCount(source.bytes, ['body', 'bytes'], fault) : null,
    content: namesBytes(source) ? readSource(source, ['body'], fault) : null,
    sha256: sha256 === undefined ? null : readDigest(sha256, fault),
    asServed: asServed === true,
    blockBytesMax:
      blockBytesMax === undefined ? null : readCount(blockBytesMax, ['body', 'block_bytes_max'], fault),
    blocks: blocks === undefined ? null : readTimes(blocks, ['body', 'blocks'], fault),
  };
  if (asksNothing(body)) fault('CANNOT_FAIL', ['body'], 'expected something to ask of the body, got nothing');
  return body;
}

function readDigest(raw: string, fault: FaultSink): string {
  if (!raw.includes('${') && !/^[0-9a-fA-F]{64}$/.test(raw))
    fault('BAD_VALUE', ['body', 'sha256'], `expected 64 hexadecimal digits, got ${raw.length} characters`);
  return raw.includes('${') ? raw : raw.toLowerCase();
}

function asksNothing(body: StepBody<BodyStep>): boolean {
  const anyBlocks = body.blocks === null || (body.blocks.min === 0 && body.blocks.max === null);
  const anyContent = body.content === null && body.sha256 === null && !body.asServed;
  return anyBlocks && anyContent && body.bytes === null && body.blockBytesMax === null;
}

export function compileSilence(raw: string, fault: FaultSink): StepBody<SilenceStep> {
  const forMs = readDuration(raw, ['silence'], fault);
  if (forMs === 0 && raw.startsWith('0'))
    fault('CANNOT_FAIL', ['silence'], 'silence for no time at all is always true');
  return { kind: 'silence', forMs };
}

export function compileUrc(raw: RawPattern, fault: FaultSink): StepBody<UrcStep> {
  return { kind: 'urc', pattern: readPattern(raw, ['urc'], fault) };
}

export function compileElapsed(raw: RawElapsed, fault: FaultSink): StepBody<ElapsedStep> {
  const minMs = raw.min === undefined ? null : readDurationTemplate(raw.min, ['elapsed', 'min'], fault);
  const maxMs = raw.max === undefined ? null : readDurationTemplate(raw.max, ['elapsed', 'max'], fault);
  if ((minMs === null || minMs === 0) && maxMs === null)
    fault('CANNOT_FAIL', ['elapsed'], 'expected a min above 0 or a max, got neither');
  if (typeof minMs === 'number' && typeof maxMs === 'number' && minMs > maxMs)
    fault('BAD_VALUE', ['elapsed'], `expected min below max, got ${raw.min} and ${raw.max}`);
  return { kind: 'elapsed', from: raw.from ?? 'send', minMs, maxMs };
}
