import path from 'node:path';
import { openHashIndex } from '../../hashing/index.ts';
import { openHoldQueue } from '../hold/hold-queue.ts';
import { followLists } from '../lookup/follow-lists.ts';
import { knownContent } from '../lookup/known-content.ts';
import { bureauFrom } from '../report/bureau.ts';
import { composeReport } from '../report/compose-report.ts';
import type { Incident } from '../report/incident.ts';
import { openOutbox } from '../report/outbox.ts';
import { startReporter } from '../report/reporter.ts';
import { defaultRules, loadRules } from '../rules/load-rules.ts';
import { askPlatform } from './ask-platform.ts';
import { followDecisions } from './decide-hold.ts';
import { lockFolder } from './folder-lock.ts';
import { type Held, keepDecisions, rankOf } from './keep-findings.ts';
import type { Kit } from './kit.ts';
import { kitOf } from './kit-of.ts';
import type { KitOptions } from './kit-options.ts';
import { restoreScreen } from './restore-screen.ts';
import { openScreening } from './screening.ts';
import { countTroubles } from './troubles.ts';

/** Opens the kit: reads its folder, loads the lists, files what was not filed yet. */
export async function openKit(options: KitOptions): Promise<Kit> {
  const rules = options.rules === undefined ? defaultRules() : loadRules(options.rules);
  const bureau = bureauFrom(options.bureau);
  const unlock = await lockFolder(options.dataFolder);
  const closers: (() => Promise<unknown>)[] = [unlock];
  const closeAll = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const troubles = countTroubles(options.onTrouble);
    const now = options.now ?? (() => new Date());
    const fileOf = (name: string) => path.join(options.dataFolder, name);
    const outbox = await openOutbox<Incident>(fileOf('reports.journal'));
    closers.push(() => outbox.close());
    const holds = await openHoldQueue<Held>(fileOf('holds.journal'), rankOf);
    closers.push(() => holds.close());
    // On this thread: one lookup takes microseconds, handing it to another thread and back takes longer.
    const known = knownContent(await openHashIndex({ threads: 0 }));
    closers.push(() => known.close());
    const lists = await followLists({
      ...options.lists,
      bureau,
      known,
      folder: fileOf('lists'),
      onTrouble: (trouble) => troubles.note({ where: 'list', ...trouble }),
    });
    closers.push(() => lists.stop());
    const reporter = startReporter({
      bureau,
      outbox,
      ask: (key, incident) => askPlatform(options, key, incident),
      compose: (key, incident, facts, supplement) =>
        composeReport({ platform: options.platform, key, incident, facts, supplement }),
      now,
      onTrouble: (trouble) => troubles.note({ where: 'report', ...trouble }),
    });
    closers.push(() => reporter.stop());
    const keeping = { outbox, holds, wake: () => reporter.wake() };
    const screening = await openScreening({
      folder: options.dataFolder,
      restore: (saved) => restoreScreen(rules, saved),
      keep: (decided) => keepDecisions(keeping, decided),
      ...(options.onDecision && { onDecision: options.onDecision }),
      onTrouble: (trouble) => troubles.note({ where: 'screening', ...trouble }),
    });
    closers.push(() => screening.close());
    await followDecisions(keeping);
    return kitOf({ keeping, screening, known, lists, reporter, troubles, now, close: closeAll });
  } catch (cause) {
    await closeAll();
    throw cause;
  }
}
