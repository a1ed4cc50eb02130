// The Welsh of the stages' vocabulary, by its English label, where the pages about enquiries, sending, packages,
// quarantine and the picture show it. Written by the project and not yet checked by a translator.

const ENQUIRIES = {
  'Communications data authorisation (Investigatory Powers Act 2016 part 3)':
    'Awdurdodiad data cyfathrebu (Deddf Pwerau Ymchwilio 2016 rhan 3)',
  'Production order (Police and Criminal Evidence Act 1984 schedule 1)':
    'Gorchymyn dangos (Deddf yr Heddlu a Thystiolaeth Droseddol 1984 atodlen 1)',
  'Overseas production order (Crime (Overseas Production Orders) Act 2019)':
    'Gorchymyn dangos tramor (Deddf Troseddau (Gorchmynion Dangos Tramor) 2019)',
  'Request for mutual legal assistance': 'Cais am gymorth cyfreithiol cilyddol',
  'Preservation request (Budapest Convention articles 16 and 29)':
    'Cais i gadw (Confensiwn Budapest erthyglau 16 a 29)',
  'Another court order': 'Gorchymyn llys arall',
  'Voluntary disclosure by the provider': 'Datgeliad gwirfoddol gan y darparwr',
  'One subscriber': 'Un tanysgrifiwr',
  'Several subscribers': 'Sawl tanysgrifiwr',
  Nobody: 'Neb',
  'The provider no longer holds it': 'Nid yw’r darparwr yn ei ddal mwyach',
  'Not necessary': 'Ddim yn angenrheidiol',
  'Not proportionate': 'Ddim yn gymesur',
  'Another authority is needed': 'Mae angen awdurdod arall',
  'The identifier needs checking': 'Mae angen gwirio’r dynodwr',
  'What was asked about is not in the referral': 'Nid yw’r hyn y gofynnwyd amdano yn yr atgyfeiriad',
  'The answer is about something that was not asked': 'Mae’r ateb am rywbeth na ofynnwyd amdano',
  'The enquiry is disregarded': 'Diystyrir yr ymholiad',
  'A second person confirmed the identifier': 'Cadarnhaodd ail berson y dynodwr',
};

const ROUTES = {
  "The suspect's force": 'Heddlu’r sawl dan amheuaeth',
  "The child's force": 'Heddlu’r plentyn',
  'Safeguarding the child': 'Diogelu’r plentyn',
  'Adopted by the national team': 'Mabwysiadwyd gan y tîm cenedlaethol',
  'The suspect works for the police': 'Mae’r sawl dan amheuaeth yn gweithio i’r heddlu',
  'An enquiry found one subscriber there': 'Canfu ymholiad un tanysgrifiwr yno',
  'An enquiry found several subscribers; this is one of their forces':
    'Canfu ymholiad sawl tanysgrifiwr; dyma un o’u heddluoedd',
  'A stated postcode lies there': 'Mae cod post a nodwyd yno',
  "A stated postcode's area reaches into it": 'Mae ardal cod post a nodwyd yn ymestyn iddi',
  'The sender names it': 'Mae’r anfonwr yn ei henwi',
  'A stated town or region lies there': 'Mae tref neu ranbarth a nodwyd yno',
  'The suspect is in that country': 'Mae’r sawl dan amheuaeth yn y wlad honno',
  'A child is located in its region': 'Mae plentyn wedi’i leoli yn ei rhanbarth',
  'The suspect is a child, met as a child first':
    'Plentyn yw’r sawl dan amheuaeth, a’i drin fel plentyn yn gyntaf',
  'The highest harm: the national team may keep it': 'Y niwed mwyaf: gall y tîm cenedlaethol ei gadw',
  'A person chose it': 'Person a’i dewisodd',
  'Another unit refused the package': 'Gwrthododd uned arall y pecyn',
  'Known from other work': 'Hysbys o waith arall',
  'The sender told us': 'Dywedodd yr anfonwr wrthym',
  'A force told us': 'Dywedodd heddlu wrthym',
  'Public information': 'Gwybodaeth gyhoeddus',
  'Best of what is known; the unit may pass it on':
    'Y gorau o’r hyn sy’n hysbys; gall yr uned ei drosglwyddo',
  'An identifier does not match: resolve it first': 'Nid yw dynodwr yn cyfateb: datryswch ef yn gyntaf',
  'An enquiry is not answered yet': 'Nid yw ymholiad wedi’i ateb eto',
  'There are identifiers that nobody has asked about': 'Mae dynodwyr na ofynnodd neb amdanynt',
  'No bureau is known in the country': 'Nid oes swyddfa hysbys yn y wlad',
  'The enquiries found nobody': 'Ni chanfu’r ymholiadau neb',
  'Nothing stated says where': 'Nid oes dim a nodwyd yn dweud ble',
};

const PACKAGES = {
  'Not our area': 'Nid ein hardal ni',
  'Not enough to act on': 'Dim digon i weithredu arno',
  'We hold it already': 'Mae gennym eisoes',
  'Another unit is already acting': 'Mae uned arall eisoes yn gweithredu',
  'No capacity now': 'Dim capasiti nawr',
  'No offence disclosed': 'Dim trosedd wedi’i datgelu',
  'Sent in error': 'Anfonwyd mewn camgymeriad',
  'A newer package replaces it': 'Mae pecyn mwy newydd yn ei ddisodli',
  'The sender retracted the referral': 'Tynnodd yr anfonwr yr atgyfeiriad yn ôl',
  Conviction: 'Euogfarn',
  Arrest: 'Arestiad',
  'Investigation under way': 'Ymchwiliad ar y gweill',
  'Passed to another body': 'Trosglwyddwyd i gorff arall',
  'Nobody could be located': 'Ni ellid lleoli neb',
  'No crime': 'Dim trosedd',
  'The person shown is an adult': 'Oedolyn yw’r person a ddangosir',
  'The age cannot be told': 'Ni ellir dweud yr oedran',
  'The report was false': 'Roedd yr adroddiad yn ffug',
  'The report was unfounded': 'Roedd yr adroddiad yn ddi-sail',
  "The suspect's name": 'Enw’r sawl dan amheuaeth',
  "The suspect's age": 'Oedran y sawl dan amheuaeth',
  "The suspect's address": 'Cyfeiriad y sawl dan amheuaeth',
  'Who the child is': 'Pwy yw’r plentyn',
  "The child's age": 'Oedran y plentyn',
  'When it happened': 'Pryd y digwyddodd',
  'A connection with port and time': 'Cysylltiad â phorth ac amser',
  'Who holds the content': 'Pwy sy’n dal y cynnwys',
  'Until when the content is preserved': 'Tan pryd y cedwir y cynnwys',
  'Hashes of some files': 'Hashiau rhai ffeiliau',
  'The category of some files': 'Categori rhai ffeiliau',
  'Who is behind the identifiers': 'Pwy sydd y tu ôl i’r dynodwyr',
  'An item that a report refers to and does not hold': 'Eitem y mae adroddiad yn cyfeirio ati heb ei dal',
  'Who reported it': 'Pwy a’i hadroddodd',
  'Free text about whoever reported it': 'Testun rhydd am bwy bynnag a’i hadroddodd',
  'Whoever reported it may be the child: ask the bureau how to reach them':
    'Efallai mai’r plentyn a’i hadroddodd: gofynnwch i’r swyddfa sut i gysylltu',
  'Free text was not read for mentions of the reporter':
    'Ni ddarllenwyd testun rhydd am gyfeiriadau at yr adroddwr',
};

const QUARANTINE = {
  'It is not a referral': 'Nid atgyfeiriad ydyw',
  'It is a test of the connection': 'Prawf o’r cysylltiad ydyw',
  'The sender sent it again, readable': 'Anfonodd yr anfonwr ef eto, yn ddarllenadwy',
  'It cannot be made readable, and its sender cannot help':
    'Ni ellir ei wneud yn ddarllenadwy, ac ni all ei anfonwr helpu',
  'The document is empty': 'Mae’r ddogfen yn wag',
  'The document is larger than allowed': 'Mae’r ddogfen yn fwy nag a ganiateir',
  'The document is in no format that is known here': 'Nid yw’r ddogfen mewn fformat sy’n hysbys yma',
  'The document is not valid': 'Nid yw’r ddogfen yn ddilys',
  'The document holds several referrals; hand it in as a file':
    'Mae’r ddogfen yn dal sawl atgyfeiriad; cyflwynwch hi fel ffeil',
  'The report was never finished by its sender': 'Ni orffennodd yr anfonwr yr adroddiad',
};

export const WELSH_BUREAU_TERMS: ReadonlyMap<string, string> = new Map(
  [ENQUIRIES, ROUTES, PACKAGES, QUARANTINE].flatMap((terms) => Object.entries(terms)),
);
