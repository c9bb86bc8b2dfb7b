/** The page of a comparison in a real browser. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { BROWSER_SKIP, findAccessFaults, keepScreenshot, openBrowser, openPage } from '../testing/browser.ts';
import { buildSampleComparison } from '../testing/sample-comparison.ts';
import { renderComparisonHtml } from './compare-html.ts';

const PHONE = { viewport: { width: 400, height: 800 }, hasTouch: true };

describe('a comparison in a browser', { skip: BROWSER_SKIP ?? false }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'atconform-page-'));
  const path = join(folder, 'index.html');
  let browser: Browser;

  before(async () => {
    browser = await openBrowser();
    writeFileSync(
      path,
      renderComparisonHtml(buildSampleComparison(), { madeAt: '2026-03-14T09:30:00.000Z' }),
    );
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  for (const [name, options] of [
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['phone-light', { ...PHONE, colorScheme: 'light' }],
    ['phone-dark', { ...PHONE, colorScheme: 'dark' }],
  ] as const)
    test(`${name}: nothing is wider than the window, and nothing keeps anybody from reading it`, async () => {
      const { page, faults, close } = await openPage(browser, pathToFileURL(path).href, options);
      try {
        await keepScreenshot(page, `comparison-${name}`);
        await page.locator('details').evaluateAll((all) => {
          for (const each of all) each.open = true;
        });
        const root = page.locator(':root');
        assert.equal(await root.evaluate((element) => element.scrollWidth - element.clientWidth), 0);
        assert.deepEqual(await findAccessFaults(page), []);
        assert.deepEqual(faults, []);
      } finally {
        await close();
      }
    });
});
