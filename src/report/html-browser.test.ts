/** The page in a real browser: what a reader sees, clicks and types. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { BROWSER_SKIP, findAccessFaults, keepScreenshot, openBrowser, openPage } from '../testing/browser.ts';
import { foldSample } from '../testing/sample-mutation.ts';
import { buildConformingResult, buildLargeResult, buildSampleResult } from '../testing/sample-result.ts';
import { renderHtml } from './html.ts';

const MADE_AT = { madeAt: '2026-03-14T09:30:00.000Z' };
/** Between its margins, in CSS pixels. */
const A4 = { width: 702, height: 1000 };
const PHONE = { viewport: { width: 400, height: 800 }, hasTouch: true };

describe('the page in a browser', { skip: BROWSER_SKIP ?? false }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'atconform-page-'));
  let browser: Browser;

  before(async () => {
    browser = await openBrowser();
    writePage('sample', renderHtml(buildSampleResult(), { ...MADE_AT, mutation: foldSample() }));
    writePage('conforming', renderHtml(buildConformingResult(), MADE_AT));
    writePage('large', renderHtml(buildLargeResult(1250, 4), MADE_AT));
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  function writePage(name: string, page: string): void {
    writeFileSync(join(folder, `${name}.html`), page);
  }

  /** Opens a page, lets `look` look, and holds that nothing went wrong on it. */
  async function visit(
    name: string,
    options: BrowserContextOptions,
    look: (page: Page) => Promise<void>,
    fragment = '',
  ): Promise<void> {
    const { page, faults, close } = await openPage(browser, addressOf(name) + fragment, options);
    try {
      await look(page);
      assert.deepEqual(faults, []);
    } finally {
      await close();
    }
  }

  function addressOf(name: string): string {
    return pathToFileURL(join(folder, `${name}.html`)).href;
  }

  for (const [name, options] of [
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['phone-light', { ...PHONE, colorScheme: 'light' }],
    ['phone-dark', { ...PHONE, colorScheme: 'dark' }],
  ] as const)
    test(`${name}: nothing is wider than the window, and nothing keeps anybody from reading it`, async () => {
      for (const sample of ['sample', 'conforming'])
        await visit(sample, options, async (page) => {
          await keepScreenshot(page, `${sample}-${name}`);
          await unfoldAll(page);
          assert.equal(await measureOverflow(page), 0);
          assert.deepEqual(await findAccessFaults(page), []);
        });
    });

  test('what keeps somebody from reading a page is found', async () => {
    const { page, close } = await openPage(browser, addressOf('sample'));
    await page.locator('h1').evaluate((title) => {
      title.style.color = '#bbb';
    });
    const faults = await findAccessFaults(page);
    assert.match(faults.join('\n'), /color-contrast: .* h1/);
    await close();
  });

  test('words, command and verdict choose among scenarios, and the count says how many', async () => {
    await visit('sample', {}, async (page) => {
      const form = page.locator('form[data-list=scenario-list]');
      const shown = page.locator('#scenario-list > details:visible');
      const all = await shown.count();
      await form.getByLabel('search').fill('surplus  AT+HTTPCPOST');
      await form.locator('output', { hasText: `3 of ${all} shown` }).waitFor();
      assert.deepEqual(await idsOf(shown), ['surplus', 'surplus-binary', 'surplus-at-end'].map(nameSurplus));
      await form.getByLabel('search').fill('');
      await form.getByLabel('verdict').selectOption('unverified');
      await form.locator('output', { hasText: `1 of ${all} shown` }).waitFor();
      assert.deepEqual(await idsOf(shown), ['scenario:HTTPCPOST/prompt/never-seen']);
      await form.getByLabel('command').selectOption('HTTPCGET');
      await form.locator('output', { hasText: `0 of ${all} shown` }).waitFor();
      await page.keyboard.press('Escape');
      await form.locator('output', { hasText: `${all} of ${all} shown` }).waitFor();
    });
  });

  test('a requirement chooses among failures and scenarios, by its whole id', async () => {
    await visit('sample', {}, async (page) => {
      const failures = page.locator('form[data-list=failure-list]');
      await failures.getByLabel('requirement').fill('R-HTTPCPOST-1');
      await failures.locator('output', { hasText: '0 of 5 shown' }).waitFor();
      await failures.getByLabel('requirement').fill('r-httpcpost-15');
      await failures.locator('output', { hasText: '1 of 5 shown' }).waitFor();
      await page.locator('[id="requirement:R-HTTPCPOST-03"] a[data-requirement]').click();
      const scenarios = page.locator('form[data-list=scenario-list]');
      await scenarios.locator('output', { hasText: /^4 of/ }).waitFor();
      assert.equal(await scenarios.getByLabel('requirement').inputValue(), 'R-HTTPCPOST-03');
    });
  });

  test('a link leads to a scenario that is folded, and to one that a filter hides', async () => {
    const scenario = 'scenario:HTTPCPOST/data-phase/surplus';
    await visit(
      'sample',
      {},
      async (page) => {
        const target = page.locator(`[id="${scenario}"]`);
        await target.locator('.ladder li', { hasText: 'SEND OK' }).waitFor();
        const form = page.locator('form[data-list=scenario-list]');
        await form.getByLabel('verdict').selectOption('pass');
        await target.waitFor({ state: 'hidden' });
        await page
          .locator('#failures')
          .getByRole('link', { name: scenario.slice(9), exact: true })
          .first()
          .click();
        await target.waitFor();
        assert.ok(await isInWindow(target));
      },
      `#${scenario}`,
    );
  });

  test('two clicks lead from a red cell to the bytes that made it red', async () => {
    await visit('sample', {}, async (page) => {
      await page.locator('.cells a[title^="R-HTTPCPOST-15:"]').click();
      const row = page.locator('[id="requirement:R-HTTPCPOST-15"]');
      assert.ok(await isInWindow(row));
      await row.locator('a[href^="#scenario:"]').first().click();
      const bytes = page.locator('.aimed .ladder li', { hasText: 'helloEXTRA' }).first();
      assert.ok(await isInWindow(bytes));
    });
  });

  test('everything can be reached by keys', async () => {
    await visit('sample', {}, async (page) => {
      const focused = page.locator(':focus');
      await page.keyboard.press('/');
      assert.equal(await focused.getAttribute('name'), 'text');
      await page.keyboard.press('Escape');
      await page.locator(':root').evaluate((root) => root.scrollTo(0, 0));
      await page.keyboard.press('j');
      const first = await focused.innerText();
      assert.match(first, /fail|error|unverified|inconclusive/);
      await page.keyboard.press('j');
      assert.notEqual(await focused.innerText(), first);
      await page.keyboard.press('k');
      assert.equal(await focused.innerText(), first);
    });
  });

  test('the theme is the system’s until somebody chooses, and stays chosen', async () => {
    await visit('sample', { colorScheme: 'dark' }, async (page) => {
      const paper = () =>
        page
          .locator('body')
          .evaluate((body) => body.ownerDocument.defaultView.getComputedStyle(body).backgroundColor);
      const dark = await paper();
      await page.getByRole('button', { name: 'dark' }).click();
      const light = await paper();
      assert.notEqual(light, dark);
      await page.reload();
      assert.equal(await paper(), light);
    });
  });

  test('on paper nothing is cut off, there are no controls, and colours are those of day', async () => {
    for (const sample of ['sample', 'conforming'])
      await visit(sample, { colorScheme: 'dark', viewport: A4 }, async (page) => {
        await page.emulateMedia({ media: 'print' });
        assert.equal(await measureOverflow(page), 0);
        await keepScreenshot(page, `${sample}-paper`);
      });
    await visit('sample', { colorScheme: 'dark' }, async (page) => {
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.locator('nav, form, button').filter({ visible: true }).count(), 0);
      const ink = await page
        .locator('body')
        .evaluate((body) => body.ownerDocument.defaultView.getComputedStyle(body).color);
      assert.equal(ink, 'rgb(28, 30, 31)');
      const pdf = await page.pdf({ format: 'A4' });
      assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    });
  });

  test('5,000 exchanges open and can be searched', async (context) => {
    await visit('large', {}, async (page) => {
      const loadMs = await page
        .locator(':root')
        .evaluate(
          (root) => root.ownerDocument.defaultView.performance.getEntriesByType('navigation')[0].duration,
        );
      context.diagnostic(`5,000 exchanges opened in ${Math.round(loadMs)} ms`);
      const form = page.locator('form[data-list=scenario-list]');
      await form.getByLabel('search').fill('scenario-1249/exchange-3');
      await form.locator('output', { hasText: '1 of 1250 shown' }).waitFor();
      await form.getByRole('button', { name: 'unfold shown' }).click();
      assert.equal(await page.locator('.ladder li.t:visible').count(), 4);
    });
  });
});

const nameSurplus = (name: string) => `scenario:HTTPCPOST/data-phase/${name}`;

/** By how many pixels the page is wider than its window. */
function measureOverflow(page: Page): Promise<number> {
  return page.locator(':root').evaluate((root) => root.scrollWidth - root.clientWidth);
}

function unfoldAll(page: Page): Promise<void> {
  return page.locator('details').evaluateAll((all) => {
    for (const each of all) each.open = true;
  });
}

function idsOf(found: Locator): Promise<readonly string[]> {
  return found.evaluateAll((all) => all.map((each) => each.id));
}

async function isInWindow(found: Locator): Promise<boolean> {
  const box = await found.boundingBox();
  const height = found.page().viewportSize()?.height ?? 0;
  return box !== null && box.y + box.height > 0 && box.y < height;
}
