#!/usr/bin/env node
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { Problem } from '../../shared/problem.ts';
import { factsOverHttp } from './facts-over-http.ts';
import { type ServeKitOptions, serveKit } from './serve-kit.ts';

// `everydot-kit CONFIG.json`: the installed kit as a process of its own. What the file says is `ServeKitOptions`, with
// `factsUrl` in place of the function, and `rulesFile` as an alternative to `rules`.

type Config = Omit<ServeKitOptions, 'facts' | 'onDecision' | 'onTrouble' | 'now'> & {
  factsUrl?: string;
  rulesFile?: string;
};

const say = (line: object): void => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
};

/** 0 when it was told to stop, 1 when it cannot start or go on, 2 for wrong use. */
async function main([file]: readonly string[]): Promise<number> {
  if (file === undefined) {
    process.stderr.write('Use: everydot-kit CONFIG.json (see the README of everydot-kit)\n');
    return 2;
  }
  try {
    const { factsUrl, rulesFile, ...config } = JSON.parse(await readFile(file, 'utf8')) as Config;
    const served = await serveKit({
      ...config,
      ...(rulesFile !== undefined && { rules: JSON.parse(await readFile(rulesFile, 'utf8')) as unknown }),
      ...(factsUrl !== undefined && { facts: factsOverHttp(factsUrl) }),
      onTrouble: say,
    });
    say({ listening: served.address });
    const told = Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)));
    await Promise.race([told, served.ended]);
    await served.stop();
    return 0;
  } catch (cause) {
    const { code, name, message } = cause as Problem;
    say({ failed: code ?? name, ...(cause instanceof Problem && { detail: message, faults: cause.faults }) });
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
