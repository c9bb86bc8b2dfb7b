/** How long commands took: for each a strip on one scale of time, with its classes, p50, p95, the longest, and the limit. */
import type { CommandResult, RunResult } from '../../record/result.ts';
import { isCommon } from '../common-rules.ts';
import { countNoun, formatCount, formatTime } from '../words.ts';
import { html, type Markup } from './markup.ts';

type Latency = NonNullable<CommandResult['latency']>;

const STRIP = { width: 640, height: 62, floor: 44 } as const;
const DECADES_MS = [0.1, 1, 10, 100, 1000, 10_000, 100_000, 1_000_000];
const MARKS = ['p50', 'p95', 'max'] as const;

export function renderLatencies(result: RunResult): Markup {
  const commands = result.commands.filter((command) => !isCommon(command));
  const measured = commands.flatMap(({ command, latency }) =>
    latency === null ? [] : [{ command, latency }],
  );
  if (measured.length === 0) return html`<p class="calm">${explainNone(result)}</p>`;
  const scale = makeScale(measured.map(({ latency }) => latency));
  const rows = measured.map(
    ({
      command,
      latency,
    }) => html`<tr><th scope="row"><b>AT+${command}</b><small>${countNoun(latency.count, 'exchange')}</small></th><td>${drawStrip(latency, scale)}</td><td>${describeLatency(latency)}</td></tr>
`,
  );
  const rest = commands.length - measured.length;
  return html`<p class="key">From the last byte of the command line to the last byte of its final, on one logarithmic scale. Bars: how many exchanges took so long. <span class="limit-key"></span> the profile’s limit.</p>
<div class="scroll" role="region" aria-label="Latencies" tabindex="0"><table class="latencies"><thead><tr><th>Command</th><th>${drawAxis(scale)}</th><th>Figures</th></tr></thead><tbody>
${rows}</tbody></table></div>${rest > 0 ? html`<p class="calm">${countNoun(rest, 'command')} without a measured exchange.</p>` : null}`;
}

/** A silence about times must not look as if they had been fine. */
function explainNone({ clockScale }: RunResult): string {
  if (clockScale === null)
    return 'Not measured: the clock was virtual and jumped over every wait, so no time of this run is the module’s own. Run against a device to measure.';
  if (clockScale !== 1)
    return `Not measured: the clock ran ×${clockScale}, so no time of this run is the module’s own. Run in real time to measure.`;
  return 'Nothing was measured: no command of the set got a final.';
}

/** Milliseconds to a place from 0 to 1. */
type Scale = (timeMs: number) => number;

/** From the shortest class to the limit or what was longer, by the logarithm. */
function makeScale(latencies: readonly Latency[]): Scale {
  const lowest = Math.min(...latencies.map(({ histogram, p50Ms }) => (histogram[0]?.uptoMs ?? p50Ms) / 2));
  const highest = Math.max(...latencies.map(({ limitMs, maxMs }) => Math.max(limitMs, maxMs))) * 1.1;
  const [from, to] = [Math.log(Math.max(lowest, 0.1)), Math.log(highest)];
  return (timeMs) => Math.min(1, Math.max(0, (Math.log(Math.max(timeMs, 0.1)) - from) / (to - from)));
}

function placeOf(timeMs: number, scale: Scale): number {
  return Math.round(scale(timeMs) * (STRIP.width - 8)) + 4;
}

/** Powers of ten that lie on the scale. */
function ticksOf(scale: Scale): readonly { readonly timeMs: number; readonly x: number }[] {
  const inside = DECADES_MS.filter((timeMs) => scale(timeMs) > 0 && scale(timeMs) < 1);
  return inside.map((timeMs) => ({ timeMs, x: placeOf(timeMs, scale) }));
}

function drawAxis(scale: Scale): Markup {
  const words = ticksOf(scale).map(
    ({ timeMs, x }) => html`<text class="axis" x="${x}" y="12">${formatTime(timeMs)}</text>`,
  );
  return html`<span class="sr">Distribution</span><svg class="strip" viewBox="0 0 ${STRIP.width} 16" width="${STRIP.width}" height="16" aria-hidden="true">${words}</svg>`;
}

function drawStrip(latency: Latency, scale: Scale): Markup {
  const { histogram, limitMs } = latency;
  const at = (timeMs: number) => placeOf(timeMs, scale);
  const most = Math.max(...histogram.map(({ count }) => count));
  const bars = histogram.map(({ uptoMs, count }, index) => {
    const left = at(histogram[index - 1]?.uptoMs ?? uptoMs / 2);
    const height = Math.round((count / most) * (STRIP.floor - 14));
    return html`<rect x="${left}" y="${STRIP.floor - height}" width="${Math.max(1, at(uptoMs) - left - 1)}" height="${height}"/>`;
  });
  const values = { p50: latency.p50Ms, p95: latency.p95Ms, max: latency.maxMs };
  const marks = MARKS.map((name) => ({ name, x: at(values[name]) }));
  return html`<svg class="strip" viewBox="0 0 ${STRIP.width} ${STRIP.height}" width="${STRIP.width}" height="${STRIP.height}" role="img" aria-label="${describeDistribution(latency)}"><path class="tick" d="${ticksOf(
    scale,
  )
    .map(({ x }) => `M${x} 0V${STRIP.floor}`)
    .join(
      '',
    )}"/><path class="floor" d="M0 ${STRIP.floor}H${STRIP.width}"/>${bars}<path class="limit" d="M${at(limitMs)} 4V${STRIP.floor + 4}"/>${spreadMarks(marks)}</svg>`;
}

interface Mark {
  readonly name: string;
  readonly x: number;
}

/** Names that would stand upon each other move apart, each with a line to its place. */
function spreadMarks(marks: readonly Mark[]): Markup {
  const gap = 30;
  let last = -gap;
  const drawn = marks.map(({ name, x }) => {
    const textX = Math.max(x, last + gap);
    last = textX;
    return html`<path class="mark" d="M${x} ${STRIP.floor - 4}V${STRIP.floor + 4}"/><text x="${Math.min(textX, STRIP.width - 12)}" y="${STRIP.floor + 16}">${name}</text>`;
  });
  return html`${drawn}`;
}

function describeDistribution({ histogram }: Latency): string {
  return histogram
    .filter(({ count }) => count > 0)
    .map(({ uptoMs, count }) => `${formatCount(count)} up to ${formatTime(uptoMs)}`)
    .join(', ');
}

function describeLatency({ p50Ms, p95Ms, maxMs, limitMs }: Latency): Markup {
  const late = maxMs > limitMs;
  const share = ((maxMs / limitMs) * 100).toFixed(0);
  return html`<dl class="figures-list"><dt>p50</dt><dd>${formatTime(p50Ms)}</dd><dt>p95</dt><dd>${formatTime(p95Ms)}</dd><dt>max</dt><dd class="${late ? 'v v-fail' : 'num'}">${formatTime(maxMs)}</dd><dt>limit</dt><dd>${formatTime(limitMs)}</dd></dl><small>the longest took ${share} % of the limit</small>`;
}
