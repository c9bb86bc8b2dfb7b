/** How a scenario failed, in the words that a baseline pins: without what differs from run to run. */
import type { HeaderEvent } from '../record/event.ts';
import type { JudgementResult, ScenarioResult } from '../record/result.ts';
import { isRed } from '../record/verdict.ts';
import { fingerprintWay, type WayOfFailing } from '../spec/way-of-failing.ts';

/** Takes out of a text what differs from run to run. */
export type Mask = (text: string) => string;

type Particulars = Pick<HeaderEvent, 'variables' | 'seed'>;

/** A shorter seed could be any number in a text. */
const SEED_LENGTH_MIN = 4;

/** Times, the origin's ports, the seed, and hashes of bodies made from it. */
export function createMask({ variables, seed }: Particulars): Mask {
  const ports = Object.values(variables).flatMap((value) => /^https?:\/\/.*:(\d+)/.exec(value)?.[1] ?? []);
  const port = ports.length === 0 ? null : new RegExp(`:(?:${[...new Set(ports)].join('|')})\\b`, 'g');
  const seedWord = seed.length < SEED_LENGTH_MIN ? null : new RegExp(`\\b${escapePattern(seed)}\\b`, 'g');
  return (text) => {
    const withoutPorts = port === null ? text : text.replace(port, ':PORT');
    const withoutSeed = seedWord === null ? withoutPorts : withoutPorts.replace(seedWord, 'SEED');
    return withoutSeed
      .replace(/\b[0-9a-f]{32,}\b/gi, 'HASH')
      .replace(/\b\d+(?:\.\d+)? (ms|s|min)\b/g, 'N $1');
  };
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Every way in which `scenario` failed, each once; empty where nothing of it is red. */
export function listWaysOfFailing(scenario: ScenarioResult, mask: Mask): readonly WayOfFailing[] {
  const ways = (['scenario', 'wire'] as const).flatMap((channel) => listOfChannel(scenario, channel, mask));
  return [...new Map(ways.map((way) => [fingerprintWay(way), way])).values()];
}

function listOfChannel(
  scenario: ScenarioResult,
  channel: WayOfFailing['channel'],
  mask: Mask,
): WayOfFailing[] {
  const verdict = channel === 'wire' ? scenario.wire : scenario.verdict;
  const red = scenario.judgements.filter((each) => each.channel === channel && isRed(each.verdict));
  const ways = red.map((judgement) => describeJudgement(judgement, mask));
  const isTold = red.some((judgement) => judgement.verdict === verdict) || isEcho(scenario, channel);
  if (!isRedWay(verdict) || isTold) return ways;
  return [
    { channel, verdict, breaks: [], received: mask(scenario.reason ?? 'no reason was recorded') },
    ...ways,
  ];
}

/** A scenario that never came to an exchange is inconclusive in both channels for one reason, told once. */
function isEcho({ verdict, wire }: ScenarioResult, channel: WayOfFailing['channel']): boolean {
  return channel === 'wire' && wire === 'inconclusive' && isRed(verdict);
}

function describeJudgement(
  { channel, verdict, requirements, received }: JudgementResult,
  mask: Mask,
): WayOfFailing {
  return {
    channel,
    verdict: verdict as WayOfFailing['verdict'],
    breaks: [...requirements].sort(),
    received: mask(received),
  };
}

function isRedWay(verdict: ScenarioResult['verdict']): verdict is WayOfFailing['verdict'] {
  return isRed(verdict);
}
