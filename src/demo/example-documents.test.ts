import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { ADAPTERS, chooseAdapter, readDocument, splitDocument } from '../intake/index.ts';
import { openFacts } from '../referral/index.ts';
import { type Example, type ExampleDocument, writeExampleDocuments } from './example-documents.ts';
import { monthPeriod } from './period.ts';

const period = monthPeriod('2026-10');
const example = writeExampleDocuments({ seed: 7, period });

/** What intake makes of every part of a document, in order. */
function readings({ raw, mediaType, receivedAt }: ExampleDocument) {
  const adapter = chooseAdapter(ADAPTERS, raw, { mediaType });
  const parts = splitDocument(adapter, raw);
  assert.ok(Array.isArray(parts), 'it cannot be cut');
  return parts.map((part) => readDocument(adapter, part, { receivedAt, reliability: '1' }));
}

test('the same seed and period give the same bytes, another seed gives others', () => {
  const digest = ({ documents }: Example) =>
    createHash('sha256')
      .update(Buffer.concat(documents.map(({ raw }) => raw)))
      .digest('hex');
  assert.equal(digest(writeExampleDocuments({ seed: 7, period })), digest(example));
  assert.notEqual(digest(writeExampleDocuments({ seed: 8, period })), digest(example));
});

test('a month has about 3,500 referrals of all six kinds, which arrive in order within it', () => {
  assert.ok(Math.abs(example.truth.length - 3_500) < 100, `${example.truth.length}`);
  assert.equal(new Set(example.truth.map(({ kind }) => kind)).size, 6);
  const times = example.documents.map(({ receivedAt }) => receivedAt.getTime());
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
  assert.ok(times[0]! >= period.from && times.at(-1)! < period.to);
});

test('intake reads every document as its own kind, except those that are broken on purpose', () => {
  const truth = Map.groupBy(example.truth, ({ document }) => document);
  for (const document of example.documents) {
    const lines = truth.get(document.key)!;
    const read = readings(document);
    assert.equal(read.length, lines.length, document.key);
    for (const [i, reading] of read.entries()) {
      const where = `${document.key} (${document.adapter}) part ${i + 1}: ${JSON.stringify(reading.problem)}`;
      assert.equal(reading.adapter, document.adapter, where);
      assert.equal(reading.problem !== undefined, lines[i]!.broken, where);
      assert.equal(reading.stripped.length, 0, where);
    }
  }
});

test('what is true of the world can be seen in the documents', () => {
  const truth = new Map(example.truth.map((line) => [`${line.document} ${line.position}`, line]));
  for (const document of example.documents.slice(0, 400)) {
    for (const [i, { content }] of readings(document).entries()) {
      const line = truth.get(`${document.key} ${i + 1}`)!;
      if (!content) continue;
      const facts = openFacts(content);
      assert.equal(
        facts.files.hashed,
        line.kind === 'bank-report' || line.kind === 'public-form' ? 0 : line.contents.length,
      );
      if (line.kind !== 'hotline-csv')
        assert.ok(facts.suspects >= (line.suspects.length > 0 && line.kind !== 'bank-report' ? 1 : 0));
      assert.equal(facts.urgencyClaimed, line.urgent, `${document.key}`);
    }
  }
});

test('the world has what joining up must find: shared suspects, shared content, doubles, urgent cases', () => {
  const bySuspect = Map.groupBy(
    example.truth.flatMap(({ suspects }) => suspects),
    (id) => id,
  );
  assert.ok(
    [...bySuspect.values()].filter((lines) => lines.length > 5).length > 50,
    'some are reported often',
  );
  const byContent = Map.groupBy(
    example.truth.flatMap(({ contents }) => contents),
    (id) => id,
  );
  const counts = [...byContent.values()].map((seen) => seen.length);
  assert.ok(Math.max(...counts) >= 60, 'something is viral');
  assert.ok(counts.filter((count) => count === 1).length > 1_000, 'much was never seen before');
  const byIncident = Map.groupBy(example.truth, ({ incident }) => incident);
  assert.ok(
    [...byIncident.values()].filter((lines) => lines.length > 1).length > 60,
    'some are reported twice',
  );
  assert.ok(example.truth.filter(({ urgent }) => urgent).length >= 8, 'some are urgent');
  assert.ok(example.truth.filter(({ broken }) => broken).length >= 8, 'some are broken');
});

test('nobody in the documents can exist: reserved domains, documentation addresses, drama numbers', () => {
  for (const { raw, key } of example.documents) {
    const text = raw.toString();
    for (const [, domain] of text.matchAll(/@([a-z0-9.-]+\.[a-z]+)/gi))
      assert.match(domain!, /example\.(?:com|org|net)$/, key);
    for (const [address] of text.matchAll(/\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g)) {
      assert.match(address, /^(?:192\.0\.2|198\.51\.100|203\.0\.113|100\.64)\./, key);
    }
    for (const [number] of text.matchAll(/(?<![\w-])(?:\+44|0)\d{10}(?!\w)/g))
      assert.match(number, /(?:7700900|1632960)\d{3}$/, key);
  }
});
