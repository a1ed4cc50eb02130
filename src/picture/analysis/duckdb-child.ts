import { DuckDBInstance } from '@duckdb/node-api';

// A process of its own for DuckDB: whatever it takes, the process that acknowledges referrals stays as it is. It reads
// and writes one folder and nothing else, within a limit of memory, and ends with its parent.

const [folder = '', memoryMegabytes = '', threads = ''] = process.argv.slice(2);

const instance = await DuckDBInstance.create(':memory:', {
  memory_limit: `${memoryMegabytes}MB`,
  threads,
  temp_directory: folder,
});
const connection = await instance.connect();
await connection.run(`set allowed_directories = ['${folder.replaceAll("'", "''")}']`);
await connection.run('set enable_external_access = false');
await connection.run('set lock_configuration = true');

process.on('message', async ({ id, query }: { id: number; query: string }) => {
  try {
    const result = await connection.runAndReadAll(query);
    process.send!({ id, rows: result.getRowObjectsJson() });
  } catch (cause) {
    // DuckDB's messages quote the query and values.
    const kind =
      cause instanceof Error ? (/^[A-Za-z]+(?= Error:)/.exec(cause.message)?.[0] ?? 'Unknown') : 'Unknown';
    process.send!({ id, failed: kind });
  }
});
process.on('disconnect', () => process.exit(0));
process.send!({ ready: true });
