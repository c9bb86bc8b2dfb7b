import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PALETTE } from './palette.ts';

type Name = keyof typeof PALETTE;
const NAMES = Object.keys(PALETTE) as Name[];

/** Source: WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(left: string, right: string): number {
  const [bright = 0, dark = 0] = [luminance(left), luminance(right)].sort((a, b) => b - a);
  return (bright + 0.05) / (dark + 0.05);
}

/** Source: WCAG 2.2, 1.4.3 Contrast (Minimum), level AA. */
test('every ink can be read on every paper, light and dark', () => {
  const pairs = NAMES.filter((name) => name.startsWith('ink')).flatMap((ink) =>
    NAMES.filter((name) => name.startsWith('paper')).map((paper) => [ink, paper] as const),
  );
  assert.ok(pairs.length >= 20);
  for (const [ink, paper] of pairs)
    for (const scheme of ['light', 'dark'] as const) {
      const ratio = contrast(PALETTE[ink][scheme], PALETTE[paper][scheme]);
      assert.ok(ratio >= 4.5, `${ink} on ${paper}, ${scheme}: ${ratio.toFixed(2)}`);
    }
});

/** Source: WCAG 2.2, 1.4.11 Non-text Contrast. */
test('the lines of controls stand out from the paper', () => {
  for (const scheme of ['light', 'dark'] as const)
    assert.ok(contrast(PALETTE['line-strong'][scheme], PALETTE.paper[scheme]) >= 3);
});
