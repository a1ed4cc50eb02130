import type { ReferenceCategory } from './screen-event.ts';

/**
 * Words by category, English and Filipino; the first category that fits is taken. The categories are those that AUSTRAC
 * ("accommodation", "uniform", "medical bills") and FATF 2025 ("family support", "education", social handles) name.
 */
const WORDS: readonly (readonly [ReferenceCategory, RegExp])[] = [
  [
    'social-handle',
    /(?:^|\s)@\w{3,}|\b(?:telegram|whats ?app|snap(?:chat)?|insta(?:gram)?|skype|viber|kik)\b/i,
  ],
  ['accommodation', /\b(?:accommodation|rent|hotel|room|boarding|lodging|upa)\b/i],
  ['clothing', /\b(?:uniforms?|cloth(?:es|ing)|shoes|dress|damit)\b/i],
  ['medical', /\b(?:medical|medicines?|hospital|doctor|clinic|surgery|gamot|ospital)\b/i],
  [
    'education',
    /\b(?:education|school|tuition|college|university|student|books|fees?|paaralan|matrikula)\b/i,
  ],
  [
    'family-support',
    /\b(?:family|support|allowance|mum|mom|dad|brother|sister|groceries|food|pamilya|padala)\b/i,
  ],
  ['gift', /\b(?:gift|birthday|present|christmas|love|regalo)\b/i],
  ['goods-or-services', /\b(?:invoice|order|purchase|service|subscription|repair|delivery|payment for)\b/i],
];

/** The category of the text of a reference. The text itself is not kept: whoever calls drops it. */
export function categoriseReference(text: string): ReferenceCategory {
  if (text.trim() === '') return 'none';
  return WORDS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other';
}
