import { connect } from 'node:net';
import { sampleDocument } from './sample-documents.ts';

// Keep-alive connections that each send one document after the other, as a process of its own. Bare sockets: the
// load must not take the processor time that it measures. Argument: the order, as JSON.

export type LoadOrder = { port: number; token: string; connections: number; seconds: number };

export type LoadReport = {
  perSecond: number;
  acknowledged: number;
  refused: number;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
};

/** More than any machine acknowledged so far: requests are made before the clock runs. */
const PREPARED_PER_SECOND = 5_000;

const order = JSON.parse(process.argv[2]!) as LoadOrder;
const latenciesMs: number[] = [];
const run = `${process.pid}-${Date.now()}`;
let made = 0;
let refused = 0;
const prepared = Array.from({ length: order.seconds * PREPARED_PER_SECOND }, makeRequest).reverse();

const start = performance.now();
const end = start + order.seconds * 1_000;
await Promise.all(Array.from({ length: order.connections }, keepSending));
process.stdout.write(`${JSON.stringify(report((performance.now() - start) / 1_000))}\n`);

function keepSending(): Promise<void> {
  const socket = connect({ host: '127.0.0.1', port: order.port, noDelay: true });
  return new Promise((resolve, reject) => {
    let sentAt = 0;
    let received = '';
    const sendNext = (): void => {
      if (performance.now() >= end) {
        socket.end();
        resolve();
        return;
      }
      sentAt = performance.now();
      socket.write(prepared.pop() ?? makeRequest());
    };
    socket.setEncoding('latin1');
    socket.on('connect', sendNext);
    socket.on('error', reject);
    socket.on('data', (chunk: string) => {
      received += chunk;
      if (!isWhole(received)) return;
      if (received.startsWith('HTTP/1.1 201')) latenciesMs.push(performance.now() - sentAt);
      else refused += 1;
      received = '';
      sendNext();
    });
  });
}

function isWhole(response: string): boolean {
  const headEnd = response.indexOf('\r\n\r\n');
  if (headEnd < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(response)![1]!;
  return response.length >= headEnd + 4 + Number(length);
}

function makeRequest(): Buffer {
  made += 1;
  const body = sampleDocument(made);
  const head = [
    'POST /api/v1/referrals HTTP/1.1',
    'host: 127.0.0.1',
    `authorization: Bearer ${order.token}`,
    'content-type: application/vnd.everydot.referral+json',
    `idempotency-key: ${run}-${made}`,
    `content-length: ${body.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}

function report(seconds: number): LoadReport {
  const sorted = Float64Array.from(latenciesMs).sort();
  const at = (share: number): number => Math.round(sorted[Math.floor(sorted.length * share)]! * 10) / 10;
  return {
    perSecond: sorted.length / seconds,
    acknowledged: sorted.length,
    refused,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: Math.round(sorted.at(-1)! * 10) / 10,
  };
}
