import { type Reference, referencesIn } from './references.ts';
import type { Section } from './release.ts';
import { parseSection } from './section-text.ts';

// Vocabulary: what a report starts as. Sections in their order, with first sentences around live figures; a paragraph
// whose figure is not there is left out. Source: the four key threats of the 2012/13 national assessment.

export const TEMPLATES = {
  annual: {
    label: 'Annual threat assessment',
    sections: [
      { id: 'summary', heading: 'Summary', paragraphs: [] },
      {
        id: 'about-figures',
        heading: 'About these figures',
        paragraphs: [
          'Figures count what was reported or recorded in the period. They do not count children who were harmed: more reports can mean that more is found.',
          'The bureau received [[figure receipts-received]] referrals; [[figure incidents]] incidents remain when reports of the same event are counted once.',
        ],
      },
      {
        id: 'images',
        heading: 'Indecent images of children',
        paragraphs: [
          'There were [[figure image-reports]] reports of indecent images of children, against the year before: [[figure image-reports change]].',
          'They listed [[figure files-reported]] files.',
        ],
      },
      {
        id: 'exploitation',
        heading: 'Online child sexual exploitation',
        paragraphs: [
          'There were [[figure exploitation-reports]] reports of online child sexual exploitation, against the year before: [[figure exploitation-reports change]].',
          'In [[figure exploitation-no-abuse-achieved]] of those with a known answer no abuse was achieved; in [[figure exploitation-aiming-to-meet]] the aim was to meet the child.',
        ],
      },
      {
        id: 'transnational',
        heading: 'Transnational child sexual abuse',
        paragraphs: [
          'There were [[figure transnational-reports]] reports of transnational child sexual abuse, against the year before: [[figure transnational-reports change]].',
        ],
      },
      {
        id: 'contact',
        heading: 'Contact child sexual abuse',
        paragraphs: [
          'Forces recorded [[figure lone-perpetrators]] lone perpetrators ([[figure lone-perpetrators coverage]]).',
          'They recorded [[figure group-offences]] offences by groups or gangs ([[figure group-offences coverage]]).',
        ],
      },
      { id: 'emerging', heading: 'What is emerging', paragraphs: ['[[alerts]]'] },
      { id: 'hidden', heading: 'What is not seen', paragraphs: ['[[hidden]]'] },
      { id: 'outside', heading: 'What others see', paragraphs: [] },
      { id: 'priorities', heading: 'Priorities for the year ahead', paragraphs: [] },
      { id: 'gaps', heading: 'What we do not know', paragraphs: [] },
    ],
  },
  empty: {
    label: 'An empty report of one section',
    sections: [{ id: 'summary', heading: 'Summary', paragraphs: [] }],
  },
} as const satisfies Record<
  string,
  { label: string; sections: readonly { id: string; heading: string; paragraphs: readonly string[] }[] }
>;
export type TemplateName = keyof typeof TEMPLATES;

/** `isThere`: whether something can be shown. */
export function sectionsFrom(name: TemplateName, isThere: (one: Reference) => boolean): Section[] {
  return TEMPLATES[name].sections.map(({ id, heading, paragraphs }) => ({
    id,
    heading,
    text: paragraphs.filter((text) => referencesIn(parseSection(text).blocks).every(isThere)).join('\n\n'),
  }));
}
