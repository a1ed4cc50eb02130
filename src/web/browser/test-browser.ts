import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, rmdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AxeBuilder } from '@axe-core/playwright';
import carried from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { openSession, type PersonActor } from '../../access/index.ts';
import { SESSION_COOKIE } from '../frame/visits.ts';
import type { TestDesk } from '../test-desk.ts';

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** CHROMIUM_PATH, else the system's, else the one that a development dependency carries. */
async function launchBrowser(): Promise<Browser> {
  const given = process.env['CHROMIUM_PATH'];
  const system = '/usr/bin/chromium';
  const executablePath = given ?? (existsSync(system) ? system : await unpackCarried());
  return chromium.launch({ executablePath, args: QUIET });
}

const UNPACKING = path.join(os.tmpdir(), 'everydot-unpacks-chromium');
/** Unpacking takes seconds; whoever holds the place for longer has died. */
const LONGEST_UNPACKING_MS = 60_000;
const LOOK_AGAIN_MS = 200;

/** One process at a time: another's half-written browser would start and fail. */
async function unpackCarried(): Promise<string> {
  for (let waited = 0; !(await isFirst()) && waited < LONGEST_UNPACKING_MS; waited += LOOK_AGAIN_MS) {
    await wait(LOOK_AGAIN_MS);
  }
  try {
    return await carried.executablePath();
  } finally {
    await rmdir(UNPACKING).catch(() => undefined);
  }
}

async function isFirst(): Promise<boolean> {
  return mkdir(UNPACKING).then(
    () => true,
    () => false,
  );
}

type Wanted = { person?: PersonActor; javaScript?: boolean; width?: number };

/** A real browser at one desk. No page that it opens may ask anything of another host. */
export class DeskBrowser {
  readonly #browser: Browser;
  readonly #desk: TestDesk;
  readonly #base: string;
  readonly #contexts: BrowserContext[] = [];
  #strays: string[] = [];

  static async at(desk: TestDesk): Promise<DeskBrowser> {
    return new DeskBrowser(await launchBrowser(), desk, await desk.listen());
  }

  private constructor(browser: Browser, desk: TestDesk, base: string) {
    this.#browser = browser;
    this.#desk = desk;
    this.#base = base;
  }

  /** A window of its own, with its own cookies; somebody is signed in where one is named. */
  async open({ person, javaScript = true, width = 1280 }: Wanted = {}): Promise<Page> {
    const context = await this.#browser.newContext({
      baseURL: this.#base,
      javaScriptEnabled: javaScript,
      viewport: { width, height: 900 },
    });
    this.#contexts.push(context);
    await context.route('**/*', (route) => {
      const url = route.request().url();
      if (url.startsWith(`${this.#base}/`)) return route.continue();
      this.#strays.push(url);
      return route.abort();
    });
    if (person) {
      const value = await openSession(this.#desk.test.store, person.id);
      await context.addCookies([{ name: SESSION_COOKIE, value, url: this.#base }]);
    }
    return context.newPage();
  }

  /** Closes what a test has opened; throws where a page asked another host. */
  async closeWindows(): Promise<void> {
    for (const context of this.#contexts.splice(0)) await context.close();
    const strays = this.#strays;
    this.#strays = [];
    assert.deepEqual(strays, [], 'requests to another host');
  }

  async close(): Promise<void> {
    await this.closeWindows();
    await this.#browser.close();
  }
}

/** Looks at a page: everybody must be able to use it, and it must not scroll sideways. */
export async function lookAt(page: Page, name: string): Promise<void> {
  await shoot(page, name);
  assert.deepEqual(await accessibilityFaults(page), [], name);
  assert.equal(await sidewaysScroll(page), 0, `${name} scrolls sideways`);
}

/** What axe finds against WCAG 2.2 A and AA: nothing, or what and where. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Without its style sheet a page has other sizes and colours.
  await page.waitForLoadState('load');
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // GOV.UK's back link stands before the main content, outside every landmark.
    .disableRules(['region'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** How many pixels the page can be scrolled sideways. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(`document.documentElement.scrollWidth - document.documentElement.clientWidth`);
}

/** A picture of the page for whoever wants to look: only where SHOTS names a folder. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
