import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Problem } from '../problem.ts';
import { type BrowserPipe, openBrowser } from './browser-pipe.ts';

// A browser prints a document: its PDF is tagged, so that a screen reader finds headings and tables in it. The browser
// is run once, without network, on a file of its own, and leaves nothing behind.

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Printing takes a second; a browser that hangs is ended. */
const LONGEST_MS = 60_000;

const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--host-resolver-rules=MAP * ~NOTFOUND',
];

/** One HTML document as a tagged PDF. Throws `print.no-browser`. */
export async function printPage(html: string): Promise<Buffer> {
  const command = await findBrowser();
  const profile = await mkdtemp(path.join(tmpdir(), 'everydot-print-'));
  const browser = openBrowser(command, [...QUIET, `--user-data-dir=${profile}`], LONGEST_MS);
  try {
    return await print(browser, html);
  } catch (cause) {
    throw new Problem('print.no-browser', { detail: 'the one that there is did not print', cause });
  } finally {
    browser.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function print(browser: BrowserPipe, html: string): Promise<Buffer> {
  const { targetId } = await browser.send<{ targetId: string }>('Target.createTarget', {
    url: 'about:blank',
  });
  const attached = await browser.send<{ sessionId: string }>('Target.attachToTarget', {
    targetId,
    flatten: true,
  });
  const onPage = <Answer>(method: string, params?: object) =>
    browser.send<Answer>(method, params, attached.sessionId);
  const { frameTree } = await onPage<{ frameTree: { frame: { id: string } } }>('Page.getFrameTree');
  await onPage('Page.setDocumentContent', { frameId: frameTree.frame.id, html });
  const { data } = await onPage<{ data: string }>('Page.printToPDF', {
    printBackground: true,
    preferCSSPageSize: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
    // Chromium's page numbers are neither tagged nor marked as decoration: a screen reader would stumble over them.
    displayHeaderFooter: false,
  });
  return Buffer.from(data, 'base64');
}

/** CHROMIUM_PATH, else the system's, else the one that a development dependency carries. */
async function findBrowser(): Promise<string> {
  const given = process.env['CHROMIUM_PATH'];
  const found = given ?? USUAL_PLACES.find((place) => existsSync(place)) ?? (await carriedBrowser());
  if (found === undefined || !existsSync(found))
    throw new Problem('print.no-browser', { detail: 'name one in CHROMIUM_PATH, or take the HTML' });
  return found;
}

async function carriedBrowser(): Promise<string | undefined> {
  try {
    const { default: carried } = await import('@sparticuz/chromium');
    return await carried.executablePath();
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw failure;
  }
}
