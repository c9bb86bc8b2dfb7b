/** The phases of the session as a drawing: every way that there is, and how often exchanges of this run took it. */
import { type Phase, TRANSITIONS, TRIGGERS } from '../../record/phase.ts';
import type { SessionResult } from '../../record/result.ts';
import { countNoun, formatCount } from '../words.ts';
import { html, type Markup } from './markup.ts';

/** From left to right; `lost` is no box: every box says how often it was left that way. */
const BOXES = [
  'idle',
  'replying',
  'interim',
  'data',
  'completing',
  'settled',
] as const satisfies readonly Phase[];
type Box = (typeof BOXES)[number];

const BOX = { width: 104, height: 46, step: 216, top: 176 } as const;
const WIDTH = BOX.step * (BOXES.length - 1) + BOX.width + 4;
const HEIGHT = 312;
/** Between the levels on which arrows pass above boxes that they skip. */
const LEVEL_HEIGHT = 32;

/** Ways that skip a box, each on its own level above, so that no line hides another. */
const SKIPS: readonly { readonly from: Box; readonly to: Box; readonly level: number }[] = [
  { from: 'replying', to: 'data', level: 1 },
  { from: 'data', to: 'settled', level: 1 },
  { from: 'interim', to: 'completing', level: 2 },
  { from: 'replying', to: 'completing', level: 3 },
  { from: 'interim', to: 'settled', level: 4 },
  { from: 'replying', to: 'settled', level: 5 },
];

export function renderStateDiagram(session: SessionResult): Markup {
  const count = (from: Phase, to: Phase) =>
    session.moves.find((move) => move.from === from && move.to === to)?.count ?? 0;
  const steps = BOXES.slice(1).map((to, index) =>
    drawStep(BOXES[index] as Box, to, count(BOXES[index] as Box, to)),
  );
  const skips = SKIPS.map(({ from, to, level }) => drawSkip(from, to, level, count(from, to)));
  const boxes = BOXES.map((box) => drawBox(box, session, count));
  return html`<div class="scroll" role="region" aria-label="Diagram of the phases" tabindex="0"><svg class="states" viewBox="-2 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${describeSession(session)}">
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0.5L8 4L0 7.5z"/></marker></defs>
${steps}${skips}${drawReturn(count('settled', 'idle'))}${boxes}</svg></div>`;
}

function describeSession({ exchanges, moves }: SessionResult): string {
  return `${countNoun(exchanges, 'exchange')} went through ${countNoun(moves.length, 'different step')} between phases; the table below has the counts`;
}

/** What leads from one phase to the other, in the session's words. */
export function nameTriggers(from: Phase, to: Phase): string {
  return TRIGGERS.filter((trigger) => TRANSITIONS[from][trigger] === to).join(', ');
}

const leftOf = (box: Box) => BOXES.indexOf(box) * BOX.step;

function drawBox(box: Box, { moves }: SessionResult, count: (from: Phase, to: Phase) => number): Markup {
  const [x, bottom] = [leftOf(box), BOX.top + BOX.height];
  const visits = moves.reduce((sum, move) => sum + (move.to === box ? move.count : 0), 0);
  const middle = x + BOX.width / 2;
  const exits =
    box === 'idle'
      ? null
      : html`${box === 'settled' ? null : drawExit(middle, bottom + 18, 'given up', count(box, 'idle'))}${drawExit(middle, bottom + (box === 'settled' ? 18 : 34), 'lost', count(box, 'lost'))}`;
  return html`<g class="${visits > 0 ? 'box' : 'box never'}"><rect x="${x}" y="${BOX.top}" width="${BOX.width}" height="${BOX.height}"/><text x="${middle}" y="${BOX.top + 20}">${box}</text><text class="hits" x="${middle}" y="${BOX.top + 37}">${formatCount(visits)}</text></g>${exits}
`;
}

function drawExit(x: number, y: number, word: string, count: number): Markup {
  return html`<text class="${count > 0 ? 'exit hit' : 'exit'}" x="${x}" y="${y}">${word} ${formatCount(count)}</text>`;
}

/** A straight arrow to the next box, its words above it and its count below. */
function drawStep(from: Box, to: Box, count: number): Markup {
  const [start, end, y] = [leftOf(from) + BOX.width, leftOf(to), BOX.top + BOX.height / 2];
  const middle = (start + end) / 2 - 3;
  const words = html`<text x="${middle}" y="${y - 7}">${nameTriggers(from, to)}</text><text class="hits" x="${middle}" y="${y + 18}">${formatCount(count)}</text>`;
  return drawWay(`M${start} ${y}H${end}`, count, words);
}

/** Up from the right half of a box, across, and down into the left half of another. */
function drawSkip(from: Box, to: Box, level: number, count: number): Markup {
  const shift = 9 * (level - 1);
  const [start, end] = [leftOf(from) + BOX.width - 8 - shift, leftOf(to) + 8 + shift];
  const y = BOX.top - 14 - LEVEL_HEIGHT * (level - 1);
  const path = `M${start} ${BOX.top}V${y + 6}Q${start} ${y} ${start + 6} ${y}H${end - 6}Q${end} ${y} ${end} ${y + 6}V${BOX.top}`;
  return drawWay(path, count, nameWay((start + end) / 2, y - 5, from, to, count));
}

/** Below all boxes, back to the beginning. */
function drawReturn(count: number): Markup {
  const [start, end] = [leftOf('settled') + BOX.width - 12, leftOf('idle') + BOX.width / 2];
  const [top, y] = [BOX.top + BOX.height, HEIGHT - 26];
  const path = `M${start} ${top}V${y - 6}Q${start} ${y} ${start - 6} ${y}H${end + 6}Q${end} ${y} ${end} ${y - 6}V${top}`;
  return drawWay(path, count, nameWay((start + end) / 2, y - 6, 'settled', 'idle', count));
}

function nameWay(x: number, y: number, from: Phase, to: Phase, count: number): Markup {
  return html`<text x="${x}" y="${y}">${nameTriggers(from, to)} <tspan class="hits">${formatCount(count)}</tspan></text>`;
}

function drawWay(path: string, count: number, words: Markup): Markup {
  return html`<g class="${count > 0 ? 'way' : 'way never'}"><path d="${path}" marker-end="url(#arrow)"/>${words}</g>
`;
}
