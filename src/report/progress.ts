/** How far a run has come: one live line in a terminal, one plain line per scenario in a log. */
import pc from 'picocolors';
import type { ScenarioResult } from '../record/result.ts';
import { isRed, raiseVerdict, VERDICTS, type Verdict } from '../record/verdict.ts';
import { clipText, flattenText } from './ladder.ts';
import { type Colors, paintVerdict } from './paint.ts';
import { ACCEPTED_VERDICT, formatClock, listCounts, VERDICT_WORDS } from './words.ts';

export interface Progress {
  /** Scenarios finished, and planned in all. */
  readonly done: number;
  readonly total: number;
  /** Scenarios finished by verdict. */
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Accepted deviations, which are not among the counts. */
  readonly accepted: number;
  /** Since the first scenario started, on the wall. */
  readonly elapsedMs: number;
  /** Id of the scenario that runs; null between two. */
  readonly current: string | null;
}

/** Text as it counts for the width, and as it is written. */
interface Piece {
  readonly text: string;
  readonly painted: string;
}

const BAR_LENGTH = 20;
/** Before this many scenarios are done their mean says little about the rest. */
const ESTIMATE_DONE_MIN = 3;
/** A piece cut to fewer characters says nothing. */
const PIECE_LENGTH_MIN = 8;

/** One line of at most `width` characters, without a newline: bar, counts, time left, the scenario that runs. */
export function renderProgress(progress: Progress, width: number, color: boolean): string {
  const colors = pc.createColors(color);
  const { done, total, current } = progress;
  const leftMs = estimateLeftMs(progress);
  const plain = (text: string): Piece => ({ text, painted: text });
  const pieces = [
    makeBar(done, total, colors),
    plain(`${String(done).padStart(String(total).length)}/${total}`),
    ...makeCounts(progress, colors),
    ...(leftMs === null ? [] : [plain(`${formatClock(leftMs)} left`)]),
    ...(current === null ? [] : [{ text: current, painted: colors.dim(current) }]),
  ];
  return fitPieces(pieces, width);
}

function makeBar(done: number, total: number, colors: Colors): Piece {
  const filled = total === 0 ? 0 : Math.floor((done / total) * BAR_LENGTH);
  const [bar, rest] = ['█'.repeat(filled), '░'.repeat(BAR_LENGTH - filled)];
  return { text: bar + rest, painted: colors.green(bar) + colors.dim(rest) };
}

function makeCounts(progress: Progress, colors: Colors): Piece[] {
  const counts = listCounts(progress.counts, progress.accepted);
  if (counts.length === 0) return [];
  const painted = counts.map(({ verdict, text }) => paintVerdict(verdict, text, colors));
  return [{ text: counts.map(({ text }) => text).join(' '), painted: painted.join(' ') }];
}

/** Whole pieces as long as they fit; the first that does not is cut, and what follows it is left out. */
function fitPieces(pieces: readonly Piece[], width: number): string {
  let line = '';
  let room = width;
  for (const { text, painted } of pieces) {
    const gap = line === '' ? '' : '  ';
    if (gap.length + text.length > room)
      return room < gap.length + PIECE_LENGTH_MIN
        ? line
        : `${line}${gap}${clipText(text, room - gap.length)}`;
    line += gap + painted;
    room -= gap.length + text.length;
  }
  return line;
}

/** What the scenarios still to come will take if they are like those done; null while that cannot be said. */
export function estimateLeftMs(progress: Progress): number | null {
  const { done, total, elapsedMs } = progress;
  if (done >= total) return 0;
  return done < ESTIMATE_DONE_MIN ? null : (elapsedMs / done) * (total - done);
}

/** What a plain line needs to know of a finished scenario. */
export type FinishedScenario = Pick<ScenarioResult, 'id' | 'verdict' | 'wire' | 'durationMs' | 'reason'> & {
  /** From 1; absent: the first. */
  readonly attempt?: number;
  /** What is red of it is an accepted deviation; absent: it is not. */
  readonly accepted?: boolean;
};

const WORD_WIDTH = Math.max(...VERDICTS.map((verdict) => VERDICT_WORDS[verdict].length));

/** `pass          HTTPCGET/basic/one-block  (0.12 s)`, without a newline; what is red stands in capitals and says why. */
export function renderPlainLine(scenario: FinishedScenario, color = false): string {
  const colors = pc.createColors(color);
  const verdict = raiseVerdict(scenario.verdict, isRed(scenario.wire) ? scenario.wire : 'pass');
  const isAccepted = scenario.accepted === true;
  const word = isAccepted ? 'accepted' : isRed(verdict) ? verdict.toUpperCase() : VERDICT_WORDS[verdict];
  const seconds = colors.dim(`(${(scenario.durationMs / 1000).toFixed(2)} s)`);
  const { attempt = 1 } = scenario;
  const again = attempt > 1 ? `  attempt ${attempt}` : '';
  const head = `${paintVerdict(isAccepted ? ACCEPTED_VERDICT : verdict, word.padEnd(WORD_WIDTH), colors)}  ${scenario.id}  ${seconds}${again}`;
  const why = [
    ...(isRed(scenario.wire) ? [`wire channel: ${VERDICT_WORDS[scenario.wire]}`] : []),
    ...(scenario.reason === null ? [] : [flattenText(scenario.reason)]),
  ];
  return why.length === 0 ? head : `${head}  ${why.join('; ')}`;
}
