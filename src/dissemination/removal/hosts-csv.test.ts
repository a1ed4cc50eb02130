import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Problem } from '../../shared/problem.ts';
import { readHostsCsv } from './hosts-csv.ts';

test('columns stand in any order, and what is not told is null', () => {
  const text = '\u{FEFF}domains,channel,name,id\r\n"box.example  cdn.box.example",mail,"Box, Ltd",box\r\n';
  assert.deepEqual(readHostsCsv(text), [
    {
      id: 'box',
      name: 'Box, Ltd',
      kind: 'host',
      domains: ['box.example', 'cdn.box.example'],
      country: null,
      channel: 'mail',
      contact: null,
      flaggerNote: null,
      answerWithinHours: null,
    },
  ]);
});

test('whatever a file holds, it is read or refused with a code', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom('id', 'name', 'channel', '"', ',', '\n', '\u0000', '__proto__'),
  );
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 40 }), (cells) => {
      for (const text of [cells.join(''), `id,name,channel\n${cells.join(',')}`]) {
        try {
          for (const { id, domains } of readHostsCsv(text)) {
            assert.equal(typeof id, 'string');
            assert.ok(Array.isArray(domains));
          }
        } catch (failure) {
          assert.ok(
            failure instanceof Problem && failure.code === 'dissemination.host-invalid',
            String(failure),
          );
        }
      }
    }),
  );
});
