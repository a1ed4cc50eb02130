// Welsh of what the stages call the figures of the national picture. Written by the project, not yet checked by a translator.

const TITLES = {
  'Referrals received': 'Atgyfeiriadau a dderbyniwyd',
  'Referrals received a month': 'Atgyfeiriadau a dderbyniwyd y mis',
  Incidents: 'Digwyddiadau',
  'Reports of indecent images of children': 'Adroddiadau o ddelweddau anweddus o blant',
  'Files reported': 'Ffeiliau a adroddwyd',
  'Files graded level 4': 'Ffeiliau wedi’u graddio’n lefel 4',
  'Files graded category A': 'Ffeiliau wedi’u graddio’n gategori A',
  'Female victims under 10': 'Dioddefwyr benywaidd o dan 10',
  'Reports of online child sexual exploitation': 'Adroddiadau o gamfanteisio’n rhywiol ar blant ar-lein',
  'Exploitation reports in which no abuse was achieved':
    'Adroddiadau camfanteisio lle na lwyddwyd i gam-drin',
  'Exploitation reports aimed at meeting the child':
    'Adroddiadau camfanteisio gyda’r nod o gwrdd â’r plentyn',
  'Reports of transnational child sexual abuse': 'Adroddiadau o gam-drin plant yn rhywiol trawswladol',
  'Transnational reports whose offender is on a register':
    'Adroddiadau trawswladol lle mae’r troseddwr ar gofrestr',
  'Transnational reports whose offender is not on a register':
    'Adroddiadau trawswladol lle nad yw’r troseddwr ar gofrestr',
  'Transnational reports of offenders who live abroad':
    'Adroddiadau trawswladol am droseddwyr sy’n byw dramor',
  'Transnational reports of offenders about to travel':
    'Adroddiadau trawswladol am droseddwyr ar fin teithio',
  'Incidents with imminent danger': 'Digwyddiadau â pherygl uniongyrchol',
  'Incidents with content never seen before': 'Digwyddiadau â chynnwys nas gwelwyd o’r blaen',
  'Incidents with something to locate a person by': 'Digwyddiadau â rhywbeth i leoli person',
  'Incidents sent to a receiving unit': 'Digwyddiadau a anfonwyd at uned dderbyn',
  'Sent within a day': 'Anfonwyd o fewn diwrnod',
  'Packages acknowledged': 'Pecynnau a gydnabuwyd',
  'Outcome known': 'Canlyniad yn hysbys',
  'Image reports of forces': 'Adroddiadau delweddau heddluoedd',
  'Files in image reports of forces': 'Ffeiliau yn adroddiadau delweddau heddluoedd',
  'Files of forces graded level 4': 'Ffeiliau heddluoedd wedi’u graddio’n lefel 4',
  'Files of forces graded category A': 'Ffeiliau heddluoedd wedi’u graddio’n gategori A',
  'Child victims known to forces': 'Dioddefwyr sy’n blant sy’n hysbys i heddluoedd',
  'Child victims of up to ten years': 'Dioddefwyr sy’n blant hyd at ddeg oed',
  'Online exploitation reports of forces': 'Adroddiadau camfanteisio ar-lein heddluoedd',
  'Lone perpetrators': 'Cyflawnwyr unigol',
  'Group or gang offences': 'Troseddau grŵp neu gang',
  'Recorded child sexual offences': 'Troseddau rhywiol yn erbyn plant a gofnodwyd',
  'Transnational reports of forces': 'Adroddiadau trawswladol heddluoedd',
  'Transnational reports of forces whose offender is not on a register':
    'Adroddiadau trawswladol heddluoedd lle nad yw’r troseddwr ar gofrestr',
  'Transnational reports of forces about offenders who live abroad':
    'Adroddiadau trawswladol heddluoedd am droseddwyr sy’n byw dramor',
  'Referrals that reached forces': 'Atgyfeiriadau a gyrhaeddodd heddluoedd',
  'Registered sex offenders managed by forces': 'Troseddwyr rhyw cofrestredig a reolir gan heddluoedd',
  Arrests: 'Arestiadau',
  'Parts taken in nationally co-ordinated operations':
    'Cyfranogiad mewn gweithrediadau a gydlynir yn genedlaethol',
};

const DEFINITIONS = {
  'Every document that was acknowledged, whatever became of it. Volume is not prevalence: one event may be reported many times.':
    'Pob dogfen a gydnabuwyd, beth bynnag a ddaeth ohoni. Nid yw niferoedd yn dangos pa mor gyffredin yw rhywbeth: gellir adrodd am un digwyddiad lawer gwaith.',
  'Referrals received in the last three whole calendar months of the period that are over, divided by three. Every document that was acknowledged counts.':
    'Atgyfeiriadau a dderbyniwyd yn nhri mis calendr cyfan olaf y cyfnod sydd ar ben, wedi’u rhannu â thri. Mae pob dogfen a gydnabuwyd yn cyfrif.',
  'Receipts that are readable, not folded into another and not retracted: the same incident counts once, however many report it.':
    'Derbyniadau sy’n ddarllenadwy, heb eu plygu i un arall a heb eu tynnu’n ôl: mae’r un digwyddiad yn cyfrif unwaith, faint bynnag sy’n adrodd amdano.',
  'Incidents whose threat is the proliferation of indecent images of children.':
    'Digwyddiadau lle mai lledaenu delweddau anweddus o blant yw’r bygythiad.',
  'Files listed in image reports. A file reported twice counts twice.':
    'Ffeiliau a restrir mewn adroddiadau delweddau. Mae ffeil a adroddwyd ddwywaith yn cyfrif ddwywaith.',
  'Files in image reports graded level 4 on the UK scale in use until 2014.':
    'Ffeiliau mewn adroddiadau delweddau wedi’u graddio’n lefel 4 ar raddfa’r DU a ddefnyddiwyd tan 2014.',
  'Files graded category A on the UK scale in use since April 2014. Not comparable with a US A1.':
    'Ffeiliau wedi’u graddio’n gategori A ar raddfa’r DU a ddefnyddir ers Ebrill 2014. Ni ellir ei chymharu ag A1 yr Unol Daleithiau.',
  'Children recorded as female whose whole stated age range lies under ten years. Compared with two years before, as the assessment did: its three years end with the period.':
    'Plant a gofnodwyd yn fenywaidd y mae eu holl ystod oedran a nodwyd o dan ddeg oed. Cymherir â dwy flynedd ynghynt, fel y gwnaeth yr asesiad: mae ei dair blynedd yn gorffen gyda’r cyfnod.',
  'Incidents whose threat is online child sexual exploitation.':
    'Digwyddiadau lle mai camfanteisio’n rhywiol ar blant ar-lein yw’r bygythiad.',
  'Share of exploitation reports with a known answer in which the sexual aim was not achieved.':
    'Cyfran o’r adroddiadau camfanteisio ag ateb hysbys lle na chyflawnwyd y nod rhywiol.',
  'Share of exploitation reports with a known answer in which the aim was to meet for contact abuse.':
    'Cyfran o’r adroddiadau camfanteisio ag ateb hysbys lle mai’r nod oedd cwrdd er mwyn cam-drin.',
  'Incidents whose threat is transnational child sexual abuse.':
    'Digwyddiadau lle mai cam-drin plant yn rhywiol trawswladol yw’r bygythiad.',
  'Transnational reports in which the offender is stated to be on a sex offender register.':
    'Adroddiadau trawswladol lle nodir bod y troseddwr ar gofrestr troseddwyr rhyw.',
  'Share of transnational reports with a known answer in which the offender is not on a sex offender register.':
    'Cyfran o’r adroddiadau trawswladol ag ateb hysbys lle nad yw’r troseddwr ar gofrestr troseddwyr rhyw.',
  'Share of transnational reports with a known answer in which the offender lives abroad.':
    'Cyfran o’r adroddiadau trawswladol ag ateb hysbys lle mae’r troseddwr yn byw dramor.',
  'Transnational reports whose risk is that the offender travels to abuse.':
    'Adroddiadau trawswladol lle’r risg yw bod y troseddwr yn teithio i gam-drin.',
  'Incidents assessed P1: current or immediate danger to a child.':
    'Digwyddiadau a aseswyd yn P1: perygl cyfredol neu uniongyrchol i blentyn.',
  'Share of incidents with hashed files of which at least one was known from no earlier referral and no hash list.':
    'Cyfran o’r digwyddiadau â ffeiliau wedi’u hashio nad oedd o leiaf un ohonynt yn hysbys o atgyfeiriad cynharach nac o restr hashiau.',
  'Share of incidents with an account, an identifier, a name, or a connection with port and time.':
    'Cyfran o’r digwyddiadau â chyfrif, dynodwr, enw, neu gysylltiad â phorth ac amser.',
  'Incidents for which at least one package was sent.':
    'Digwyddiadau yr anfonwyd o leiaf un pecyn ar eu cyfer.',
  'Share of the incidents sent that were sent within 24 hours of receipt.':
    'Cyfran o’r digwyddiadau a anfonwyd a anfonwyd o fewn 24 awr i’w derbyn.',
  'Share of the incidents sent whose receiving unit has acknowledged a package.':
    'Cyfran o’r digwyddiadau a anfonwyd y mae eu huned dderbyn wedi cydnabod pecyn.',
  'Share of the incidents sent for which an outcome has been recorded.':
    'Cyfran o’r digwyddiadau a anfonwyd y cofnodwyd canlyniad ar eu cyfer.',
  'Reports of the possession, making or distribution of indecent images of children that reached forces. What the bureau sent them is among it: never to be added to the bureau’s own figure.':
    'Adroddiadau o feddu ar, gwneud neu ddosbarthu delweddau anweddus o blant a gyrhaeddodd heddluoedd. Mae’r hyn a anfonodd y biwro atynt yn eu plith: ni ddylid byth ei adio at ffigur y biwro ei hun.',
  'Files in the image reports of forces, graded or not. A file reported twice counts twice.':
    'Ffeiliau yn adroddiadau delweddau heddluoedd, wedi’u graddio neu beidio. Mae ffeil a adroddwyd ddwywaith yn cyfrif ddwywaith.',
  'Files in the image reports of forces, graded level 4 on the UK scale in use until 2014.':
    'Ffeiliau yn adroddiadau delweddau heddluoedd, wedi’u graddio’n lefel 4 ar raddfa’r DU a ddefnyddiwyd tan 2014.',
  'Files in the image reports of forces, graded category A on the UK scale in use since April 2014.':
    'Ffeiliau yn adroddiadau delweddau heddluoedd, wedi’u graddio’n gategori A ar raddfa’r DU a ddefnyddir ers Ebrill 2014.',
  'Children under 18 known or seen to be victims, counted once each by a force in the year. Two forces may count the same child.':
    'Plant o dan 18 y gwyddys neu y gwelir eu bod yn ddioddefwyr, wedi’u cyfrif unwaith yr un gan heddlu yn y flwyddyn. Gall dau heddlu gyfrif yr un plentyn.',
  'Share of child victims of a known age who are in the youngest bands: under 10 until 2013, up to 10 since.':
    'Cyfran o’r dioddefwyr sy’n blant o oedran hysbys sydd yn y bandiau ieuengaf: o dan 10 tan 2013, hyd at 10 ers hynny.',
  'Reports of grooming or other exploitation of a child online that reached forces. What the bureau sent them is among it.':
    'Adroddiadau o feithrin perthynas amhriodol â phlentyn neu gamfanteisio arall arno ar-lein a gyrhaeddodd heddluoedd. Mae’r hyn a anfonodd y biwro atynt yn eu plith.',
  'People suspected of the sexual abuse of children who acted alone, counted once each by a force in the year.':
    'Pobl yr amheuir eu bod wedi cam-drin plant yn rhywiol ac a weithredodd ar eu pen eu hunain, wedi’u cyfrif unwaith yr un gan heddlu yn y flwyddyn.',
  'Cases of the sexual abuse of children by two or more people acting together. A group counts once, however many people or offences it has.':
    'Achosion o gam-drin plant yn rhywiol gan ddau neu fwy o bobl yn gweithredu gyda’i gilydd. Mae grŵp yn cyfrif unwaith, faint bynnag o bobl neu droseddau sydd ganddo.',
  'Sexual offences against children recorded in the year. A change of what is recorded is not a change of what happens.':
    'Troseddau rhywiol yn erbyn plant a gofnodwyd yn y flwyddyn. Nid yw newid yn yr hyn a gofnodir yn newid yn yr hyn sy’n digwydd.',
  'Reports of offenders who travel to abuse, who live abroad, or whose victims or recipients are abroad.':
    'Adroddiadau am droseddwyr sy’n teithio i gam-drin, sy’n byw dramor, neu y mae eu dioddefwyr neu eu derbynwyr dramor.',
  'Share of the transnational reports of forces with a known answer in which the offender is not on a sex offender register.':
    'Cyfran o adroddiadau trawswladol heddluoedd ag ateb hysbys lle nad yw’r troseddwr ar gofrestr troseddwyr rhyw.',
  'Share of the transnational reports of forces of a known kind in which the offender lives abroad.':
    'Cyfran o adroddiadau trawswladol heddluoedd o fath hysbys lle mae’r troseddwr yn byw dramor.',
  'Referrals and reports of online child sexual exploitation or abuse that reached forces, from the bureau or from anyone else. Never to be added to the bureau’s own figure.':
    'Atgyfeiriadau ac adroddiadau o gamfanteisio neu gam-drin plant yn rhywiol ar-lein a gyrhaeddodd heddluoedd, gan y biwro neu gan unrhyw un arall. Ni ddylid byth eu hadio at ffigur y biwro ei hun.',
  'People subject to notification requirements whom forces managed on the last day of the year.':
    'Pobl sy’n destun gofynion hysbysu yr oedd heddluoedd yn eu rheoli ar ddiwrnod olaf y flwyddyn.',
  'Arrests in the year for the offences of the return. A person arrested twice counts twice.':
    'Arestiadau yn y flwyddyn am droseddau’r datganiad. Mae person a arestiwyd ddwywaith yn cyfrif ddwywaith.',
  'For each force, the nationally co-ordinated operations that it took part in. An operation of several forces counts once for each of them; none means that there was no such operation.':
    'Ar gyfer pob heddlu, y gweithrediadau a gydlynwyd yn genedlaethol y cymerodd ran ynddynt. Mae gweithrediad sawl heddlu yn cyfrif unwaith i bob un ohonynt; mae dim yn golygu nad oedd gweithrediad o’r fath.',
};

const PROVENANCE = {
  'Defined by this project, 2026-11.': 'Diffiniwyd gan y prosiect hwn, 2026-11.',
  'Published figure of the 2012/13 national threat assessment; definition restated by this project.':
    'Ffigur cyhoeddedig o asesiad bygythiad cenedlaethol 2012/13; ailddatganwyd y diffiniad gan y prosiect hwn.',
  'Published figure of the years 2016 and 2017; definition restated by this project.':
    'Ffigur cyhoeddedig o’r blynyddoedd 2016 a 2017; ailddatganwyd y diffiniad gan y prosiect hwn.',
};

const GROUPS = {
  'Indecent images of children': 'Delweddau anweddus o blant',
  'What was received': 'Beth a dderbyniwyd',
  'What was done': 'Beth a wnaed',
  'the people who live in its area': 'y bobl sy’n byw yn ei ardal',
  'the sexual offences that it recorded in 2017/18': 'y troseddau rhywiol a gofnododd yn 2017/18',
  'England and Wales': 'Cymru a Lloegr',
  'United Kingdom': 'Y Deyrnas Unedig',
  'The offender is about to travel': 'Mae’r troseddwr ar fin teithio',
  'Payments that suggest abuse abroad': 'Taliadau sy’n awgrymu cam-drin dramor',
  'Somebody abroad takes part': 'Mae rhywun dramor yn cymryd rhan',
  'Nothing abroad is stated': 'Ni nodir dim dramor',
  'Not known': 'Ddim yn hysbys',
};

const BREAKS = {
  'Images are graded in categories A to C, no longer in five levels.':
    'Graddir delweddau yng nghategorïau A i C, nid mewn pum lefel mwyach.',
  'Many reports of one viral event may reach the bureau bundled as one.':
    'Gall llawer o adroddiadau am un digwyddiad feirol gyrraedd y biwro wedi’u bwndelu’n un.',
  'Eight forces in Scotland became one.': 'Daeth wyth heddlu yn yr Alban yn un.',
  'Forces were asked in the words of another version of the national scheme: version 2.':
    'Holwyd heddluoedd yng ngeiriau fersiwn arall o’r cynllun cenedlaethol: fersiwn 2.',
};

const SCHEME = {
  'Child victims': 'Dioddefwyr sy’n blant',
  'Files in image reports': 'Ffeiliau mewn adroddiadau delweddau',
  'Nationally co-ordinated operations': 'Gweithrediadau a gydlynir yn genedlaethol',
  'Registered sex offenders managed': 'Troseddwyr rhyw cofrestredig a reolir',
};

export const WELSH_PICTURE_TERMS: ReadonlyMap<string, string> = new Map(
  [TITLES, DEFINITIONS, PROVENANCE, GROUPS, BREAKS, SCHEME].flatMap((terms) => Object.entries(terms)),
);
