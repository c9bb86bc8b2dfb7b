/** One door to all expectations: which step looks at what. */
import type { Bytes } from '../base/bytes.ts';
import { assertNever } from '../base/invariant.ts';
import type {
  BodyStep,
  ElapsedStep,
  FinalStep,
  InformationStep,
  LinesStep,
  PromptStep,
  ReceivedStep,
  SilenceStep,
  Step,
  UrcStep,
} from '../scenario/step.ts';
import type { Classify, Observation, View } from './observation.ts';
import { observeBody } from './observe-body.ts';
import { observeElapsed } from './observe-elapsed.ts';
import { observeFinal, observePrompt } from './observe-final.ts';
import { observeInformation } from './observe-information.ts';
import { observeLines } from './observe-lines.ts';
import { observeReceived } from './observe-origin.ts';
import { observeSilence, observeUrc } from './observe-unasked.ts';

export type Expectation =
  | FinalStep
  | InformationStep
  | LinesStep
  | PromptStep
  | BodyStep
  | SilenceStep
  | UrcStep
  | ReceivedStep
  | ElapsedStep;

const KINDS: ReadonlySet<Step['kind']> = new Set<Expectation['kind']>([
  'final',
  'information',
  'lines',
  'prompt',
  'body',
  'silence',
  'urc',
  'received',
  'elapsed',
]);

export function isExpectation(step: Step): step is Expectation {
  return KINDS.has(step.kind);
}

/** `content`: the bytes that the step's own byte source names, or null. */
export function observe(
  step: Expectation,
  view: View,
  classify: Classify,
  content: Bytes | null,
): Observation {
  switch (step.kind) {
    case 'final':
      return observeFinal(step, view, classify);
    case 'prompt':
      return observePrompt(step, view);
    case 'information':
      return observeInformation(step, view);
    case 'lines':
      return observeLines(step, view);
    case 'urc':
      return observeUrc(step, view);
    case 'silence':
      return observeSilence(step, view);
    case 'body':
      return observeBody(step, view, content);
    case 'received':
      return observeReceived(step, view, content);
    case 'elapsed':
      return observeElapsed(step, view);
    default:
      return assertNever(step, 'expectation');
  }
}
