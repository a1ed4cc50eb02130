import type { en } from './words-english.ts';

/** Welsh. Written by the project and not yet checked by a translator. */
export const cy: typeof en = {
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
  chartHidden: 'Ni ddangosir ei gwrs yma: mae gan rai cyfnodau lai na phum adroddiad.',
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
    'Bernir holl wythnosau cyfnod gyda’i gilydd, yr holl fisoedd gyda’i gilydd, a’r holl dagiau gyda’i gilydd (Benjamini a Hochberg), fel nad oes mwy na thua 1 o bob 20 larwm yn ffug yn y tymor hir. Mae rhybudd wythnos ar ben ar ôl pedair wythnos dawel, rhybudd mis ar ôl dau fis tawel.',
  delay:
    'Mae adroddiadau’n cyfrif yn ôl diwrnod eu derbyn, pob digwyddiad unwaith. Mae unedau derbyn yn cyfrif yr hyn a anfonwyd atynt: bernir eu misoedd diweddaraf unwaith y bydd naw rhan o ddeg o’r hyn sy’n arferol wedi’u hanfon. Nid yw amser anfonwr neu uned cyn ei adroddiad cyntaf yn hysbys, ac nid dim mo hynny.',
  limits:
    'Canfyddir cyfres o ddeg adroddiad y mis sy’n dyblu bob hanner blwyddyn ar ôl tua phum mis; lle mae’n un o lawer, neu lle daw adroddiadau mewn sypiau, yn hwyrach. O dan tuag un adroddiad y mis nid oes dim yn canfod yn gyflym. Pobl sy’n gweld yr hyn sy’n newydd gyntaf: maent yn ei nodi ar yr atgyfeiriad.',
  breaks: 'Toriadau yn y cyfrif',
  noBreaks: 'Ni ddatganwyd yr un.',
  breakLine: (day, what) => `Toriad ar ${day}: ${what}`,
  declareBreak: 'Datgan toriad yn y cyfrif',
  breakLead: 'Ni chymherir mwyach yr hyn sydd cyn y diwrnod â’r hyn a ddaeth wedyn.',
  breakDay: 'Diwrnod cyntaf y cyfrif newydd',
  breakDayHint: 'Er enghraifft 2026-03-02',
  breakWhat: 'Beth newidiodd',
  breakFault: 'Rhowch ddiwrnod fel yn 2026-03-02, a’r hyn a newidiodd mewn hyd at 300 nod',
  tags: 'Wedi’u nodi’n newydd gan ddadansoddwyr',
  tagsLead: 'Digwyddiadau yn ôl mis eu derbyn. Mae’r nodiadau arnynt wedi’u selio gyda’r atgyfeiriadau.',
  tagsNone: 'Does dim wedi’i nodi eto. Mae dadansoddwr yn nodi atgyfeiriad ar ei dudalen.',
  tag: 'Beth sy’n newydd',
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
  judgedBy: (who, state) => `Barnwyd gan ${who}: ${state}`,
  done: {
    seen: 'Wedi’i nodi fel wedi’i weld.',
    judged: 'Wedi’i gofnodi.',
    tag: 'Wedi’i enwi.',
    break: 'Wedi’i ddatgan.',
  },
};
