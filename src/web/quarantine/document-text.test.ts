import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesAtFault, textOfDocument } from './document-text.ts';

test('UTF-8 is read as such, an old spreadsheet as Windows-1252, and bytes that are no text not at all', () => {
  assert.equal(textOfDocument(Buffer.from('“Llŷr”')), '“Llŷr”');
  assert.equal(textOfDocument(Buffer.from([0x93, 0x41, 0xe9, 0x94])), '“Aé”');
  assert.equal(textOfDocument(Buffer.from('%PDF-1.4\0')), null);
});

const shown = (text: string, faults: { line?: number; column?: number }[]) =>
  linesAtFault(
    text,
    faults.map((fault) => ({ reason: 'bad', ...fault })),
  ).map(({ number, isFaulty }) => `${number}${isFaulty ? '!' : ''}`);

test('a faulty line stands between its neighbours, each line once, in the order of the document', () => {
  const text = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].join('\r\n');
  assert.deepEqual(shown(text, [{ line: 6 }, { line: 2 }, { line: 3 }]), [
    '1',
    '2!',
    '3!',
    '4',
    '5',
    '6!',
    '7',
  ]);
  assert.deepEqual(shown(text, [{ line: 1 }]), ['1!', '2']);
  assert.deepEqual(shown(text, [{ line: 9 }, {}]), []);
});

test('of a document that is one long line, the part with the column is shown', () => {
  const text = `${'a'.repeat(5_000)}HERE${'b'.repeat(5_000)}`;
  const [line] = linesAtFault(text, [{ reason: 'bad', line: 1, column: 5_001 }]);
  assert.match(line!.text, /^… a+HEREb+ …$/);
  assert.ok(line!.text.length < 300);
});
