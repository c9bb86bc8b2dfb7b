/** The wire channel: what holds for every exchange without being asked for. Each check is a requirement with a verdict of its own. */
import { type Exchange, evidenceOf, type Item, listFinals } from './exchange.ts';
import type { FramingMemory } from './framing-memory.ts';
import type { WireFinding } from './wire-finding.ts';
import { checkEcho, checkLines, checkPrompt } from './wire-form.ts';

/**
 * Judges an exchange that is over. `lost`: why it ended without its final, or null. After a command that restarts the module
 * come boot messages of any form, so only its final and echo are judged.
 */
export function checkExchange(exchange: Exchange, memory: FramingMemory, lost: string | null): WireFinding[] {
  if (exchange.command.form?.destructive === true)
    return [...checkFinals(exchange, lost), ...checkEcho(exchange, memory)];
  return [
    ...checkFinals(exchange, lost),
    ...checkAfterFinal(exchange),
    ...checkInformation(exchange),
    ...checkEcho(exchange, memory),
    ...checkPrompt(exchange, memory),
    ...checkLines(exchange, memory),
    ...checkUnsolicited(exchange),
  ];
}

function checkFinals(exchange: Exchange, lost: string | null): WireFinding[] {
  if (exchange.interruptions.length > 0 || exchange.hasSurplus) return [];
  const finals = listFinals(exchange);
  const received =
    finals.length === 0
      ? `no final${lost === null ? '' : `: ${lost}`}`
      : finals.map(({ text }) => text).join(', then ');
  const evidence =
    finals.length === 0 ? [exchange.sent.event, ...evidenceOf(exchange.items)] : evidenceOf(finals);
  return [
    {
      requirement: 'R-GEN-08',
      isMet: finals.length === (exchange.isQuiet ? 0 : 1),
      expected: `${exchange.isQuiet ? 'no final, since results are switched off,' : 'exactly one final'} after ${exchange.sent.text}`,
      received,
      evidence,
    },
  ];
}

/** Lines after the final that are neither unsolicited codes nor a second final, which `checkFinals` tells of. */
function checkAfterFinal(exchange: Exchange): WireFinding[] {
  const index = exchange.items.findIndex((item) => item.class === 'final');
  if (index < 0 || exchange.interruptions.length > 0 || exchange.hasSurplus) return [];
  const after = exchange.items
    .slice(index + 1)
    .filter(({ class: kind }) => kind !== 'urc' && kind !== 'final' && kind !== 'banner');
  const final = exchange.items[index] as Item;
  const received = after.length === 0 ? 'nothing' : after.map(({ text }) => text).join(', ');
  return [
    {
      requirement: 'W-FINAL-LAST',
      isMet: after.length === 0,
      expected: `nothing after the final ${final.text}`,
      received,
      evidence: evidenceOf([final, ...after]),
    },
  ];
}

/** The grammar of information responses and their counted lengths, as the items' flaws tell. */
function checkInformation(exchange: Exchange): WireFinding[] {
  const findings: WireFinding[] = [];
  // A surplus that ends a line is a command of its own: its echo is no response of this one.
  const isCounted = (kind: Item['class']) => kind === 'unexpected' && !exchange.hasSurplus;
  const responses = exchange.items.filter(
    ({ class: kind }) => kind === 'information' || kind === 'text' || isCounted(kind),
  );
  for (const requirement of ['W-INFO', 'W-COUNT'] as const) {
    const judged =
      requirement === 'W-COUNT'
        ? responses.filter(
            ({ data, flaws }) => data !== null || flaws.some((flaw) => flaw.requirement === 'W-COUNT'),
          )
        : responses;
    const flawed = judged.flatMap((item) =>
      item.flaws.filter((flaw) => flaw.requirement === requirement).map((flaw) => ({ item, flaw })),
    );
    const first = flawed[0];
    if (first !== undefined)
      findings.push({
        requirement,
        isMet: false,
        expected: first.flaw.expected,
        received: first.flaw.received,
        evidence: evidenceOf(flawed.map(({ item }) => item)),
      });
    else if (judged.length > 0)
      findings.push({
        requirement,
        isMet: true,
        expected: 'responses as the spec says',
        received: judged.length === 1 ? '1 response' : `${judged.length} responses`,
        evidence: evidenceOf(judged).slice(0, 20),
      });
  }
  return findings;
}

function checkUnsolicited(exchange: Exchange): WireFinding[] {
  const codes = exchange.items.filter(({ class: kind }) => kind === 'urc' || kind === 'banner');
  if (codes.length === 0) return [];
  const restart = codes.find(({ flaws }) => flaws.length > 0);
  if (restart !== undefined)
    return [
      {
        requirement: 'W-URC',
        isMet: false,
        expected: 'no restart',
        received: restart.flaws[0]?.received ?? '',
        evidence: restart.events,
      },
    ];
  return [
    {
      requirement: 'W-URC',
      isMet: true,
      expected: 'unsolicited codes of a declared form, between lines',
      received: codes.map(({ text }) => text).join(', '),
      evidence: evidenceOf(codes).slice(0, 20),
    },
  ];
}

/** Judges what came while nothing was asked. */
export function checkIdle(items: readonly Item[]): WireFinding[] {
  if (items.length === 0) return [];
  const undeclared = items.filter(
    ({ class: kind, flaws }) => kind !== 'urc' && (kind !== 'banner' || flaws.length > 0),
  );
  const shown = undeclared.length === 0 ? items : undeclared;
  return [
    {
      requirement: 'W-URC',
      isMet: undeclared.length === 0,
      expected: 'outside an exchange only unsolicited codes that the profile declares',
      received: shown.map(({ text }) => text).join(', '),
      evidence: evidenceOf(shown).slice(0, 20),
    },
  ];
}
