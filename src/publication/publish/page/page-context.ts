import { escapeText } from '../../../shared/chart/chart-parts.ts';
import type { Mark } from '../../../shared/marks.ts';
import type { FrozenContent, Release } from '../../releases/release.ts';
import type { Language, PublishOptions } from '../publish-options.ts';
import { shownDay, shownMarks } from '../shown-values.ts';
import { english, type PageWords } from './words-english.ts';
import { welsh } from './words-welsh.ts';

export type PageOptions = Pick<PublishOptions, 'publisher' | 'synthetic' | 'licence' | 'contact' | 'address'>;

/** What every part of a page is written from. `shown`: what stands on the page already, each of it once. */
export type PageContext = {
  release: Release;
  content: FrozenContent;
  options: PageOptions;
  words: PageWords;
  shown: Set<string>;
};

const WORDS: Record<Language, PageWords> = { en: english, cy: welsh };

export function pageContext(
  release: Release,
  content: FrozenContent,
  options: PageOptions & { language: Language },
): PageContext {
  return { release, content, options, words: WORDS[options.language], shown: new Set() };
}

/** What people wrote, as HTML: in a page of another language it says in which it is. */
export function said({ words }: PageContext, text: string): string {
  const html = escapeText(text);
  return words.language === 'en' || text === '' ? html : `<span lang="en">${html}</span>`;
}

/** A sentence of ours around what people wrote, as HTML. */
export function saidWithin(page: PageContext, around: (text: string) => string, text: string): string {
  return escapeText(around('\u0001')).replace('\u0001', () => said(page, text));
}

/** A day as HTML that programs read as well. */
export function day({ words }: PageContext, text: string): string {
  return `<time datetime="${escapeText(text)}">${escapeText(shownDay(text, words.locale))}</time>`;
}

/** Marks that lead to what they mean. */
export function marksHtml({ words }: PageContext, marks: readonly Mark[]): string {
  return marks
    .map(
      (mark) =>
        ` <a class="mark" href="#shorthand" title="${escapeText(words.shorthand.meanings[mark])}">${shownMarks([mark])}</a>`,
    )
    .join('');
}

/** Whether it is shown for the first time; from then on it stands there. */
export function isFirst({ shown }: PageContext, id: string): boolean {
  if (shown.has(id)) return false;
  shown.add(id);
  return true;
}
