/** A ladder on the page: host, module and origin in one line of time, as few characters of markup to a row as can be. */
import type { LadderRow } from '../../record/result.ts';
import { ARROWS, describeRow } from '../ladder.ts';
import { countNoun, formatLadderTime } from '../words.ts';
import type { RowIndex } from './anchor.ts';
import type { Detail } from './detail.ts';
import { type Markup, markText, trustMarkup } from './markup.ts';

/** Classes of rows, one letter each since a page may have tens of thousands; what the module sent is the plain case. */
const ROW_CLASSES: Readonly<Record<LadderRow['kind'], string>> = {
  tx: ' class=t',
  rx: '',
  origin: ' class=o',
  control: ' class=c',
  note: ' class=n',
  step: ' class=s',
};

/** All rows that `detail` allows, an ordered list; rows that something rests on can be led to. */
export function renderLadder(rows: readonly LadderRow[], index: RowIndex, detail: Detail): Markup {
  const shown = rows.slice(0, detail.passRowsMax);
  const rest = rows.length - shown.length;
  const lines = shown.map((row) => renderRow(row, index.isNamed(row.n), detail.rowLengthMax));
  if (rest > 0) lines.push(`<li class=s>${countNoun(rest, 'row')} left out`);
  return wrapRows(lines);
}

function wrapRows(lines: readonly string[]): Markup {
  return trustMarkup(lines.length === 0 ? '' : `<ol class=ladder>${lines.join('\n')}</ol>`);
}

/** A row ends where the next begins: `li` needs no end tag. */
function renderRow(row: LadderRow, isNamed: boolean, lengthMax: number): string {
  const head = `<li${isNamed ? ` id=e${row.n}` : ''}${classOf(row)}>`;
  const { text } = markText(describeRow(row, lengthMax));
  return row.kind === 'step'
    ? head + text
    : `${head}<i>${formatLadderTime(row.t)} ${ARROWS[row.kind]}</i>${text}`;
}

/** Commands that are not the scenario's own are quieter. */
function classOf(row: LadderRow): string {
  return row.purpose === undefined ? ROW_CLASSES[row.kind] : ' class=p';
}
