import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { answerCommand, checkCommand, schemaCommand } from './answer-command.ts';

const SHIPPED = path.join(import.meta.dirname, '..', 'assessment', 'instruments', 'shipped');
const FOUR = path.join(SHIPPED, 'four-filter.json');
const EXAMPLE = path.join(SHIPPED, 'example-scorecard.json');

let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'everydot-answer-'));
});
after(() => rm(folder, { recursive: true }));

async function changed(change: (document: { items: { question: unknown }[] }) => void): Promise<string> {
  const document = JSON.parse(await readFile(FOUR, 'utf8')) as { items: { question: unknown }[] };
  change(document);
  const file = path.join(folder, 'changed.json');
  await writeFile(file, JSON.stringify(document));
  return file;
}

test('a sound document passes; a protected characteristic is refused with its place and exit code 1', async () => {
  assert.equal((await checkCommand(FOUR)).exitCode, 0);
  const file = await changed(({ items }) => {
    items[3]!.question = 'What is the religion of the suspect?';
  });
  const { exitCode, lines } = await checkCommand(file);
  assert.equal(exitCode, 1);
  assert.match(lines.join('\n'), /refused {2}\/items\/3\/question .*religion/);
});

test('a document that cannot be read is refused, whatever is wrong with it', async () => {
  const file = path.join(folder, 'broken.json');
  await writeFile(file, '{"items": [');
  await assert.rejects(checkCommand(file), { code: 'assessment.invalid-instrument' });
  await assert.rejects(checkCommand(path.join(folder, 'none.json')), { code: 'command.file-unreadable' });
});

test('answers come to a band with its range, and the rest is unknown and never no', async () => {
  const { json, lines } = await answerCommand(FOUR, ['access=regular', 'image-offence=yes'], {
    baseRate: [0.1],
  });
  const { band, lowest, highest } = json as Record<string, string>;
  assert.deepEqual([band, lowest, highest], ['high', 'high', 'very-high']);
  assert.match(lines.join('\n'), /Held up by: image-offence=yes, access=regular/);
  assert.match(lines.join('\n'), /How often a band is right is not known/);
  await assert.rejects(answerCommand(FOUR, ['access=perhaps'], {}), { code: 'assessment.unknown-answer' });
  await assert.rejects(answerCommand(FOUR, ['access'], {}), { code: 'command.unknown-value' });
});

test('answers may stand in a file, and those of the command line count before them', async () => {
  const file = path.join(folder, 'answers.json');
  await writeFile(file, JSON.stringify({ access: 'none', 'contact-now': 'clear' }));
  const { json } = await answerCommand(FOUR, ['contact-now=no'], { answers: file });
  assert.equal((json as { lowest: string }).lowest, 'low');
  await writeFile(file, 'no json');
  await assert.rejects(answerCommand(FOUR, [], { answers: file }), { code: 'assessment.unknown-answer' });
});

test('what was learned from invented cases is refused unless the caller says that it is an example', async () => {
  await assert.rejects(answerCommand(EXAMPLE, [], {}), { code: 'assessment.demo-only' });
  const { lines } = await answerCommand(EXAMPLE, ['production=yes'], { demo: true, baseRate: [0.05] });
  assert.match(lines.join('\n'), /At a base rate of 5\.0 %: high or worse is right in/);
});

test('each row of a table is answered by the columns that the items name; an empty cell is unknown', async () => {
  const [table, written] = [path.join(folder, 'rows.csv'), path.join(folder, 'bands.csv')];
  const header =
    'priorContactConviction,production,priorContactAllegation,livesWithChildren,incitement,grooming,meetsChildren';
  await writeFile(
    table,
    [header, 'yes,yes,yes,yes,yes,yes,yes', 'no,no,no,no,no,no,no', ',no,no,no,no,no,no'].join('\n'),
  );
  const { json } = await answerCommand(EXAMPLE, [], { demo: true, table, write: written });
  const { rows } = json as {
    rows: { band: string; lowest: string; highest: string; points: number | null }[];
  };
  assert.deepEqual(
    rows.map(({ lowest, highest }) => [lowest, highest]),
    [
      ['very-high', 'very-high'],
      ['low', 'low'],
      ['low', rows[2]!.highest],
    ],
  );
  assert.equal(rows[1]!.points, 0);
  assert.equal(rows[2]!.points, null);
  assert.match(await readFile(written, 'utf8'), /^line,band,lowest,highest,points,unknown\n2,very-high/);
});

test('the schema that is printed is the one that documents are held to', () => {
  assert.equal((schemaCommand().json as { additionalProperties: boolean }).additionalProperties, false);
});
