import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { openJournal } from './journal.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'journal-'));
});
after(() => rm(folder, { recursive: true }));

const newFile = () => path.join(folder, `${randomUUID()}.journal`);

async function written(file: string, records: readonly unknown[]): Promise<void> {
  const journal = await openJournal(file, () => assert.fail('a new journal holds nothing'));
  await Promise.all(records.map((record) => journal.append(record)));
  await journal.close();
}

async function read(file: string): Promise<unknown[]> {
  const records: unknown[] = [];
  const journal = await openJournal(file, (record) => records.push(record));
  assert.equal(journal.size, (await readFile(file)).length);
  await journal.close();
  return records;
}

test('what was appended is read again, in order, whatever text it holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue()), async (records) => {
      const file = newFile();
      await written(file, records);
      assert.deepEqual(await read(file), JSON.parse(JSON.stringify(records)));
    }),
    { numRuns: 30 },
  );
});

test('cut short anywhere, a journal keeps every record before the cut and takes on new ones', async () => {
  const file = newFile();
  const records = [{ a: 1 }, { b: 'zwei ü' }, { c: [3] }];
  await written(file, records);
  const whole = await readFile(file);
  for (let bytes = 0; bytes < whole.length; bytes += 1) {
    await writeFile(file, whole.subarray(0, bytes));
    const journal = await openJournal(file, () => undefined);
    await journal.append({ d: 4 });
    await journal.close();
    const kept = whole.subarray(0, bytes).toString('latin1').split('\n').length - 1;
    assert.deepEqual(await read(file), [...records.slice(0, kept), { d: 4 }]);
  }
});

test('a last line that was changed is taken off; a line before it is not passed over', async () => {
  const file = newFile();
  await written(file, [1, 2]);
  await appendFile(file, '00000000 3\n');
  assert.deepEqual(await read(file), [1, 2]);
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(' 1\n', ' 7\n'));
  await assert.rejects(read(file), { code: 'prevention.journal-damaged' });
});
