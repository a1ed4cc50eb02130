import path from 'node:path';
import { sourceById } from '../access/index.ts';
import { receiveDocument } from '../flow/index.ts';
import type { Receipt } from '../intake/index.ts';
import { Problem } from '../shared/problem.ts';
import { EXIT, type Opened, type Progress, type Result } from './command.ts';
import { readFileNamed } from './read-file.ts';

type ReceiveOptions = { source: string; format?: string; key?: string; onProgress: Progress };
type Taken = { file: string; receipts: Receipt[]; problem?: ReturnType<Problem['toJSON']> };

/** `everydot receive FILE… --source ID`: each document is committed before its receipt is printed. */
export async function receiveCommand(
  opened: Opened,
  files: readonly string[],
  options: ReceiveOptions,
): Promise<Result> {
  const taken: Taken[] = [];
  for (const file of files) {
    taken.push(await receiveFile(opened, file, options));
    options.onProgress('Receiving', taken.length, files.length);
  }
  await opened.settle();
  const refused =
    taken.some(({ problem }) => problem) || taken.some(({ receipts }) => receipts.some(isQuarantined));
  return {
    json: { documents: taken },
    lines: taken.flatMap(describe),
    exitCode: refused ? EXIT.refused : EXIT.done,
  };
}

async function receiveFile(opened: Opened, file: string, options: ReceiveOptions): Promise<Taken> {
  const name = path.basename(file);
  const sender = await sourceById(opened.store, options.source);
  try {
    const raw = await readFileNamed(file);
    const receipts = await receiveDocument(opened.intake, sender, {
      raw,
      channel: 'command-line',
      adapter: options.format,
      idempotencyKey: options.key,
    });
    return { file: name, receipts };
  } catch (failure) {
    if (failure instanceof Problem) return { file: name, receipts: [], problem: failure.toJSON() };
    throw failure;
  }
}

function isQuarantined(receipt: Receipt): boolean {
  return receipt.state === 'quarantined';
}

function describe({ file, receipts, problem }: Taken): string[] {
  if (problem) return [`${file}: refused, ${problem.code}: ${problem.detail}`, ...faultLines(problem)];
  return receipts.flatMap((receipt) => [
    `${file}: ${receipt.number} ${receipt.repeated ? 'received before' : receipt.state}`,
    ...(receipt.problem ? faultLines(receipt.problem) : []),
  ]);
}

function faultLines({ faults }: Pick<ReturnType<Problem['toJSON']>, 'faults'>): string[] {
  return faults.map(
    ({ line, path: at, reason }) => `  ${line ? `line ${line}: ` : ''}${at ? `${at}: ` : ''}${reason}`,
  );
}
