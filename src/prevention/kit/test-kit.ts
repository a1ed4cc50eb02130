import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Kit } from './kit.ts';
import type { KitOptions } from './kit-options.ts';
import { openKit } from './open-kit.ts';

/** A kit in a folder of its own. By default its bureau is a closed port: nothing can be filed. */
export async function testKit(
  options: Partial<KitOptions> = {},
): Promise<{ kit: Kit; dataFolder: string; troubles: string[] }> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(path.join(tmpdir(), 'kit-')));
  const troubles: string[] = [];
  const kit = await openKit({
    platform: { code: 'example-live', name: 'Example Live' },
    bureau: { url: 'http://127.0.0.1:9', token: 'none' },
    onTrouble: ({ why }) => troubles.push(why),
    now: () => new Date('2026-03-02T09:00:00Z'),
    ...options,
    dataFolder,
  });
  return { kit, dataFolder, troubles };
}

/** Neutral: 64 digits that are as good as random for each number. */
function testPdq(seed: number): string {
  let state = seed + 1;
  return Array.from({ length: 64 }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 28).toString(16);
  }).join('');
}

/** A stream that shows a listed frame. */
export function knownStream(n: number, time = '2026-03-01T20:00:00Z'): object[] {
  const base = { source: 'test', time, stream: `stream-${n}` };
  const hits = [{ list: 'national', meaning: 'harmful', distance: 0, entry: `e${n}` }];
  return [
    { ...base, type: 'stream.started', id: `started-${n}`, account: `streamer-${n}` },
    { ...base, type: 'frame.hashed', id: `frame-${n}`, pdq: testPdq(n), quality: 90, hits },
  ];
}
