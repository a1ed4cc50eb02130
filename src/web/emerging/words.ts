import * as novelty from './novelty-words.ts';

/** English. Every sentence the pages of alerts show stands here; the Welsh one must have the same keys. */
export const en = {
  emerging: {
    title: 'Emerging threats',
    doneTitle: 'Done',
    lead: 'Each day the weeks and months that are over are held against what came before them. What rises is an alert, until it is quiet again.',
    caveat: 'An alert says that reports rose, not that offences did. A person judges what it was.',
    looked: (at: string, judged: string) => `Last looked ${at}: ${judged} series were judged.`,
    neverLooked: 'Nobody has looked yet.',
    weeksUntil: (day: string) => `Weeks are judged up to the one that began on ${day}.`,
    monthsUntil: (month: string) => `Months are judged up to ${month}.`,
    unjudged: (short: string, rare: string) =>
      `Of the monthly series, ${short} are known for too short a time, and ${rare} have fewer than one report a month: there no method finds a rise quickly, and only a person can mark what is new.`,
    missing: 'What cannot be judged yet',
    missingNothing: 'Nothing has been received yet, so there is nothing to judge.',
    missingFrom: (from: string) => `The figures begin on ${from}.`,
    missingMonths: (day: string) =>
      `A slow rise needs three months and half a year before them: it can be judged from ${day} on.`,
    missingWeeks: (day: string) =>
      `A week needs the same season of three earlier years: weeks can be judged from ${day} on.`,
    up: (count: number) => `Up now (${count})`,
    nothingUp: 'No alert is up.',
    others: 'Senders and receiving units with more than usual',
    othersLead: 'Whatever the threat: by whom it was reported, or to whom it was sent.',
    parts: 'Up within it',
    wholes: 'It is part of',
    over: 'Over',
    name: 'What rose',
    period: 'Last up in',
    endedIn: 'Over in',
    counted: 'Counted',
    expected: 'Expected',
    upper: 'Alarm above',
    usual: 'Up to the alarm',
    state: 'State',
    alarm: 'Up',
    bookkeeping: 'How often alerts were real',
    bookkeepingText: (found: string, judged: string, real: string) =>
      `${found} alerts were found so far; ${judged} were judged, and ${real} of those were real.`,
    bookkeepingNone: 'No alert has been judged yet, so nobody can say how often they are real.',
    states: { new: 'New', seen: 'Seen', real: 'Real', explained: 'Explained otherwise' },
    week: (day: string) => `the week of ${day}`,
    season: (name: string, period: string, count: string, expected: string, upper: string) =>
      `${name}: ${count} reports in ${period}. About ${expected} would be usual for the season, and more than ${upper} is an alarm.`,
    seasonNone: (name: string, period: string, count: string) =>
      `${name}: ${count} reports in ${period}, where none would be usual for the season.`,
    riseNone: (name: string, period: string, count: string) =>
      `${name}: ${count} reports in the three months up to ${period}, where none came in the time before.`,
    rise: (name: string, verb: string, period: string, count: string, expected: string) =>
      `${name}: reports ${verb} in the three months up to ${period}. There were ${count}; about ${expected} were expected from the two years before.`,
    tagged: (name: string, verb: string, period: string, count: string, expected: string) =>
      `Marked by analysts as “${name}”: reports ${verb} in the three months up to ${period}. There were ${count}; about ${expected} were expected from before.`,
    verbs: {
      'counts-only': 'rose (too few for a percentage)',
      'no-clear-change': 'rose',
      'at-least-doubled': 'at least doubled',
      'about-doubled': 'about doubled',
      up: 'rose',
      down: 'rose',
    },
    percent: (percent: string, low: string, high: string) =>
      `Up ${percent} % (95 % interval ${low} to ${high} %).`,
    chart: {
      week: (name: string) => `Reports a week: ${name}`,
      month: (name: string) => `Reports a month: ${name}`,
    },
    chartDescription: (first: string, last: string, alarms: string) =>
      `From ${first} to ${last}, with what was expected of each period. ${alarms} periods lay above the alarm.`,
    periodHead: { week: 'Week from', month: 'Month' },
    notKnown: 'Not known',
    since: (first: string, last: string) => `Up since ${first}, last in ${last}.`,
    overSince: (period: string) => `It was quiet long enough to be over in ${period}.`,
    foundAt: (at: string) => `Found ${at}.`,
    method: 'How it was found',
    methods: {
      farrington:
        'The week is held against the same season of up to five earlier years (Farrington Flexible, Noufaily and others 2013). Earlier outbreaks count less, and the latest half year is left out, so that a slow rise is not taken for usual. A week is an alarm where so many reports would come in fewer than 5 of 1,000 such weeks.',
      'slow-rise':
        'Three months together are held against the 24 before them by an exact test of their ratio. Where reports come in batches they count for so many fewer. With more than two years known, the three months must also lie above the same months of the two years before, so that a season is no alarm.',
      tagged:
        'Analysts mark referrals that show something new. The marks of three months are held against those of up to two years before by an exact test of their ratio, from the first month on.',
    },
    together:
      'All series of a period are judged together (Benjamini and Hochberg): of the alarms of one period at most 1 in 20 may be false. A week alert is over after four quiet weeks, a month alert after two quiet months.',
    delay:
      'Reports count by the day of receipt, each incident once. Receiving units count what was sent to them: their latest months are judged once nine tenths of what is usual have been sent. A sender’s or a unit’s time before its first report is not known, which is not none.',
    limits:
      'Below about one report a month nothing detects quickly. What is new is seen by people first: they mark it on the referral.',
    breaks: 'Breaks in counting',
    noBreaks: 'None has been declared.',
    breakLine: (day: string, what: string) => `${day}: ${what}`,
    declareBreak: 'Declare a break in counting',
    breakLead: 'What lies before the day is no longer compared with what came after.',
    breakDay: 'First day of the new counting',
    breakDayHint: 'For example 2026-03-02',
    breakWhat: 'What changed',
    breakFault: 'Enter a day as in 2026-03-02, and what changed in up to 300 characters',
    tags: 'Marked as new by analysts',
    tagsLead: 'Incidents by month of receipt. The notes on them are sealed with the referrals.',
    tagsNone: 'Nothing has been marked yet. An analyst marks a referral on its page.',
    tag: 'Tag',
    kind: 'Kind',
    nameTag: 'Name something new',
    tagName: 'Name',
    tagNameHint:
      'Up to 60 characters. Everybody who sees the picture sees it: no names, accounts, addresses or numbers.',
    submitTag: 'Name it',
    submitBreak: 'Declare it',
    kindMissing: 'Choose a kind',
    nameFault: 'Enter a name of 3 to 60 characters without accounts, addresses, links or long numbers',
    nameTaken: 'There is such a tag already',
    behind: 'Referrals behind it',
    behindLead: (shown: string, count: string) =>
      `${shown} listed; ${count} were counted in the latest period.`,
    behindHidden: (count: number) => `${count} hidden by permission.`,
    behindNotYours: 'They are listed for whoever may read referrals.',
    behindNone: 'None is kept.',
    number: 'Number',
    received: 'Received',
    standing: 'State',
    judge: 'What was it?',
    judgeReal: 'Real: something did emerge',
    judgeExplained: 'Explained otherwise: a backlog, a new form, one event reported often',
    judgeMissing: 'Choose what it was',
    note: 'Why',
    noteHint: 'Up to 500 characters, about figures. No personal data.',
    noteMissing: 'Enter why, in up to 500 characters',
    submitJudgement: 'Record it',
    seen: 'I have seen it',
    judgedBy: (who: string, state: string) => `${who}: ${state}`,
    done: { seen: 'Marked as seen.', judged: 'Recorded.', tag: 'Named.', break: 'Declared.' },
  },
  ...novelty.en,
};

/** Welsh. Written by the project and not yet checked by a translator. */
export const cy: typeof en = {
  emerging: {
    title: 'Bygythiadau sy’n dod i’r amlwg',
    doneTitle: 'Wedi’i wneud',
    lead: 'Bob dydd cymharir yr wythnosau a’r misoedd sydd wedi dod i ben â’r hyn a ddaeth o’u blaen. Mae’r hyn sy’n codi yn rhybudd, nes iddi dawelu eto.',
    caveat: 'Mae rhybudd yn dweud bod adroddiadau wedi codi, nid troseddau. Person sy’n barnu beth ydoedd.',
    looked: (at, judged) => `Edrychwyd ddiwethaf ${at}: barnwyd ${judged} o gyfresi.`,
    neverLooked: 'Does neb wedi edrych eto.',
    weeksUntil: (day) => `Bernir wythnosau hyd at yr un a ddechreuodd ar ${day}.`,
    monthsUntil: (month) => `Bernir misoedd hyd at ${month}.`,
    unjudged: (short, rare) =>
      `O’r cyfresi misol, mae ${short} yn hysbys ers amser rhy fyr, ac mae gan ${rare} lai nag un adroddiad y mis: yno nid oes dull yn canfod cynnydd yn gyflym, a dim ond person all nodi’r hyn sy’n newydd.`,
    missing: 'Yr hyn na ellir ei farnu eto',
    missingNothing: 'Does dim wedi’i dderbyn eto, felly does dim i’w farnu.',
    missingFrom: (from) => `Mae’r ffigurau’n dechrau ar ${from}.`,
    missingMonths: (day) =>
      `Mae cynnydd araf angen tri mis a hanner blwyddyn o’u blaen: gellir ei farnu o ${day} ymlaen.`,
    missingWeeks: (day) =>
      `Mae wythnos angen yr un tymor mewn tair blynedd gynharach: gellir barnu wythnosau o ${day} ymlaen.`,
    up: (count) => `I fyny nawr (${count})`,
    nothingUp: 'Does dim rhybudd i fyny.',
    others: 'Anfonwyr ac unedau derbyn â mwy nag arfer',
    othersLead: 'Beth bynnag y bygythiad: gan bwy y’i hadroddwyd, neu at bwy y’i hanfonwyd.',
    parts: 'I fyny o’i fewn',
    wholes: 'Mae’n rhan o',
    over: 'Ar ben',
    name: 'Beth gododd',
    period: 'I fyny ddiwethaf yn',
    endedIn: 'Ar ben yn',
    counted: 'Cyfrifwyd',
    expected: 'Disgwyliedig',
    upper: 'Larwm uwchlaw',
    usual: 'Hyd at y larwm',
    state: 'Cyflwr',
    alarm: 'I fyny',
    bookkeeping: 'Pa mor aml yr oedd rhybuddion yn rhai go iawn',
    bookkeepingText: (found, judged, real) =>
      `Canfuwyd ${found} o rybuddion hyd yma; barnwyd ${judged}, ac roedd ${real} o’r rheini’n rhai go iawn.`,
    bookkeepingNone:
      'Does dim rhybudd wedi’i farnu eto, felly ni all neb ddweud pa mor aml y maent yn rhai go iawn.',
    states: { new: 'Newydd', seen: 'Wedi’i weld', real: 'Go iawn', explained: 'Wedi’i egluro fel arall' },
    week: (day) => `yr wythnos o ${day}`,
    season: (name, period, count, expected, upper) =>
      `${name}: ${count} o adroddiadau yn ${period}. Byddai tua ${expected} yn arferol i’r tymor, ac mae mwy na ${upper} yn larwm.`,
    seasonNone: (name, period, count) =>
      `${name}: ${count} o adroddiadau yn ${period}, lle na fyddai’r un yn arferol i’r tymor.`,
    riseNone: (name, period, count) =>
      `${name}: ${count} o adroddiadau yn y tri mis hyd at ${period}, lle na ddaeth yr un yn yr amser cynt.`,
    rise: (name, verb, period, count, expected) =>
      `${name}: ${verb} adroddiadau yn y tri mis hyd at ${period}. Roedd ${count}; disgwylid tua ${expected} o’r ddwy flynedd cynt.`,
    tagged: (name, verb, period, count, expected) =>
      `Wedi’i nodi gan ddadansoddwyr fel “${name}”: ${verb} adroddiadau yn y tri mis hyd at ${period}. Roedd ${count}; disgwylid tua ${expected} o’r blaen.`,
    verbs: {
      'counts-only': 'cododd (rhy ychydig ar gyfer canran)',
      'no-clear-change': 'cododd',
      'at-least-doubled': 'o leiaf dyblodd',
      'about-doubled': 'dyblodd fwy neu lai',
      up: 'cododd',
      down: 'cododd',
    },
    percent: (percent, low, high) => `I fyny ${percent} % (cyfwng 95 % ${low} i ${high} %).`,
    chart: {
      week: (name) => `Adroddiadau’r wythnos: ${name}`,
      month: (name) => `Adroddiadau’r mis: ${name}`,
    },
    chartDescription: (first, last, alarms) =>
      `O ${first} i ${last}, gyda’r hyn a ddisgwylid o bob cyfnod. Roedd ${alarms} o gyfnodau uwchlaw’r larwm.`,
    periodHead: { week: 'Wythnos o', month: 'Mis' },
    notKnown: 'Ddim yn hysbys',
    since: (first, last) => `I fyny ers ${first}, ddiwethaf yn ${last}.`,
    overSince: (period) => `Bu’n dawel yn ddigon hir i fod ar ben yn ${period}.`,
    foundAt: (at) => `Canfuwyd ${at}.`,
    method: 'Sut y’i canfuwyd',
    methods: {
      farrington:
        'Cymharir yr wythnos â’r un tymor mewn hyd at bum mlynedd gynharach (Farrington Flexible, Noufaily ac eraill 2013). Mae brigiadau cynharach yn cyfrif llai, a gadewir yr hanner blwyddyn diweddaraf allan, fel na chymerir cynnydd araf yn arferol. Mae wythnos yn larwm lle byddai cynifer o adroddiadau’n dod mewn llai na 5 o 1,000 o wythnosau o’r fath.',
      'slow-rise':
        'Cymharir tri mis gyda’i gilydd â’r 24 o’u blaen drwy brawf union o’u cymhareb. Lle daw adroddiadau mewn sypiau maent yn cyfrif am gynifer yn llai. Gyda mwy na dwy flynedd yn hysbys, rhaid i’r tri mis hefyd fod uwchlaw’r un misoedd yn y ddwy flynedd cynt, fel nad yw tymor yn larwm.',
      tagged:
        'Mae dadansoddwyr yn nodi atgyfeiriadau sy’n dangos rhywbeth newydd. Cymharir nodau tri mis â rhai hyd at ddwy flynedd cynt drwy brawf union o’u cymhareb, o’r mis cyntaf ymlaen.',
    },
    together:
      'Bernir pob cyfres o gyfnod gyda’i gilydd (Benjamini a Hochberg): o larymau un cyfnod caiff 1 o bob 20 ar y mwyaf fod yn ffug. Mae rhybudd wythnos ar ben ar ôl pedair wythnos dawel, rhybudd mis ar ôl dau fis tawel.',
    delay:
      'Mae adroddiadau’n cyfrif yn ôl diwrnod eu derbyn, pob digwyddiad unwaith. Mae unedau derbyn yn cyfrif yr hyn a anfonwyd atynt: bernir eu misoedd diweddaraf unwaith y bydd naw rhan o ddeg o’r hyn sy’n arferol wedi’u hanfon. Nid yw amser anfonwr neu uned cyn ei adroddiad cyntaf yn hysbys, ac nid dim mo hynny.',
    limits:
      'O dan tuag un adroddiad y mis nid oes dim yn canfod yn gyflym. Pobl sy’n gweld yr hyn sy’n newydd gyntaf: maent yn ei nodi ar yr atgyfeiriad.',
    breaks: 'Toriadau yn y cyfrif',
    noBreaks: 'Ni ddatganwyd yr un.',
    breakLine: (day, what) => `${day}: ${what}`,
    declareBreak: 'Datgan toriad yn y cyfrif',
    breakLead: 'Ni chymherir mwyach yr hyn sydd cyn y diwrnod â’r hyn a ddaeth wedyn.',
    breakDay: 'Diwrnod cyntaf y cyfrif newydd',
    breakDayHint: 'Er enghraifft 2026-03-02',
    breakWhat: 'Beth newidiodd',
    breakFault: 'Rhowch ddiwrnod fel yn 2026-03-02, a’r hyn a newidiodd mewn hyd at 300 nod',
    tags: 'Wedi’u nodi’n newydd gan ddadansoddwyr',
    tagsLead: 'Digwyddiadau yn ôl mis eu derbyn. Mae’r nodiadau arnynt wedi’u selio gyda’r atgyfeiriadau.',
    tagsNone: 'Does dim wedi’i nodi eto. Mae dadansoddwr yn nodi atgyfeiriad ar ei dudalen.',
    tag: 'Tag',
    kind: 'Math',
    nameTag: 'Enwi rhywbeth newydd',
    tagName: 'Enw',
    tagNameHint:
      'Hyd at 60 nod. Mae pawb sy’n gweld y darlun yn ei weld: dim enwau, cyfrifon, cyfeiriadau na rhifau.',
    submitTag: 'Ei enwi',
    submitBreak: 'Ei ddatgan',
    kindMissing: 'Dewiswch fath',
    nameFault: 'Rhowch enw o 3 i 60 nod heb gyfrifon, cyfeiriadau, dolenni na rhifau hir',
    nameTaken: 'Mae tag o’r fath eisoes',
    behind: 'Atgyfeiriadau y tu ôl iddo',
    behindLead: (shown, count) => `${shown} wedi’u rhestru; cyfrifwyd ${count} yn y cyfnod diweddaraf.`,
    behindHidden: (count) => `${count} wedi’u cuddio gan ganiatâd.`,
    behindNotYours: 'Fe’u rhestrir i bwy bynnag a gaiff ddarllen atgyfeiriadau.',
    behindNone: 'Ni chedwir yr un.',
    number: 'Rhif',
    received: 'Derbyniwyd',
    standing: 'Cyflwr',
    judge: 'Beth ydoedd?',
    judgeReal: 'Go iawn: daeth rhywbeth i’r amlwg',
    judgeExplained: 'Wedi’i egluro fel arall: ôl-groniad, ffurflen newydd, un digwyddiad a adroddwyd yn aml',
    judgeMissing: 'Dewiswch beth ydoedd',
    note: 'Pam',
    noteHint: 'Hyd at 500 nod, am ffigurau. Dim data personol.',
    noteMissing: 'Rhowch pam, mewn hyd at 500 nod',
    submitJudgement: 'Ei gofnodi',
    seen: 'Rwyf wedi’i weld',
    judgedBy: (who, state) => `${who}: ${state}`,
    done: {
      seen: 'Wedi’i nodi fel wedi’i weld.',
      judged: 'Wedi’i gofnodi.',
      tag: 'Wedi’i enwi.',
      break: 'Wedi’i ddatgan.',
    },
  },
  ...novelty.cy,
};
