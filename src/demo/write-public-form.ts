import type { Dice } from '../shared/dice.ts';
import type { Report } from './incident.ts';
import { FIRST_NAMES, SENTENCES } from './invented.ts';
import { profileAddress } from './written-parts.ts';

const CONCERNS: Record<string, string> = {
  'online-enticement': 'grooming',
  'financial-sextortion': 'blackmail-for-money',
  'contact-abuse': 'abuse',
};

/** What a parent or a child enters on the public form. */
export function writePublicForm(dice: Dice, { incident }: Report): Buffer {
  const [child] = incident.children;
  const contact = dice.chance(0.5);
  const number = dice.int(1_000, 9_999);
  const entered: Record<string, string | undefined> = {
    concern: CONCERNS[incident.type],
    'what-happened': dice.pick(
      incident.type === 'financial-sextortion' ? SENTENCES.sextortion : SENTENCES.public,
    ),
    'where-online': incident.service.name,
    'who-username': incident.account?.username,
    'who-profile':
      incident.account && dice.chance(0.3)
        ? profileAddress(incident.service, incident.account.username)
        : undefined,
    'when-happened': new Date(incident.at).toISOString().slice(0, 10),
    'child-age': child && dice.chance(0.85) ? String(child.age) : undefined,
    'child-sex': child && dice.chance(0.6) ? (child.sex === 'female' ? 'girl' : 'boy') : undefined,
    postcode: child && dice.chance(0.6) ? child.postcode : undefined,
    'in-danger-now': incident.facts.immediateDanger === 'yes' ? 'yes' : dice.pick(['no', 'not sure']),
    blackmailed: incident.facts.coercion,
    'meeting-planned': incident.facts.aimsToMeet,
    'your-role': dice.weighted([
      ['parent', 6],
      ['child', 3],
      ['friend', 1],
    ] as const),
    'contact-wish': contact ? 'yes' : 'no',
    'your-name': contact ? `${dice.pick(FIRST_NAMES)} Reporter-${number}` : undefined,
    'your-email': contact ? `reporter-${number}@example.org` : undefined,
    'safe-contact': contact && dice.chance(0.4) ? 'After six in the evening' : undefined,
  };
  const answers = Object.entries(entered).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Buffer.from(new URLSearchParams(answers).toString());
}
