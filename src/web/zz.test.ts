import { test } from 'node:test';
import {
  accessibilityFaults,
  launchBrowser,
  openWindow,
  shoot,
  sidewaysScroll,
} from './browser/test-browser.ts';
import { testDesk } from './test-desk.ts';

test('x', async () => {
  const t0 = performance.now();
  const desk = await testDesk();
  console.log('desk', performance.now() - t0);
  desk.test.store.clock.set(new Date('2026-03-02T20:07:00Z'));
  const base = await desk.listen();
  const browser = await launchBrowser();
  console.log('browser', performance.now() - t0);
  try {
    for (const [i, path] of (process.env.PAGES ?? '/queue').split(' ').entries()) {
      for (const width of [1280, 320]) {
        const w = await openWindow(browser, desk, base, {
          person: desk.people[(process.env.ROLE ?? 'supervisor') as 'supervisor'],
          width,
        });
        await w.page.goto(path.replace(/:(\w+)/, (_, n) => desk.numbers[n as 'danger'] ?? n));
        await shoot(w.page, `p${i}-${width}`);
        console.log(
          path,
          w.page.url(),
          await accessibilityFaults(w.page),
          await sidewaysScroll(w.page),
          w.strays,
          performance.now() - t0,
        );
        await w.context.close();
      }
    }
  } finally {
    await browser.close();
    await desk.close();
  }
});
