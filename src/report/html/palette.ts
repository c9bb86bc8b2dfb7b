/** The page's colours, light and dark; a test holds every ink against every paper that it stands on. */

export interface Colour {
  readonly light: string;
  readonly dark: string;
}

/** `ink…` is text, `paper…` is what it stands on, `line…` is neither. */
export const PALETTE = {
  ink: { light: '#1c1e1f', dark: '#e3e5e1' },
  'ink-soft': { light: '#575c5e', dark: '#a3a9aa' },
  'ink-link': { light: '#1d4f91', dark: '#8fbcf5' },
  'ink-pass': { light: '#17633a', dark: '#74c795' },
  'ink-info': { light: '#30557f', dark: '#93b6de' },
  'ink-warn': { light: '#7d5200', dark: '#e2b563' },
  'ink-fail': { light: '#ad1f19', dark: '#ff9488' },
  'ink-error': { light: '#83257a', dark: '#e79ae0' },
  paper: { light: '#fcfcfa', dark: '#16191b' },
  'paper-sunk': { light: '#f2f2ee', dark: '#1e2224' },
  'paper-mark': { light: '#ffe3dc', dark: '#4f1f1b' },
  line: { light: '#d8d9d4', dark: '#353b3e' },
  'line-strong': { light: '#1c1e1f', dark: '#858c8e' },
} as const satisfies Readonly<Record<string, Colour>>;

/** Declarations of the custom properties `--ink`, `--paper` and so on. */
export function declareColours(scheme: 'light' | 'dark'): string {
  return Object.entries(PALETTE)
    .map(([name, colour]) => `--${name}:${colour[scheme]}`)
    .join(';');
}
