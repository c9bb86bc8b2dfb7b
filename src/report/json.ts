/** `result.json`: the whole result, its keys always in the same order. */
import type { RunResult } from '../record/result.ts';

/** Keys in the order in which they are read; others follow by alphabet. */
const KEY_ORDER: readonly string[] = [
  ...['format', 'tool', 'name', 'version', 'startedAt', 'id', 'n', 't', 'kind', 'title', 'command', 'form'],
  ...[
    'notation',
    'durationMs',
    'channel',
    'level',
    'state',
    'verdict',
    'wire',
    'exitCode',
    'rule',
    'stopped',
  ],
  ...['device', 'address', 'link', 'settings', 'profile', 'profileTitle', 'identity', 'set', 'document'],
  ...[
    'section',
    'seed',
    'clockScale',
    'hashes',
    'repeat',
    'counts',
    'wireCounts',
    'pass',
    'info',
    'nonstrict',
  ],
  ...['skip', 'inconclusive', 'unverified', 'fail', 'error', 'text', 'bytes', 'source', 'total', 'exercised'],
  ...['passed', 'failed', 'recorded', 'path', 'line', 'column', 'valid', 'sent', 'accepted', 'refused'],
  ...[
    'count',
    'p50Ms',
    'p95Ms',
    'maxMs',
    'asks',
    'observed',
    'answer',
    'scenario',
    'known',
    'who',
    'scenarios',
  ],
  ...[
    'requirements',
    'commands',
    'questions',
    'tags',
    'place',
    'hash',
    'reason',
    'evidence',
    'expected',
    'received',
  ],
  ...[
    'elapsedMs',
    'limitMs',
    'forms',
    'coverage',
    'parameters',
    'classes',
    'latency',
    'judgements',
    'ladder',
  ],
];
const RANKS = new Map(KEY_ORDER.map((key, rank) => [key, rank]));

/** Indented by one space, with a newline at its end. */
export function renderJson(result: RunResult): string {
  return `${JSON.stringify(orderKeys(result), null, 1)}\n`;
}

function orderKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(orderKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => compareKeys(left, right));
  return Object.fromEntries(entries.map(([key, each]) => [key, orderKeys(each)]));
}

function compareKeys(left: string, right: string): number {
  const byRank = (RANKS.get(left) ?? KEY_ORDER.length) - (RANKS.get(right) ?? KEY_ORDER.length);
  if (byRank !== 0) return byRank;
  return left < right ? -1 : 1;
}
