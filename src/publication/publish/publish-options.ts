import type { Signer } from '../../shared/signer.ts';

/** Languages of the frame; what people wrote stays in the language in which they wrote it. */
export const LANGUAGES = ['en', 'cy'] as const;
export type Language = (typeof LANGUAGES)[number];

/** `name`: as the Open Definition names it, such as "OGL-UK-3.0"; `path`: where its text is. */
export type Licence = { name: string; title: string; path: string };

export type PublishOptions = {
  /** The bureau. */
  publisher: string;
  /** Whether the bureau's records are invented: said on every form of the edition. */
  synthetic: boolean;
  /** Null: none was given, and that is said. */
  licence: Licence | null;
  /** Where questions go; null where nobody named a place. */
  contact: string | null;
  /** Where editions are published, such as https://bureau.example/publications; null: nowhere. */
  address: string | null;
  signer: Signer;
  /** One HTML document as a tagged PDF, or null where it cannot be had; null: no PDF is made. */
  print: ((html: string) => Promise<Buffer | null>) | null;
};
