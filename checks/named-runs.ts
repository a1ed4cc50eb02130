import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type MachineFacts, machineFacts } from './machine-facts.ts';
import { ROOT } from './source-files.ts';

/** What follows `--name=value` on the command line. */
export type RunOptions = Readonly<Record<string, string>>;

/** `ratio` compares with a reference measured in the same run, so that it means the same on any machine. */
export type BenchResult = {
  ratio: number;
  /** What was divided by what: 'acknowledged referrals a second / bare 2 KB inserts a second'. */
  ratioOf: string;
  facts: Readonly<Record<string, number | string>>;
};

/** What was attacked, how often, and whether the promise held. */
export type TrialResult = { held: boolean; facts: Readonly<Record<string, number | string>> };

/** A bench or a trial: one file of its folder, which exports `title` and `run`. */
type NamedRun<Result> = { title: string; run(options: RunOptions): Promise<Result> };

export type Finished<Result> = { name: string; title: string; machine: MachineFacts; result: Result };

/** Runs the file that the command line names; lists the folder's files, and gives nothing, where it names none. */
export async function runNamed<Result>(
  folder: string,
): Promise<(Finished<Result> & { json: boolean }) | undefined> {
  const { name, json, options } = commandLine();
  const names = namesIn(folder);
  if (name === undefined || !names.includes(name)) {
    for (const each of names) console.log(`${each.padEnd(24)}${(await load<Result>(folder, each)).title}`);
    if (name === undefined) return undefined;
    console.error(`There is no ${folder}/${name}.ts.`);
    process.exit(2);
  }
  const machine = machineFacts();
  const { title, run } = await load<Result>(folder, name);
  return { name, title, machine, result: await run(options), json };
}

function namesIn(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder))
    .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
    .map((file) => path.basename(file, '.ts'));
}

async function load<Result>(folder: string, name: string): Promise<NamedRun<Result>> {
  return import(path.join(ROOT, folder, `${name}.ts`));
}

function commandLine(): { name: string | undefined; json: boolean; options: RunOptions } {
  const { values, positionals } = parseArgs({ strict: false, allowPositionals: true });
  const { json, ...others } = values;
  const options = Object.fromEntries(Object.entries(others).map(([key, value]) => [key, String(value)]));
  return { name: positionals[0], json: json === true, options };
}

/** One line for each fact. */
export function factLines(facts: Readonly<Record<string, unknown>>): string {
  const width = Math.max(0, ...Object.keys(facts).map((name) => name.length));
  return Object.entries(facts)
    .map(([name, value]) => `  ${name.padEnd(width)}  ${value}`)
    .join('\n');
}

/** A whole number of at least 1 that was given as `--name=number`. */
export function numberOption(options: RunOptions, name: string, otherwise: number): number {
  const given = options[name] ?? String(otherwise);
  if (!/^[1-9]\d*$/.test(given)) throw new Error(`--${name}=… takes a whole number of at least 1`);
  return Number(given);
}
