/** How much of the exchanges a page carries: everything in a usual run, less in a huge one, so that the page still opens at once. */
import type { RunResult } from '../../record/result.ts';
import { listLadders } from '../attempts.ts';

export interface Detail {
  /** Characters of a row. */
  readonly rowLengthMax: number;
  /** Rows of a scenario that passed in both channels; of every other all are shown. */
  readonly passRowsMax: number;
}

/** What a page may weigh. Source: DESIGN.md, section 11: under 3 MB for 5,000 exchanges. */
export const PAGE_BYTES_MAX = 2_900_000;

const ALL = Number.POSITIVE_INFINITY;

/** From everything to the least that is still worth reading; where even that is too large, it stays at that. */
export const DETAILS: readonly Detail[] = [
  ...[8192, 2000, 800, 400, 200, 120, 80, 60].map((rowLengthMax) => ({ rowLengthMax, passRowsMax: ALL })),
  ...[12, 6, 3, 0].map((passRowsMax) => ({ rowLengthMax: 60, passRowsMax })),
];

/** Markup around a row, a judgement and a scenario, in bytes, rather too low: what fits by them is still measured. */
const ROW_BYTES = 27;
const JUDGEMENT_BYTES = 100;
const SCENARIO_BYTES = 290;

/** The place in DETAILS to begin with: what stands before it is certainly too much. */
export function chooseFirstDetail({ scenarios }: RunResult): number {
  const judgements = scenarios.reduce(
    (sum, { judgements: own, attempts }) =>
      attempts.reduce((more, attempt) => more + attempt.judgements.length, sum + own.length),
    0,
  );
  const fixed = scenarios.length * SCENARIO_BYTES + judgements * JUDGEMENT_BYTES;
  const lengths = scenarios.flatMap(listLadders).map((ladder) => ladder.map(measureRow));
  const total = ({ rowLengthMax, passRowsMax }: Detail) =>
    lengths
      .flatMap((ladder) => ladder.slice(0, passRowsMax))
      .reduce((sum, length) => sum + Math.min(length, rowLengthMax) + ROW_BYTES, fixed);
  const index = DETAILS.findIndex((detail) => total(detail) < PAGE_BYTES_MAX);
  return index < 0 ? DETAILS.length - 1 : index;
}

/** About how long a row's text is, without making it; rather too short than too long. */
function measureRow({ bytes, text, kind }: RunResult['scenarios'][number]['ladder'][number]): number {
  if (bytes === null) return text.length;
  const lead = kind === 'origin' ? text.length : 0;
  if ('text' in bytes) return lead + bytes.text.length;
  return 'base64' in bytes ? lead + bytes.base64.length : lead + 20;
}
