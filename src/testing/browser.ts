/** A real browser for the tests of the HTML report: the system's Chromium without a window, driven by playwright-core. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Its names in the distributions; a path in `CHROMIUM` comes before them. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

const CHROMIUM = process.env.CHROMIUM ?? findProgram(NAMES);

/** Why pages cannot be tested here and how to change it; null where they can, and in CI, where they must. */
export const BROWSER_SKIP: string | null =
  process.env.CI === 'true' || CHROMIUM !== null
    ? null
    : 'Chromium is missing: `apt-get install chromium` enables this, or its path in CHROMIUM';

/** Screenshots are output of the tests, kept by CI beside the logs. */
const SCREENSHOTS = fileURLToPath(new URL('../../reports/screenshots/', import.meta.url));

function findProgram(names: readonly string[]): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return paths.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Throws where there is none. */
export async function openBrowser(): Promise<Browser> {
  if (CHROMIUM === null)
    throw new Error('no Chromium in PATH or CHROMIUM, and in CI the pages must be tested');
  return await chromium.launch({ executablePath: CHROMIUM });
}

/** A page, and what went wrong on it. */
export interface OpenPage {
  readonly page: Page;
  /** Messages of the console, exceptions, and addresses that the page asked for beside its own: each is a fault. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

/** Opens `address` (a `file:` URL) in a window of its own, with axe-core beside it. */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => faults.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (url.split('#')[0] !== address.split('#')[0] && !url.startsWith('data:'))
      faults.push(`asks for ${url}`);
  });
  // As an init script it needs no leave of the page's content security policy.
  await page.addInitScript({ content: axe.source });
  await page.goto(address);
  return { page, faults, close: () => context.close() };
}

/** What axe-core finds against WCAG 2.2 A and AA and its own best practices, one line each. */
export async function findAccessFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

/** Keeps a picture of the whole page. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  // What is out of sight is not drawn until it is scrolled to, and a picture does not scroll.
  const style = '.card,.scenarios>details{content-visibility:visible!important}';
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true, style });
}
