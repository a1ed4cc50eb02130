import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../../shared/problem.ts';
import type { Kit } from '../kit/kit.ts';
import type { KitOptions } from '../kit/kit-options.ts';
import { openKit } from '../kit/open-kit.ts';
import { consumeNats, type NatsTransport } from './consume-nats.ts';
import { httpTransport } from './listen-http.ts';
import type { NatsOptions } from './nats-stream.ts';

export type ServeKitOptions = KitOptions & { host?: string; port: number; nats?: NatsOptions };

export type ServedKit = {
  kit: Kit;
  address: string;
  /** Rejects when the kit cannot go on. */
  ended: Promise<void>;
  stop(): Promise<void>;
};

/** The kit as a process of its own: HTTP, and a JetStream where one is named. */
export async function serveKit(options: ServeKitOptions): Promise<ServedKit> {
  let nats: NatsTransport | undefined;
  const early: Parameters<NatsTransport['publish']>[0][] = [];
  const kit = await openKit({
    ...options,
    onDecision(decision) {
      options.onDecision?.(decision);
      if (nats) nats.publish(decision);
      else if (options.nats) early.push(decision);
    },
  });
  try {
    const token = await localToken(options.dataFolder);
    const app = await httpTransport({ kit, token });
    const address = await listen(() => app.listen({ host: options.host ?? '127.0.0.1', port: options.port }));
    if (options.nats) {
      const onTrouble = options.onTrouble ?? (() => undefined);
      nats = await consumeNats({ ...options.nats, kit, onTrouble });
      for (const decision of early.splice(0)) nats.publish(decision);
    }
    return {
      kit,
      address,
      ended: nats?.ended ?? new Promise(() => undefined),
      async stop() {
        await app.close();
        await nats?.stop();
        await kit.close();
      },
    };
  } catch (cause) {
    await kit.close();
    throw cause;
  }
}

export const LOCAL_TOKEN_FILE = 'local-token';

/** What programs beside the kit show to it. Made at the first start, readable by the kit's own user only. */
async function localToken(dataFolder: string): Promise<string> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const file = path.join(dataFolder, LOCAL_TOKEN_FILE);
  const fresh = randomBytes(32).toString('base64url');
  await writeFile(file, fresh, { flag: 'wx', mode: 0o600 }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause;
  });
  return readFile(file, 'utf8');
}

async function listen(start: () => Promise<string>): Promise<string> {
  try {
    return await start();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' || code === 'EACCES')
      throw new Problem('command.port-unusable', { detail: code, cause });
    throw cause;
  }
}
