#!/usr/bin/env node
// Plain JavaScript on purpose: this file must run on any Node from 20, to hand over to the Node that npm installed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import nodeModule, { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED_MAJOR = 24;
const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const entry = path.join(root, 'src', 'main.ts');

// What Node has compiled once it need not compile again: starting takes two thirds of the time. Beside the packages, where
// only whoever installed them can write; the processes that are started from here use it too.
process.env.NODE_COMPILE_CACHE ??= path.join(root, 'node_modules', '.cache', 'everydot');

if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) {
  nodeModule.enableCompileCache();
  await import(entry);
} else {
  const child = spawn(carriedNode(), [entry, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

function carriedNode() {
  const name = `node-${process.platform}-${process.arch}`;
  try {
    const binary = path.join(
      path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)),
      'bin',
      'node',
    );
    if (existsSync(binary)) return binary;
  } catch (cause) {
    if (cause.code !== 'MODULE_NOT_FOUND') throw cause;
  }
  process.stderr.write(
    `Everydot needs Node ${NEEDED_MAJOR}. Run "npm ci" (it brings one for Linux), or install Node ${NEEDED_MAJOR}.\n`,
  );
  process.exit(70);
}
