/** What a person or a log sees while a run goes on. */

import { VERDICTS, type Verdict } from '../record/verdict.ts';
import { type Progress, renderPlainLine, renderProgress } from '../report/progress.ts';
import type { RunObserver } from '../run/run-options.ts';

export interface Screen {
  readonly isLive: boolean;
  readonly color: boolean;
  readonly width: number;
  write(text: string): void;
}

/** The terminal that the process writes to: live where it is one and no CI. */
export function openScreen(): Screen {
  const { stdout, env } = process;
  const isTerminal = stdout.isTTY === true;
  return {
    isLive: isTerminal && env.CI === undefined,
    color: env.NO_COLOR === undefined && (isTerminal || env.FORCE_COLOR !== undefined),
    width: isTerminal ? Math.min(stdout.columns ?? 100, 140) : 110,
    write: (text) => stdout.write(text),
  };
}

/** Shows the run on `screen`: one line that changes in a terminal, one line a scenario elsewhere. */
export function createDisplay(screen: Screen): RunObserver & { clear(): void } {
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  const progress = {
    done: 0,
    total: 0,
    accepted: 0,
    startedMs: performance.now(),
    current: null as string | null,
  };
  const clear = () => {
    if (screen.isLive) screen.write('\r\u001b[2K');
  };
  const draw = () => {
    if (!screen.isLive) return;
    const shown: Progress = {
      done: progress.done,
      total: progress.total,
      counts,
      accepted: progress.accepted,
      elapsedMs: performance.now() - progress.startedMs,
      current: progress.current,
    };
    screen.write(`\r\u001b[2K${renderProgress(shown, screen.width - 1, screen.color)}`);
  };
  return {
    clear,
    onBegin(total) {
      if (progress.total === 0) progress.startedMs = performance.now();
      progress.total += total;
      draw();
    },
    onScenarioBegin(id) {
      progress.current = id;
      draw();
    },
    onScenarioEnd(scenario, accepted) {
      progress.done += 1;
      progress.current = null;
      if (accepted) progress.accepted += 1;
      else counts[scenario.verdict] += 1;
      if (screen.isLive) draw();
      else screen.write(`${renderPlainLine({ ...scenario, accepted }, screen.color)}\n`);
    },
    onFault(message, hint) {
      clear();
      console.error(`error  ${message}\n       ${hint}`);
    },
  };
}
