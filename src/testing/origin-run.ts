/** An origin for tests: on loopback, on any free ports, ten times as fast as the wall, with its notices noted. */
import { createSystemClock } from '../base/clock.ts';
import type { Origin, OriginNotice } from '../origin/origin.ts';
import { startOrigin } from '../origin/server.ts';

export interface OriginRun {
  readonly origin: Origin;
  /** All notices so far, in order. */
  readonly notices: readonly OriginNotice[];
  /** The next notice of that kind that is still to come; ask before causing it. */
  readonly next: <What extends OriginNotice['what']>(what: What) => Promise<OriginNotice & { what: What }>;
}

/** The caller closes it: `after(() => run.origin.close())`. */
export async function startTestOrigin(): Promise<OriginRun> {
  const origin = await startOrigin({
    clock: createSystemClock(10),
    httpAddress: null,
    httpsAddress: null,
    hostName: null,
  });
  const notices: OriginNotice[] = [];
  const waiting = new Set<(notice: OriginNotice) => void>();
  origin.setListener((notice) => {
    notices.push(notice);
    for (const look of waiting) look(notice);
  });
  const next: OriginRun['next'] = (what) =>
    new Promise((resolve) => {
      const look = (notice: OriginNotice) => {
        if (notice.what !== what) return;
        waiting.delete(look);
        resolve(notice as OriginNotice & { what: typeof what });
      };
      waiting.add(look);
    });
  return { origin, notices, next };
}
