import type { NationalFigure } from '../../picture/index.ts';
import type { FrozenContent } from './release.ts';
import type { Aspect, Block, Inline } from './section-text.ts';

/** What is said in one go, with the figures in it. */
export type Sentence = { line: number; text: string; figures: readonly NationalFigure[] };

/** A paragraph or an item of a list. `aspects`: what of its figures is shown. */
export type Passage = Sentence & { sentences: Sentence[]; aspects: readonly Aspect[] };

/** Stands in a text where a figure does: of the private-use area, so that nobody types it. */
const FIGURE = '\u{e000}';
const BETWEEN_SENTENCES = /(?<=[.!?])\s+(?=[\p{Lu}\p{N}\u{e000}])/u;

export function passagesOf(blocks: readonly Block[], { figures }: Pick<FrozenContent, 'figures'>): Passage[] {
  const byId = new Map(figures.map((figure) => [figure.id, figure]));
  return blocks.flatMap((block) => {
    if (block.kind === 'shown') return [];
    if (block.kind === 'paragraph') return [passageOf(block.line, block.parts, byId)];
    return block.items.map(({ line, parts }) => passageOf(line, parts, byId));
  });
}

function passageOf(
  line: number,
  parts: readonly Inline[],
  byId: ReadonlyMap<string, NationalFigure>,
): Passage {
  const shown = parts.filter((part) => part.kind === 'figure');
  const marked = parts
    .map((part) => (part.kind === 'text' ? part.text.replaceAll(FIGURE, '') : FIGURE))
    .join('');
  const queue = shown.map(({ id }) => byId.get(id));
  const sentences = marked.split(BETWEEN_SENTENCES).map((text): Sentence => {
    const own = queue.splice(0, text.split(FIGURE).length - 1);
    return { line, text: plain(text), figures: own.filter((figure) => figure !== undefined) };
  });
  return {
    line,
    text: plain(marked),
    figures: sentences.flatMap((sentence) => sentence.figures),
    sentences,
    aspects: shown.map(({ aspect }) => aspect),
  };
}

/** A figure's place keeps numbers on either side of it apart. */
function plain(text: string): string {
  return text.replaceAll(FIGURE, ' … ');
}
