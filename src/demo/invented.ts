// The vocabulary of the invented world: services, senders and words that no real person or firm is called by.

/** `offset`: of the times that the service writes. `domain`: under a name that is reserved for examples (RFC 2606). */
export type Service = {
  name: string;
  domain: string;
  kind: 'social' | 'messenger' | 'storage' | 'game' | 'video' | 'forum';
  country: string;
  offset: string;
};

export const SERVICES: readonly Service[] = [
  {
    name: 'Chatterbrook',
    domain: 'chatterbrook.example.com',
    kind: 'social',
    country: 'US',
    offset: '-07:00',
  },
  { name: 'Picshore', domain: 'picshore.example.com', kind: 'social', country: 'US', offset: 'Z' },
  { name: 'Pigeonwire', domain: 'pigeonwire.example.net', kind: 'messenger', country: 'US', offset: 'Z' },
  { name: 'Cloudshelf', domain: 'cloudshelf.example.com', kind: 'storage', country: 'US', offset: '-08:00' },
  { name: 'Questhaven', domain: 'questhaven.example.net', kind: 'game', country: 'US', offset: '-05:00' },
  { name: 'Vidmeadow', domain: 'vidmeadow.example.com', kind: 'video', country: 'US', offset: 'Z' },
  { name: 'Snapfern', domain: 'snapfern.example.com', kind: 'messenger', country: 'US', offset: '-07:00' },
  { name: 'Threadmoor', domain: 'threadmoor.example.org', kind: 'forum', country: 'US', offset: '+00:00' },
  { name: 'Larkline', domain: 'larkline.example.org', kind: 'messenger', country: 'GB', offset: '+01:00' },
  { name: 'Kitefield', domain: 'kitefield.example.org', kind: 'social', country: 'GB', offset: '+01:00' },
];

/** Services of the United Kingdom, which report to the bureau themselves. */
export const HOME_SERVICES = SERVICES.filter(({ country }) => country === 'GB');

export const HOSTS = ['pics', 'files', 'board', 'cdn', 'mirror', 'share'] as const;
export const HOST_DOMAINS = ['example.org', 'example.com', 'example.net'] as const;

export const COLOURS = [
  'amber',
  'azure',
  'beige',
  'bronze',
  'coral',
  'cyan',
  'ebony',
  'emerald',
  'ginger',
  'hazel',
  'indigo',
  'ivory',
  'jade',
  'khaki',
  'lemon',
  'lilac',
  'maroon',
  'mauve',
  'ochre',
  'olive',
  'pearl',
  'rust',
  'sable',
  'teal',
  'umber',
] as const;
export const THINGS = [
  'anchor',
  'basket',
  'bridge',
  'candle',
  'compass',
  'dial',
  'easel',
  'fender',
  'gable',
  'hammer',
  'kettle',
  'ladder',
  'lantern',
  'mallet',
  'needle',
  'paddle',
  'pencil',
  'pillar',
  'ribbon',
  'saddle',
  'shutter',
  'stencil',
  'teapot',
  'tripod',
  'whistle',
] as const;

/** Anybody's first name, and last names that say what they are. */
export const FIRST_NAMES = [
  'Alex',
  'Ashley',
  'Bobbie',
  'Charlie',
  'Frankie',
  'Jamie',
  'Jo',
  'Kit',
  'Lee',
  'Max',
  'Pat',
  'Robin',
  'Sam',
  'Sandy',
  'Terry',
] as const;
export const LAST_NAMES = [
  'Sample',
  'Specimen',
  'Placeholder',
  'Testcase',
  'Example',
  'Dummy',
  'Synthetic',
  'Fictive',
] as const;

/** A town with its postcode area and force. */
export const HOMES = [
  { town: 'Leeds', area: 'LS', force: 'west-yorkshire' },
  { town: 'Manchester', area: 'M', force: 'greater-manchester' },
  { town: 'Liverpool', area: 'L', force: 'merseyside' },
  { town: 'Newcastle upon Tyne', area: 'NE', force: 'northumbria' },
  { town: 'Sheffield', area: 'S', force: 'south-yorkshire' },
  { town: 'Hull', area: 'HU', force: 'humberside' },
  { town: 'Nottingham', area: 'NG', force: 'nottinghamshire' },
  { town: 'Leicester', area: 'LE', force: 'leicestershire' },
  { town: 'Birmingham', area: 'B', force: 'west-midlands' },
  { town: 'Norwich', area: 'NR', force: 'norfolk' },
  { town: 'Ipswich', area: 'IP', force: 'suffolk' },
  { town: 'Cambridge', area: 'CB', force: 'cambridgeshire' },
  { town: 'Chelmsford', area: 'CM', force: 'essex' },
  { town: 'Croydon', area: 'CR', force: 'metropolitan' },
  { town: 'Hackney', area: 'E', force: 'metropolitan' },
  { town: 'Camden', area: 'NW', force: 'metropolitan' },
  { town: 'Lewisham', area: 'SE', force: 'metropolitan' },
  { town: 'Maidstone', area: 'ME', force: 'kent' },
  { town: 'Brighton', area: 'BN', force: 'sussex' },
  { town: 'Southampton', area: 'SO', force: 'hampshire' },
  { town: 'Reading', area: 'RG', force: 'thames-valley' },
  { town: 'Bristol', area: 'BS', force: 'avon-and-somerset' },
  { town: 'Plymouth', area: 'PL', force: 'devon-and-cornwall' },
  { town: 'Cardiff', area: 'CF', force: 'south-wales' },
  { town: 'Swansea', area: 'SA', force: 'south-wales' },
  { town: 'Glasgow', area: 'G', force: 'police-scotland' },
  { town: 'Edinburgh', area: 'EH', force: 'police-scotland' },
  { town: 'Belfast', area: 'BT', force: 'northern-ireland' },
] as const;
export type Home = (typeof HOMES)[number];

export const COUNTRIES_ABROAD = ['PH', 'TH', 'KE', 'RO', 'KH', 'US', 'AU', 'NL', 'DE', 'IE'] as const;

/** Where files are hosted, by weight. */
export const HOSTING = [
  ['NL', 34],
  ['US', 24],
  ['FR', 8],
  ['RO', 8],
  ['DE', 7],
  ['SE', 4],
  ['GB', 1],
] as const satisfies readonly (readonly [string, number])[];

/** Reserved for drama by Ofcom: never a subscriber's. */
export const DRAMA_NUMBERS = { mobile: '07700900', land: '01632960' } as const;

/** What people and firms write in generated documents. Neutral on purpose. */
export const SENTENCES = {
  reason: [
    'A meeting is planned for this weekend.',
    'The account says that it is with a child now.',
    'A live session is announced for tonight.',
    'The child writes that they want to harm themselves.',
  ],
  chat: [
    'The account asked for pictures.',
    'The account offered game credit.',
    'The account asked how old the other person was.',
    'The account asked to move to another app.',
  ],
  sextortion: [
    'The account asked for money and threatened to share pictures.',
    'The account demanded gift cards within an hour.',
  ],
  public: [
    'Somebody wrote strange messages to my child.',
    'I came across a page that worried me.',
    'A person in a game asked my child to keep a secret.',
    'My friend is being pressed for pictures.',
  ],
  professional: [
    'A pupil told a teacher about an adult who writes to them at night.',
    'A young person spoke of an adult relative in a session.',
  ],
  bank: [
    'Small payments at night to several receivers abroad.',
    'A young customer made six payments in one hour, then stopped.',
    'References name family support; the customer has no family there.',
  ],
  hotline: [
    'Seen on the first page of a board.',
    'Reported twice by the public.',
    'Page asks for a password.',
    '',
  ],
} as const;
