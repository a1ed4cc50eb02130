import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { startTestServer } from '../src/store/test-database.ts';
import { ROOT } from './source-files.ts';

// `npm test [-- FILE|FOLDER…]`: every test, or those named, against one database server that lives for this run.

const EVERYWHERE = ['src', 'checks', 'tests'];
const FILES_AT_ONCE = 2;
/** Hundreds of processes load the same modules: what one has compiled the others take over. */
const COMPILED = path.join(ROOT, 'node_modules/.cache/everydot');
const LONGEST_TEST_MS = 120_000;
/** A file whose process does not end (an open handle) is stopped with the run, and fails it. */
const LONGEST_RUN_MS = 30 * 60_000;
const INTERRUPTED = 130;

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interruption.abort());

process.exitCode = await testWithServer(process.argv.slice(2));

async function testWithServer(wanted: readonly string[]): Promise<number> {
  const server = await startTestServer();
  try {
    Object.assign(process.env, server.env);
    process.env['NODE_COMPILE_CACHE'] ??= COMPILED;
    const patterns = (wanted.length > 0 ? wanted : EVERYWHERE).map(toPattern);
    return await runFiles(globSync(patterns, { cwd: ROOT }).sort());
  } finally {
    await server.stop();
  }
}

function toPattern(wanted: string): string {
  const isFolder = existsSync(path.join(ROOT, wanted)) && !wanted.endsWith('.ts');
  return isFolder ? `${wanted}/**/*.test.ts` : wanted;
}

/** The exit code: 0 only if tests ran, and none failed. */
async function runFiles(files: string[]): Promise<number> {
  if (interruption.signal.aborted) return INTERRUPTED;
  const signal = AbortSignal.any([interruption.signal, AbortSignal.timeout(LONGEST_RUN_MS)]);
  const events = run({ cwd: ROOT, files, concurrency: FILES_AT_ONCE, timeout: LONGEST_TEST_MS, signal });
  let outcome = { ran: 0, success: false };
  events.on('test:summary', ({ file, counts, success }) => {
    if (file === undefined) outcome = { ran: counts.tests, success };
  });
  for await (const text of events.compose(spec)) process.stdout.write(text);
  if (interruption.signal.aborted) return INTERRUPTED;
  if (outcome.ran === 0) process.stderr.write('No test ran.\n');
  return outcome.ran > 0 && outcome.success ? 0 : 1;
}
