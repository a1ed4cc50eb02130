// The vocabulary of returns: words that forces use for the same thing, and words that say nothing. Chosen by this project.

/** A word or several, by the words that it stands for. A map: no word of a return may name what every object has. */
export const STANDS_FOR: ReadonlyMap<string, string> = new Map(
  Object.entries({
    iioc: 'indecent image child',
    iiocs: 'indecent image child',
    imagery: 'image',
    intel: 'intelligence',
    cse: 'child sexual exploitation',
    csea: 'child sexual exploitation',
    csa: 'child sexual abuse',
    ocse: 'online child sexual exploitation',
    ocsea: 'online child sexual exploitation',
    tcsa: 'transnational child sexual abuse',
    rso: 'registered sex offender',
    rsos: 'registered sex offender',
    photograph: 'image',
    photo: 'image',
    picture: 'image',
    perp: 'perpetrator',
    perps: 'perpetrator',
    suspect: 'perpetrator',
    offs: 'offence',
    ops: 'operation',
    op: 'operation',
    nat: 'national',
    nationally: 'national',
    coordinated: 'coordinate',
    coord: 'coordinate',
    'co ordinated': 'coordinate',
    'co ordination': 'coordinate',
    refs: 'referral',
    vics: 'victim',
    vic: 'victim',
    reg: 'registered',
    overseas: 'abroad',
    foreign: 'abroad',
    'multi offender': 'group',
    children: 'child',
    persons: 'person',
    people: 'person',
    men: 'man',
    women: 'woman',
    lvl: 'level',
    cat: 'category',
    yrs: 'year',
    yr: 'year',
    crimes: 'offence',
    crime: 'offence',
  }),
);

/** Words that tell no question from another. Words that turn a meaning round ("not", "without") are none of them. */
export const SAYS_NOTHING: ReadonlySet<string> = new Set(
  `a an and are as at be by during for from had has have in into is it its made no. number nos num of on or our per
  please state report's table section part question the their there this to up was were which who with within we
  q annex sheet tab appendix form list breakdown broken down split total all overall grand sum subtotal count figure value
  answer response force police constabulary service return year annual ending january december period data statistic
  national.return submission calendar`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Whatever these words stand before, it is not what the rest says. */
export const TURNS_ROUND =
  /\b(?:not|non|without|excluding|except|excl|other than|no further|previously|repeat|of which|of whom|suspected only|under 18 suspects?|pending|withdrawn|cancelled|declined|refused|outstanding|average|mean|median|target|cost|hours?|days?)\b/i;

/** Words of which every return is full: beside a question's name they change nothing. */
export const IN_EVERY_QUESTION: ReadonlySet<string> = new Set(
  'child sexual exploitation abuse identified recorded received reported'.split(' '),
);
