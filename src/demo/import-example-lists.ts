import { createHashList, grantHashList, importHashList } from '../flow/index.ts';
import { settableClock } from '../shared/clock.ts';
import type { Store } from '../shared/db.ts';
import type { World } from './world.ts';
import { writeHashLists } from './write-hash-lists.ts';

const LOADER = { kind: 'system', part: 'example' } as const;

export const OWN_LIST = 'bureau-list';

/** Imports the example's hash lists through the real adapters, before the first referral; and opens a list of our own. */
export async function importExampleLists(store: Store, world: World, at: Date): Promise<void> {
  const then = { ...store, clock: settableClock(at) };
  for (const { file, ...list } of writeHashLists(world)) {
    await createHashList(then, LOADER, { ...list, own: false });
    const open = async function* (): AsyncGenerator<Buffer> {
      yield file;
    };
    await importHashList(then, LOADER, { list: list.code, open });
  }
  await createHashList(then, LOADER, {
    code: OWN_LIST,
    name: 'List of the example bureau (synthetic)',
    holder: 'Example bureau (synthetic)',
    meaning: 'harmful',
    scheme: 'uk-abc',
    country: 'GB',
    own: true,
    handling: 'For matching by those whom it is granted.',
    contact: 'Hash list desk',
  });
  await grantHashList(then, LOADER, { list: OWN_LIST, sourceId: 'larkline' });
}
