import assert from 'node:assert/strict';
import {
  appendFile,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { publishedFiles } from '../publication/index.ts';
import { TEST_CONTENT, TEST_OPTIONS, TEST_RELEASE } from '../publication/publish/test-edition.ts';
import { memorySigner } from '../shared/signer.ts';
import { EXIT } from './command.ts';
import { verifyEditionCommand } from './publishing-commands.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'everydot-edition-'));
});
after(async () => {
  await rm(folder, { recursive: true });
  await rm(`${folder}.csv`, { force: true });
});

const at = (name: string) => path.join(folder, name);
async function writeEdition(): Promise<void> {
  await rm(folder, { recursive: true });
  await mkdir(folder);
  for (const { name, bytes } of await publishedFiles(TEST_RELEASE, TEST_CONTENT, TEST_OPTIONS))
    await writeFile(at(name), bytes);
}

test('files that are as they were published verify, with the key of the bureau and without', async () => {
  await writeEdition();
  const key = TEST_OPTIONS.signer.publicKey.toString('hex');
  for (const options of [{}, { key }]) {
    const { exitCode, lines } = await verifyEditionCommand(folder, options);
    assert.equal(exitCode, EXIT.done);
    const isChecked = 'key' in options;
    assert.equal(/edition 2: as it was published by Test bureau/.test(lines.join('\n')), isChecked);
    assert.equal(/Whose key signed it was NOT checked/.test(lines.join('\n')), !isChecked);
  }
});

const CHANGES: Record<string, [change: () => Promise<void>, says: RegExp]> = {
  'a changed file': [() => appendFile(at('figures.csv'), 'x'), /figures\.csv: is not what was published/],
  'a missing file': [() => unlink(at('claims.csv')), /claims\.csv: is not there/],
  'a file that was added': [() => writeFile(at('added.csv'), 'x'), /added\.csv: is not on the list/],
  'a file under another name, which would steer a terminal': [
    () => rename(at('claims.csv'), at('claims\u001b[2J.csv')),
    /claims\.csv: is not there\nclaims\?\[2J\.csv: is not on the list/,
  ],
  'a folder beside the list': [() => mkdir(at('more')), /more: is not on the list/],
  'a link in place of a file': [
    async () => {
      await rename(at('claims.csv'), `${folder}.csv`);
      await symlink(`${folder}.csv`, at('claims.csv'));
    },
    /claims\.csv: is not what was published/,
  ],
  'a list that says otherwise': [
    async () => {
      const text = await readFile(at('manifest.json'), 'utf8');
      await writeFile(at('manifest.json'), text.replace('"edition": 2', '"edition": 3'));
    },
    /The signature of the list of files does not hold/,
  ],
};

for (const [what, [change, says]] of Object.entries(CHANGES))
  test(`${what} does not verify, and is named`, async () => {
    await writeEdition();
    await change();
    const { exitCode, lines } = await verifyEditionCommand(folder, {});
    assert.equal(exitCode, EXIT.doesNotVerify);
    assert.match(lines.join('\n'), says);
  });

test('another key than the one that was expected does not verify, and a file beside the list is named', async () => {
  await writeEdition();
  await writeFile(at('stray.txt'), 'stray');
  const { exitCode, lines } = await verifyEditionCommand(folder, {
    key: memorySigner().publicKey.toString('hex'),
  });
  assert.equal(exitCode, EXIT.doesNotVerify);
  assert.match(lines.join('\n'), /stray\.txt: is not on the list/);
  assert.match(lines.join('\n'), /another key than the one given/);
});

test('a folder that is none, or whose list names a file outside it, is refused', async () => {
  await assert.rejects(verifyEditionCommand(at('nowhere'), {}), { code: 'command.file-unreadable' });
  const text = await readFile(at('manifest.json'), 'utf8');
  for (const wrong of ['{}', 'no json', text.replace('"figures.csv"', '"../figures.csv"')]) {
    await writeFile(at('manifest.json'), wrong);
    await assert.rejects(verifyEditionCommand(folder, {}), { code: 'picture.invalid-package' });
  }
});
