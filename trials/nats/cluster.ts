import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, connect as openSocket } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const NODES = 3;
const START_MS = 20_000;

export type Cluster = {
  /** Addresses of all nodes. */
  servers: string[];
  /** kill -9 of the node of this name; resolves when it is gone. */
  kill(name: string): Promise<void>;
  start(name: string): Promise<void>;
  names: string[];
  stop(): Promise<void>;
};

/** Debian's package puts the server where only administrators look. */
const SEARCH_PATH = `${process.env['PATH']}:/usr/sbin:/usr/local/sbin`;

export function natsServerVersion(): string | undefined {
  const { status, stdout } = spawnSync('nats-server', ['--version'], {
    encoding: 'utf8',
    env: { ...process.env, PATH: SEARCH_PATH },
  });
  return status === 0 ? stdout.trim() : undefined;
}

/** Three servers on loopback, each with a store of its own. */
export async function startCluster(folder: string): Promise<Cluster> {
  const ports = await freePorts(NODES * 2);
  const nodes = Array.from({ length: NODES }, (_, i) => ({
    name: `node-${i + 1}`,
    port: ports[i]!,
    routePort: ports[NODES + i]!,
  }));
  const routes = nodes.map(({ routePort }) => `nats-route://127.0.0.1:${routePort}`);
  const running = new Map<string, ChildProcess>();
  for (const { name, port, routePort } of nodes) {
    await mkdir(path.join(folder, name), { recursive: true });
    await writeFile(path.join(folder, `${name}.conf`), configOf({ folder, name, port, routePort, routes }));
  }
  const start = async (name: string): Promise<void> => {
    const child = spawn('nats-server', ['-c', path.join(folder, `${name}.conf`)], {
      stdio: 'ignore',
      env: { ...process.env, PATH: SEARCH_PATH },
    });
    running.set(name, child);
    await listening(nodes.find((node) => node.name === name)!.port);
  };
  const kill = async (name: string): Promise<void> => {
    const child = running.get(name)!;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    running.delete(name);
  };
  await Promise.all(nodes.map(({ name }) => start(name)));
  return {
    servers: nodes.map(({ port }) => `nats://127.0.0.1:${port}`),
    names: nodes.map(({ name }) => name),
    start,
    kill,
    stop: async () => void (await Promise.all([...running.keys()].map(kill))),
  };
}

type Node = { folder: string; name: string; port: number; routePort: number; routes: string[] };

function configOf({ folder, name, port, routePort, routes }: Node): string {
  return `
server_name: ${name}
listen: 127.0.0.1:${port}
jetstream { store_dir: "${path.join(folder, name)}" }
cluster { name: trial, listen: 127.0.0.1:${routePort}, routes: [${routes.join(', ')}] }
`;
}

async function listening(port: number): Promise<void> {
  const deadline = performance.now() + START_MS;
  while (performance.now() < deadline) {
    const answers = await new Promise<boolean>((resolve) => {
      const socket = openSocket(port, '127.0.0.1');
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (answers) return;
    await pause(50);
  }
  throw new Error('a nats-server does not start');
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(
    servers.map(async (server) => {
      server.close();
      await once(server, 'close');
    }),
  );
  return ports;
}
