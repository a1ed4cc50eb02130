// The vocabulary of column names: what a column is likely to hold, by the words in its name.

import type { KindName } from '../kinds/kinds.ts';

/** Where a column would stand in a specification. `attribute`: columns of one attribute are parts of one value. */
export type ColumnRole = { attribute: string; kind: KindName; part: string };

/** Never suggested: what only the truth knows, and what no score may rest on. */
export const NEVER_SUGGESTED: readonly RegExp[] = [
  /^(?:cluster|truth|entity|label|match|gold|person|simulant)(?: ?(?:id|key|no|number))?$/,
  /\b(?:sex|gender|race|ethnic\w*|religion|disab\w*|orientation|nationalit\w*|citizenship)\b/,
];

/** Of the file, of an event or of somebody else, where no role below is named: no ground to take two rows for one. */
export const SAYS_OF_ANOTHER =
  /\b(?:household|guardian|parent|copy|index|year|event|survey|relationship|housing|status|created|updated|source|file|valid until|timestamp)\b|\b(?:id|key)$/;

/** By these a table is known as one of people: a name in it is a person's, and a year or a date is of an event. */
export const SAYS_PERSON =
  /\b(?:given|fore|first|sur|last|family) ?name\b|\bbirth\b|^(?:dob|born|age|sex|gender|occupation|ssn|nino|nhs)\b/;

/**
 * The first that fits counts; an attribute without a name is called as its column. Names are lower-case words: "DateOfBirth" and "date_of_birth" are "date of birth".
 */
export const COLUMN_ROLES: readonly (readonly [RegExp, ColumnRole])[] = [
  [
    /^(?:first|given|fore|christian) ?name|^(?:fname|forename|gname|firstname|vorname|prenom)\b/,
    { attribute: 'given name', kind: 'given-name', part: 'name' },
  ],
  [/^(?:middle|second) ?(?:name|initial)/, { attribute: 'middle name', kind: 'given-name', part: 'name' }],
  [
    /^(?:last|family|sur) ?name|^(?:lname|surname|fam name|nachname)\b/,
    { attribute: 'family name', kind: 'family-name', part: 'name' },
  ],
  [/^(?:alias|aliases|aka|also known as)/, { attribute: 'alias', kind: 'person-name', part: 'full' }],
  [
    /^(?:date of birth|dob|birth ?date|born|birth dt|d o b|geburtsdatum)$/,
    { attribute: 'date of birth', kind: 'date-of-birth', part: 'date' },
  ],
  [
    /^(?:birth ?year|year of birth|yob|by)$/,
    { attribute: 'date of birth', kind: 'date-of-birth', part: 'year' },
  ],
  [
    /^(?:birth ?month|month of birth|mob|bm)$/,
    { attribute: 'date of birth', kind: 'date-of-birth', part: 'month' },
  ],
  [/^(?:birth ?day|day of birth|bd)$/, { attribute: 'date of birth', kind: 'date-of-birth', part: 'day' }],
  [/^age$/, { attribute: 'age', kind: 'age', part: 'years' }],
  [/\be ?mail/, { attribute: 'e-mail', kind: 'email', part: 'address' }],
  [/\b(?:phone|telephone|mobile|msisdn|tel|cell)\b/, { attribute: 'phone', kind: 'phone', part: 'number' }],
  [
    /^(?:user ?name|screen ?name|handle|nick ?name|account ?name|login|user)$/,
    { attribute: 'username', kind: 'username', part: 'name' },
  ],
  [/^(?:service|platform)$/, { attribute: 'username', kind: 'username', part: 'service' }],
  [/^(?:ip|ip ?address|ipv4|ipv6|source ip)$/, { attribute: 'IP address', kind: 'ip', part: 'ip' }],
  [/^(?:source )?port$/, { attribute: 'IP address', kind: 'ip', part: 'port' }],
  [/^(?:ip time|ip date|event time)$/, { attribute: 'IP address', kind: 'ip', part: 'at' }],
  [
    /\b(?:post ?code|zip ?code|zip|postal ?code|plz)\b/,
    { attribute: 'postcode', kind: 'postcode', part: 'code' },
  ],
  [
    /^(?:street|house|building) ?(?:number|no)$|^house$/,
    { attribute: 'address', kind: 'address', part: 'number' },
  ],
  [/^street(?: ?name)?$/, { attribute: 'address', kind: 'address', part: 'street' }],
  [/^(?:address|addr) ?2$|^address ?line ?2$/, { attribute: 'address', kind: 'address', part: 'extra' }],
  [
    /^(?:address|addr)(?: ?line)?(?: ?1)?$|^full ?address$/,
    { attribute: 'address', kind: 'address', part: 'line' },
  ],
  [
    /^(?:unit|apartment|apt|flat)(?: ?(?:number|no))?$/,
    { attribute: 'address', kind: 'address', part: 'extra' },
  ],
  [/^(?:birth ?place|place of birth)$/, { attribute: 'birth place', kind: 'place', part: 'name' }],
  [
    /^(?:suburb|town|city|place|locality|village|municipality)\b/,
    { attribute: 'place', kind: 'place', part: 'name' },
  ],
  [
    /\b(?:imei|device|serial|idfa|gaid|mac address)\b/,
    { attribute: 'device', kind: 'device', part: 'value' },
  ],
  [
    /\b(?:iban|account number|bank account|payment|wallet)\b/,
    { attribute: 'payment', kind: 'payment', part: 'account' },
  ],
  [
    /\b(?:registration plate|plate|vrm|number plate|licen[cs]e plate)\b/,
    { attribute: 'vehicle', kind: 'vehicle', part: 'value' },
  ],
  [/^(?:name|full ?name|person ?name|names)$/, { attribute: 'name', kind: 'person-name', part: 'full' }],
  [
    /^(?:authors?|writers?|editors?|creators?|artists?|composers?|directors?|actors?|cast|inventors?|performers?)$/,
    { attribute: 'people', kind: 'people', part: 'value' },
  ],
  [
    /\b(?:company|organi[sz]ation|business|firm|employer|agency|institution|school|university|manufacturer|brand|merchant|payee|vendor|supplier|venue|journal|conference|book ?title|publisher|label|(?:site|shop|store|hotel|restaurant|trade|trading|legal|account) name)\b/,
    { attribute: '', kind: 'organisation', part: 'value' },
  ],
  [
    /\b(?:title|description|descr|summary|abstract|memo|narrative|product|item|song|track|album|headline|subject)\b/,
    { attribute: '', kind: 'text', part: 'value' },
  ],
  [
    /^(?:price|amount|cost|total|sum|list price|sale price)$/,
    { attribute: '', kind: 'number', part: 'value' },
  ],
  [
    /^(?:year|yr|(?:publication|pub|release|published) ?(?:year|yr)|year (?:of publication|released|published))$/,
    { attribute: 'year', kind: 'year', part: 'value' },
  ],
  [/^(?:occupation|profession|job|job title)$/, { attribute: 'occupation', kind: 'category', part: 'value' }],
  [
    /\b(?:ssn|soc sec id|social security|national id|nhs|passport|tax id|nino|isbn|doi|ean|upc|gtin|licen[cs]e)\b/,
    { attribute: 'identifier', kind: 'identifier', part: 'value' },
  ],
];

/** Names of the column that identifies a row, likeliest first. */
export const ID_NAMES: readonly RegExp[] = [
  /^(?:unique|record|rec|row) ?(?:id|key|no|number)$/,
  /^id$/,
  /^(?:person|client|customer|case|referral|subject|source) ?(?:id|key|no|number)$/,
  /\bid$/,
];

/** Lower-case words of a column's name; of an address on the web, as linked data have it, what stands last. */
export function columnWords(name: string): string {
  return (
    name.includes('://') ? name.slice(Math.max(name.lastIndexOf('#'), name.lastIndexOf('/')) + 1) : name
  )
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
