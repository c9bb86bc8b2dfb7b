/** `badge.svg`: the verdict in a line, for a page that shows no more. Needs no network and no font of its own. */
import type { RunResult } from '../record/result.ts';
import { formatCount } from './words.ts';
import { escapeXml } from './xml.ts';

/** White text on each has a contrast of 4.5 or more. Source: WCAG 2.2, 1.4.3. */
const COLORS: Readonly<Record<RunResult['verdict'], string>> = {
  conforms: '#1a7f37',
  'does-not-conform': '#b42318',
  'not-judged': '#8a5300',
};
const LABEL_COLOR = '#3d444d';

/** Of 11 px sans-serif text, rather too wide than too narrow: the text is set to this width. */
const CHARACTER_PX = 6.6;
const PADDING_PX = 6;
const HEIGHT_PX = 20;

export function renderBadge(result: RunResult): string {
  const label = `${result.set.name} AT conformance`;
  const message = describe(result);
  const [left, right] = [measure(label), measure(message)];
  const title = escapeXml(`${label}: ${message}`);
  const width = left + right;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT_PX}" role="img" aria-labelledby="title">
<title id="title">${title}</title>
<rect width="${left}" height="${HEIGHT_PX}" fill="${LABEL_COLOR}"/>
<rect x="${left}" width="${right}" height="${HEIGHT_PX}" fill="${COLORS[result.verdict]}"/>
<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11" aria-hidden="true">
${renderText(label, 0, left)}
${renderText(message, left, right)}
</g>
</svg>
`;
}

/** `conforms, 126 of 155 proved`, `does not conform, 2 broken`, `not judged`. */
function describe({ verdict, requirements }: RunResult): string {
  const count = (wanted: string) => requirements.filter((each) => each.verdict === wanted).length;
  const broken = count('fail');
  switch (verdict) {
    case 'conforms':
      return `conforms, ${formatCount(count('pass'))} of ${formatCount(requirements.length)} proved`;
    case 'does-not-conform':
      return broken === 0 ? 'does not conform' : `does not conform, ${formatCount(broken)} broken`;
    case 'not-judged':
      return 'could not be judged';
  }
}

function measure(text: string): number {
  return Math.ceil(text.length * CHARACTER_PX) + 2 * PADDING_PX;
}

function renderText(text: string, x: number, width: number): string {
  return `<text x="${x + PADDING_PX}" y="14" textLength="${width - 2 * PADDING_PX}" lengthAdjust="spacingAndGlyphs">${escapeXml(text)}</text>`;
}
