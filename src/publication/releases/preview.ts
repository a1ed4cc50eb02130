import { textHtml } from '../publish/page/commentary.ts';
import { pageContext } from '../publish/page/page-context.ts';
import type { FrozenRelease } from './release-records.ts';

/** `publisher`: the bureau. `language`: of what is not commentary. */
export type PreviewFor = { publisher: string; synthetic: boolean; language: 'en' | 'cy' };

/** Commentary as HTML, as an edition would print it; each figure leads to its own page of the picture. */
export function previewHtml({ release, content }: FrozenRelease, text: string, options: PreviewFor): string {
  const page = pageContext(release, content, { ...options, licence: null, contact: null, address: null });
  return textHtml(page, text).replaceAll('href="#figure-', 'href="/picture/figures/');
}
