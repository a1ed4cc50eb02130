import { readHostsCsv } from '../dissemination/index.ts';
import { importHosts, listHosts, nameAllAddresses } from '../flow/index.ts';
import { INSTALLER, type Opened, type Result } from './command.ts';
import { progressBar } from './progress.ts';
import { readFileNamed } from './read-file.ts';
import { tableLines } from './table.ts';

/** `everydot removal hosts`: the registry, with how soon each removes; with --import, adds those of a CSV file. */
export async function hostsCommand({ store }: Opened, options: { import?: string }): Promise<Result> {
  if (options.import !== undefined) {
    const inputs = readHostsCsv((await readFileNamed(options.import)).toString('utf8'));
    const done = await importHosts(store, INSTALLER, inputs);
    return { json: done, lines: [`${done.hosts} hosts.`] };
  }
  const hosts = await listHosts(store, INSTALLER);
  const body = hosts.map(({ id, name, kind, channel, domains, history }) => [
    id,
    name,
    kind,
    channel,
    domains.join(' '),
    history?.notices ?? 0,
    history?.medianHours == null ? '' : `${history.medianHours.toFixed(1)} h (n = ${history.timed})`,
  ]);
  return {
    json: hosts,
    lines: tableLines(['id', 'name', 'kind', 'channel', 'domains', 'notices', 'median to removal'], body),
  };
}

/** `everydot removal index`: makes the addresses of referrals known that were received before there were notices. */
export async function indexAddressesCommand({ store }: Opened, silent: boolean): Promise<Result> {
  const bar = progressBar(silent);
  const done = await nameAllAddresses(store, (read, total) => bar('Reading addresses', read, total));
  return { json: done, lines: [`${done.referrals} referrals read.`] };
}
