import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

// Keep-alive connections that ask, as a process of its own. Bare sockets: the load must not take the processor time that
// it measures. Argument: the order, as JSON.

export type LoadOrder = {
  port: number;
  token: string;
  seconds: number;
  /** Listed values are the SHA-256 of the numbers from 1 to this. */
  listed: number;
  /** Of the hashes asked for, the share that is listed or near to it. */
  hitShare: number;
  way: { batches: { connections: number; hashes: number } } | { singlesPerSecond: number };
};

export type LoadReport = {
  lookups: number;
  perSecond: number;
  refused: number;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
};

const order = JSON.parse(process.argv[2]!) as LoadOrder;
const latenciesMs: number[] = [];
let refused = 0;

const startMs = performance.now();
const lookups =
  'batches' in order.way ? await askBatches(order.way.batches) : await askSingles(order.way.singlesPerSecond);
const seconds = (performance.now() - startMs) / 1_000;
process.stdout.write(`${JSON.stringify(report())}\n`);

async function askBatches({ connections, hashes }: { connections: number; hashes: number }): Promise<number> {
  const end = startMs + order.seconds * 1_000;
  const prepared = Array.from({ length: 40 }, () => batchOf(hashes));
  let asked = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const ask = line();
      while (performance.now() < end) {
        const sentMs = performance.now();
        await ask(prepared[asked % prepared.length]!);
        latenciesMs.push(performance.now() - sentMs);
        asked += 1;
      }
      ask.end();
    }),
  );
  return asked * hashes;
}

/** At a steady rate, whatever the answers do: a late answer counts from when it should have been asked. */
async function askSingles(perSecond: number): Promise<number> {
  const lines = Array.from({ length: 32 }, line);
  const free = [...lines];
  const count = order.seconds * perSecond;
  const prepared = Array.from({ length: 2_000 }, singleOf);
  const underWay: Promise<void>[] = [];
  for (let asked = 0; asked < count; asked += 1) {
    const dueMs = startMs + (asked * 1_000) / perSecond;
    while (performance.now() < dueMs || free.length === 0)
      await sleep(free.length === 0 ? 1 : Math.max(0, dueMs - performance.now()));
    const ask = free.pop()!;
    underWay.push(
      ask(prepared[asked % prepared.length]!).then(() => {
        latenciesMs.push(performance.now() - dueMs);
        free.push(ask);
      }),
    );
  }
  await Promise.all(underWay);
  for (const ask of lines) ask.end();
  return count;
}

type Ask = { (request: Buffer): Promise<void>; end(): void };

/** One connection: a request after the other. */
function line(): Ask {
  const socket = connect({ host: '127.0.0.1', port: order.port, noDelay: true });
  let received = '';
  let answered: (() => void) | undefined;
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    received += chunk;
    const headEnd = received.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(received)![1]);
    if (received.length < headEnd + 4 + length) return;
    if (!received.startsWith('HTTP/1.1 200')) refused += 1;
    received = '';
    answered?.();
  });
  const ask = (request: Buffer) =>
    new Promise<void>((resolve) => {
      answered = resolve;
      socket.write(request);
    });
  return Object.assign(ask, { end: () => void socket.end() });
}

function batchOf(hashes: number): Buffer {
  const body = Buffer.concat(Array.from({ length: hashes }, hashOf));
  return request('POST /api/v1/lookups', body);
}

function singleOf(): Buffer {
  return request(`GET /m/lookup?signal_type=pdq&signal=${hashOf().toString('hex')}`, Buffer.alloc(0));
}

/** Unlisted, or a listed value with up to 12 bits turned. */
function hashOf(): Buffer {
  if (Math.random() >= order.hitShare) return randomBytes(32);
  const number = 1 + Math.floor(Math.random() * order.listed);
  const hash = createHash('sha256').update(String(number)).digest();
  for (let turned = 0; turned < 12; turned += 1)
    hash[Math.floor(Math.random() * 32)]! ^= 1 << Math.floor(Math.random() * 8);
  return hash;
}

function request(line: string, body: Buffer): Buffer {
  const head = [
    `${line} HTTP/1.1`,
    'host: 127.0.0.1',
    `authorization: Bearer ${order.token}`,
    'content-type: application/octet-stream',
    `content-length: ${body.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}

function report(): LoadReport {
  const sorted = Float64Array.from(latenciesMs).sort();
  const at = (share: number): number => Math.round(sorted[Math.floor(sorted.length * share)]! * 10) / 10;
  return {
    lookups,
    perSecond: Math.round(lookups / seconds),
    refused,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: Math.round(sorted.at(-1)! * 10) / 10,
  };
}
