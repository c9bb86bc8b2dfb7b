/** Expectations about how a reply ends or opens a data phase: finals, busy refusals, the prompt. */
import type { FinalChoice, FinalStep, PromptStep } from '../scenario/step.ts';
import { type Exchange, evidenceOf, findFinal, findPrompt, type Item } from './exchange.ts';
import {
  absenceEvidence,
  type Classify,
  describeItems,
  describeOutcome,
  found,
  type Observation,
  type View,
  WAIT,
} from './observation.ts';

export function observeFinal(step: FinalStep, view: View, classify: Classify): Observation {
  const expected = step.choices.map(describeChoice).join(' or ');
  const exchange = view.exchange;
  if (exchange === null)
    return found({ isMet: false, expected, received: 'nothing was sent before', evidence: [view.stepEvent] });
  if (step.choices.some((choice) => choice.kind === 'class' && choice.class === 'busy')) {
    const busy = exchange.items.find((item) => item.class === 'busy' && !item.isTaken);
    if (busy !== undefined)
      return found({
        isMet: true,
        expected,
        received: busy.text,
        evidence: busy.events,
        taken: [busy],
        elapsedMs: elapsedOf(exchange, busy),
      });
  }
  const final = findFinal(exchange);
  if (final !== null) {
    const isMet =
      !final.isTaken && step.choices.some((choice) => matchesChoice(choice, final.text, classify));
    const received = final.isTaken ? `no further final after ${final.text}` : describeItems(exchange);
    if (!final.isTaken || view.isExpired)
      return found({
        isMet,
        expected,
        received: isMet ? final.text : received,
        observed: final.text,
        evidence: final.events,
        taken: [final],
        elapsedMs: elapsedOf(exchange, final),
      });
    return WAIT;
  }
  const prompt = findPrompt(exchange);
  if (prompt !== null && !prompt.isTaken)
    return found({
      isMet: false,
      expected,
      received: 'OK and the prompt: the module took the command and waits for data',
      observed: 'OK and a prompt',
      evidence: prompt.events,
    });
  if (!view.isExpired && view.lost === null) return WAIT;
  return found({
    isMet: false,
    expected,
    received: describeOutcome(view),
    observed: 'no final',
    evidence: [...absenceEvidence(view), ...evidenceOf(exchange.items)],
  });
}

function matchesChoice(choice: FinalChoice, final: string, classify: Classify): boolean {
  if (choice.kind === 'exact') return choice.text === final;
  return choice.class === 'any' || choice.class === classify(final);
}

function describeChoice(choice: FinalChoice): string {
  if (choice.kind === 'exact') return choice.text;
  const words = {
    success: 'a success final',
    error: 'an error final',
    any: 'any final',
    busy: 'a busy refusal',
  };
  return words[choice.class];
}

function elapsedOf(exchange: Exchange, item: Item): number {
  return item.atMs - exchange.sent.atMs;
}

export function observePrompt(step: PromptStep, view: View): Observation {
  const expected = step.present ? 'OK and the prompt' : 'a final and no prompt';
  const exchange = view.exchange;
  if (exchange === null)
    return found({ isMet: false, expected, received: 'nothing was sent before', evidence: [view.stepEvent] });
  const prompt = findPrompt(exchange);
  const final = findFinal(exchange);
  if (prompt !== null && exchange.promptForm === null && !view.isExpired) return WAIT;
  if (prompt !== null) {
    const opening = exchange.items.filter((item) => item === prompt || item.class === 'interim');
    const isMet = step.present && opening.length === 2;
    const received = opening.length === 2 ? 'OK and the prompt' : 'a prompt without OK before it';
    return found({
      isMet,
      expected,
      received,
      evidence: evidenceOf(opening),
      taken: opening,
      elapsedMs: elapsedOf(exchange, prompt),
    });
  }
  if (final === null && !view.isExpired && view.lost === null) return WAIT;
  if (final === null)
    return found({
      isMet: false,
      expected,
      received: describeOutcome(view),
      observed: 'no prompt',
      evidence: [...absenceEvidence(view), ...evidenceOf(exchange.items)],
    });
  return found({
    isMet: !step.present,
    expected,
    received: `${final.text} and no prompt`,
    evidence: final.events,
    elapsedMs: elapsedOf(exchange, final),
  });
}
