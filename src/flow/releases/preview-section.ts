import { readBureau } from '../../access/index.ts';
import { type FrozenRelease, type PreviewFor, previewHtml } from '../../publication/index.ts';
import type { Db } from '../../shared/db.ts';

/** `text`: of one section. */
export type Previewed = FrozenRelease & { text: string; language: PreviewFor['language'] };

/** Commentary with its figures, as HTML. */
export async function previewSection(db: Db, { text, language, ...document }: Previewed): Promise<string> {
  const bureau = await readBureau(db);
  return previewHtml(document, text, {
    publisher: bureau?.name ?? '',
    synthetic: bureau?.synthetic ?? false,
    language,
  });
}
