import { figurePageEnglish, figurePageWelsh } from './figure-page-words.ts';
import { figureEnglish, figureWelsh } from './figure-words.ts';

/** English. Every sentence these pages show stands here; the Welsh one must have the same keys. */
export const en = {
  picture: {
    title: 'National picture',
    area: {
      label: 'Pages of the national picture',
      figures: 'Figures',
      coverage: 'Coverage',
      returns: 'Returns of forces',
      emerging: 'Emerging threats',
      forecast: 'Forecast',
      hidden: 'Hidden population',
      tables: 'Tables',
      claims: 'Claims of others',
      outside: 'Outside series',
      global: 'Global assessment',
      releases: 'Reports',
    },
    show: 'Show',
    covered: (from: string, to: string, receipts: string) =>
      `The picture covers ${receipts} referrals received from ${from} to ${to}.`,
    empty: 'Nothing has been received yet.',
    computed: (at: string) =>
      `Computed ${at}. Figures are never final: the same month may be counted again later.`,
    caveat:
      'Volume is not prevalence: it is not the number of children abused, nor of cases opened. The same incident counts once, however many report it.',
    figures: figureEnglish,
    page: figurePageEnglish,
    figuresOf: (from: string, to: string) => `Figures from ${from} to ${to}`,
    isProtected:
      'Counts are shown as a report would print them: rounded to the nearest 5, and [c] for 1 to 4, for whole months. Whoever may open what is counted sees exact counts.',
    nothing: 'There is nothing in this period.',
    chart: (title: string) => `Chart: ${title}`,
    yearBefore: 'Same period a year before',
    change: 'Change',
    notCovered: 'Not covered',
    notKnown: 'Not known',
    outOf: (part: string, whole: string) => `${part} of ${whole}`,
    overTime: { day: 'Referrals received per day', month: 'Referrals received per month' },
    overTimeDescription: (total: string, highest: string) =>
      `${total} in all; at most ${highest} in one column.`,
    by: {
      threat: 'Incidents by threat',
      source: 'Incidents by source',
      channel: 'Incidents by channel',
      unit: 'Incidents by receiving unit',
      country: 'Transnational reports by country abroad',
      risk: 'Transnational reports by what links them abroad',
    },
    byDescription: (first: string, value: string) => `The most: ${first}, ${value}.`,
    notSent: 'Not sent yet',
    countries: { several: 'Several countries', none: 'None stated', unknown: 'Not known' },
    definitionOf: (title: string) => `Definition and course: ${title}`,
    table: (title: string) => `Table: ${title}`,
    when: { day: 'Day', month: 'Month' },
    count: 'Number',
    name: 'Name',
    says: {
      'counts-only': 'Too few for a percentage',
      'no-clear-change': 'No clear change',
      'at-least-doubled': 'At least doubled',
      'about-doubled': 'About doubled',
      up: 'Up',
      down: 'Down',
    },
    percent: (percent: number, low: number, high: number) =>
      `${percent} % (95 % interval ${low} to ${high} %)`,
    badMonth: 'Enter a month as four digits, a hyphen and two digits, for example 2026-10, or a year',
    month: 'Period',
    wholeYear: 'A month, such as 2026-10, or a whole year, such as 2012',
  },
};

/** Welsh. Written by the project and not yet checked by a translator. */
export const cy: typeof en = {
  picture: {
    title: 'Y darlun cenedlaethol',
    area: {
      label: 'Tudalennau’r darlun cenedlaethol',
      figures: 'Ffigurau',
      coverage: 'Cwmpas',
      returns: 'Datganiadau heddluoedd',
      emerging: 'Bygythiadau newydd',
      forecast: 'Rhagolwg',
      hidden: 'Poblogaeth gudd',
      tables: 'Tablau',
      claims: 'Honiadau gan eraill',
      outside: 'Cyfresi allanol',
      global: 'Asesiad byd-eang',
      releases: 'Adroddiadau',
    },
    show: 'Dangos',
    covered: (from, to, receipts) =>
      `Mae’r darlun yn cwmpasu ${receipts} o atgyfeiriadau a dderbyniwyd o ${from} i ${to}.`,
    empty: 'Does dim wedi’i dderbyn eto.',
    computed: (at) =>
      `Cyfrifwyd ${at}. Nid yw ffigurau byth yn derfynol: gellir cyfrif yr un mis eto’n ddiweddarach.`,
    caveat:
      'Nid yw niferoedd yn dangos pa mor gyffredin yw rhywbeth: nid nifer y plant a gamdriniwyd na’r achosion a agorwyd ydyw. Mae’r un digwyddiad yn cyfrif unwaith, faint bynnag sy’n rhoi gwybod amdano.',
    figures: figureWelsh,
    page: figurePageWelsh,
    figuresOf: (from, to) => `Ffigurau o ${from} i ${to}`,
    isProtected:
      'Dangosir niferoedd fel y byddai adroddiad yn eu hargraffu: wedi’u talgrynnu i’r 5 agosaf, a [c] am 1 i 4, am fisoedd cyfan. Mae pwy bynnag a gaiff agor yr hyn a gyfrifir yn gweld yr union niferoedd.',
    nothing: 'Does dim yn y cyfnod hwn.',
    chart: (title) => `Siart: ${title}`,
    yearBefore: 'Yr un cyfnod flwyddyn ynghynt',
    change: 'Newid',
    notCovered: 'Heb ei gwmpasu',
    notKnown: 'Ddim yn hysbys',
    outOf: (part, whole) => `${part} o ${whole}`,
    overTime: {
      day: 'Atgyfeiriadau a dderbyniwyd bob dydd',
      month: 'Atgyfeiriadau a dderbyniwyd bob mis',
    },
    overTimeDescription: (total, highest) => `${total} i gyd; ${highest} ar y mwyaf mewn un golofn.`,
    by: {
      threat: 'Digwyddiadau yn ôl bygythiad',
      source: 'Digwyddiadau yn ôl ffynhonnell',
      channel: 'Digwyddiadau yn ôl sianel',
      unit: 'Digwyddiadau yn ôl uned dderbyn',
      country: 'Adroddiadau trawswladol yn ôl gwlad dramor',
      risk: 'Adroddiadau trawswladol yn ôl yr hyn sy’n eu cysylltu â thramor',
    },
    byDescription: (first, value) => `Y mwyaf: ${first}, ${value}.`,
    notSent: 'Heb ei anfon eto',
    countries: { several: 'Sawl gwlad', none: 'Dim un wedi’i nodi', unknown: 'Ddim yn hysbys' },
    definitionOf: (title) => `Diffiniad a hynt: ${title}`,
    table: (title) => `Tabl: ${title}`,
    when: { day: 'Diwrnod', month: 'Mis' },
    count: 'Nifer',
    name: 'Enw',
    says: {
      'counts-only': 'Rhy ychydig ar gyfer canran',
      'no-clear-change': 'Dim newid clir',
      'at-least-doubled': 'Wedi o leiaf dyblu',
      'about-doubled': 'Wedi tua dyblu',
      up: 'I fyny',
      down: 'I lawr',
    },
    percent: (percent, low, high) => `${percent} % (cyfwng 95 % ${low} i ${high} %)`,
    badMonth: 'Rhowch fis fel pedwar digid, cysylltnod a dau ddigid, er enghraifft 2026-10, neu flwyddyn',
    month: 'Cyfnod',
    wholeYear: 'Mis, megis 2026-10, neu flwyddyn gyfan, megis 2012',
  },
};
