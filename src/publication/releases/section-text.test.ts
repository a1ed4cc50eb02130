import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { faultsOf, knownIn } from './references.ts';
import { ASPECTS, type Block, type Inline, parseSection, SHOWN_KINDS, writeSection } from './section-text.ts';

describe('the grammar of commentary', () => {
  it('reads paragraphs, lists, figures in the sentence, and what stands on a line of its own', () => {
    const { blocks, faults } = parseSection(
      'There were [[figure image-reports]] reports,\nup: [[figure image-reports change]].\n\n- one\n- two\n[[claim children-abused]]\n[[hidden]]',
    );
    assert.deepEqual(faults, []);
    assert.deepEqual(
      blocks.map(({ kind, line }) => [kind, line]),
      [
        ['paragraph', 1],
        ['list', 4],
        ['shown', 6],
        ['shown', 7],
      ],
    );
    assert.deepEqual(blocks[0], {
      kind: 'paragraph',
      line: 1,
      parts: [
        { kind: 'text', text: 'There were ' },
        { kind: 'figure', id: 'image-reports', aspect: 'value', line: 1 },
        { kind: 'text', text: ' reports, up: ' },
        { kind: 'figure', id: 'image-reports', aspect: 'change', line: 2 },
        { kind: 'text', text: '.' },
      ],
    });
  });

  it('tells what it cannot read with its line, and keeps it as text', () => {
    const text = 'A [[figur x]] b\n\nsee [[hidden]] here\n\n[[table]]\n\n[[figure a\n\n[[figure a b]]';
    const { blocks, faults } = parseSection(text);
    assert.deepEqual(
      faults.map(({ line, code }) => [line, code]),
      [
        [1, 'reference'],
        [3, 'own-line'],
        [5, 'reference'],
        [7, 'not-closed'],
        [9, 'reference'],
      ],
    );
    assert.equal(writeSection(blocks), text);
  });

  it('an unknown figure is told with its section and line', () => {
    const nothing = {
      figures: [],
      tables: [],
      claims: [],
      series: [],
      alerts: [],
      forecasts: [],
      hidden: null,
    };
    const sections = [
      { id: 'images', heading: 'Images', text: 'Text.\n\nWith [[figure nobody-knows]].\n\n[[hidden]]' },
    ];
    assert.deepEqual(faultsOf(sections, knownIn(nothing)), [
      { section: 'images', line: 3, code: 'unknown', text: '[[figure nobody-knows]]' },
      { section: 'images', line: 5, code: 'unknown', text: '[[hidden]]' },
    ]);
  });

  it('whatever is written reads back as the same blocks', () => {
    fc.assert(
      fc.property(fc.array(block(), { maxLength: 8 }), (blocks) => {
        const { blocks: read, faults } = parseSection(writeSection(blocks));
        assert.deepEqual(faults, []);
        assert.deepEqual(read.map(withoutLines), blocks.map(withoutLines));
      }),
      { numRuns: 300 },
    );
  });

  it('no text makes it fail, and what it reads without a fault it writes as it stands', () => {
    const scrap = fc.constantFrom(
      '[[',
      ']]',
      '[',
      'figure',
      ' ',
      'hidden',
      '\n',
      '- ',
      '-',
      'a',
      'table x',
      '\r',
      '.',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(scrap, fc.string({ maxLength: 3 }))).map((all) => all.join('')),
        (text) => {
          const once = parseSection(text);
          assert.ok(once.faults.every(({ line }) => line >= 1 && line <= text.split(/\r\n|\r|\n/).length));
          if (once.faults.length > 0) return;
          const again = parseSection(writeSection(once.blocks));
          assert.deepEqual(again.blocks.map(withoutLines), once.blocks.map(withoutLines));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

const id = () => fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
const words = () => fc.stringMatching(/^[A-Za-z0-9.,%][A-Za-z0-9.,% -]{0,20}[a-z.]$/);

function parts(): fc.Arbitrary<Inline[]> {
  const figure = fc.record({
    kind: fc.constant('figure' as const),
    id: id(),
    aspect: fc.constantFrom(...ASPECTS),
    line: fc.constant(0),
  });
  return fc
    .tuple(words(), fc.array(fc.tuple(figure, words()), { maxLength: 3 }))
    .map(([first, rest]) => [text(first), ...rest.flatMap(([one, after]): Inline[] => [one, text(after)])]);
}

function text(said: string): Inline {
  return { kind: 'text', text: said };
}

function block(): fc.Arbitrary<Block> {
  const shown = fc.tuple(fc.constantFrom(...SHOWN_KINDS), id()).map(([what, own]): Block => {
    return { kind: 'shown', line: 0, what, id: what === 'hidden' || what === 'alerts' ? null : own };
  });
  const items = fc.array(parts(), { minLength: 1, maxLength: 3 });
  return fc.oneof(
    shown,
    parts().map((own): Block => ({ kind: 'paragraph', line: 0, parts: own })),
    items.map(
      (all): Block => ({ kind: 'list', line: 0, items: all.map((own) => ({ line: 0, parts: own })) }),
    ),
  );
}

function withoutLines(one: Block): unknown {
  return JSON.parse(JSON.stringify(one, (key, value: unknown) => (key === 'line' ? 0 : value)));
}
