// The vocabulary of made-up forces' wording: how they name the questions and the codes of the national scheme. `usual`
// are those that the proposals were tried on while they were built; `unseen` were kept back to measure with.

type Names = { usual: readonly string[]; unseen: readonly string[] };

export const QUESTION_WORDS: Readonly<Record<string, Names>> = {
  'referrals-received': {
    usual: [
      'Referrals received',
      'No. of referrals received from the bureau',
      'CSE referrals received',
      'Total referrals in',
      'Incoming referrals',
    ],
    unseen: [
      'Referrals received in year',
      'Number of online CSEA referrals',
      'Intel packages received',
      'Referals received',
      'CSE referrals in',
    ],
  },
  'image-reports': {
    usual: [
      'Image reports',
      'IIOC reports',
      'Reports of IIOC',
      'Indecent images - reports',
      'Reports relating to indecent images',
    ],
    unseen: [
      'No of indecent image reports',
      'Reports: IIOC',
      'Indecent photographs - reports',
      'Reports of indecent images of children (IIOC)',
      'Indecent images of children: number of reports',
    ],
  },
  'image-files': {
    usual: ['Image files', 'Images graded', 'Number of indecent images', 'IIOC files', 'Graded images'],
    unseen: [
      'Files graded',
      'IIOC - number of files',
      'No. of images seized',
      'Indecent images graded',
      'Images graded in year',
    ],
  },
  victims: {
    usual: ['Victims', 'Child victims', 'Victims identified', 'Children identified', 'CSE victims'],
    unseen: [
      'No. of victims',
      'Number of child victims identified',
      'Children identified as victims',
      'Victims (children)',
      'CSE victims identified',
    ],
  },
  'exploitation-reports': {
    usual: [
      'Online exploitation reports',
      'OCSE reports',
      'Grooming reports',
      'Online grooming',
      'Online CSE reports',
    ],
    unseen: [
      'Reports of OCSE',
      'On-line grooming reports',
      'Number of online grooming reports',
      'Online child sexual exploitation - reports',
      'OCSE',
    ],
  },
  'lone-perpetrators': {
    usual: ['Lone perpetrators', 'Lone offenders', 'Offenders acting alone', 'Lone suspects', 'Lone perps'],
    unseen: [
      'No. lone perpetrators',
      'Perpetrators - lone',
      'Suspects acting alone',
      'Single perpetrators',
      'Lone offenders identified',
    ],
  },
  'group-offences': {
    usual: [
      'Group offences',
      'Gang offences',
      'Group/gang offences',
      'Gangs and groups',
      'Group or gang cases',
    ],
    unseen: [
      'Group & gang offences',
      'Offences - group or gang',
      'Groups and gangs',
      'Gang / group offending',
      'No of group or gang offences',
    ],
  },
  'transnational-reports': {
    usual: [
      'Transnational reports',
      'TCSA reports',
      'Reports of abuse abroad',
      'Transnational child sexual abuse',
      'Offending abroad',
    ],
    unseen: [
      'Reports of TCSA',
      'Transnational CSA reports',
      'Transnational abuse - reports',
      'Overseas offending',
      'Number of transnational reports',
    ],
  },
  arrests: {
    usual: ['Arrests', 'Arrests made', 'Number of arrests', 'Persons arrested', 'Suspects arrested'],
    unseen: ['No. of arrests', 'Arrests in year', 'People arrested', 'Total arrests', 'Arrests (number)'],
  },
  'national-operations': {
    usual: [
      'National operations',
      'Nationally coordinated operations',
      'National ops',
      'Nationally led operations',
    ],
    unseen: [
      'Nationally co-ordinated ops',
      'No. of national operations',
      'Operations coordinated nationally',
      'Ops - national',
    ],
  },
  'registered-offenders': {
    usual: [
      'Registered sex offenders',
      'RSOs managed',
      'RSOs',
      'Registered offenders',
      'Sex offenders under management',
    ],
    unseen: [
      'No of RSOs',
      'Registered sex offenders managed by force',
      'RSOs under management',
      'Registered sex offenders (RSO)',
    ],
  },
  'recorded-offences': {
    usual: ['Recorded offences', 'Offences recorded', 'Crimes recorded', 'CSE crimes', 'Recorded crime'],
    unseen: [
      'No. of recorded offences',
      'Offences recorded in year',
      'Recorded child sexual offences',
      'Crimes recorded (CSE)',
    ],
  },
};

export const CODE_WORDS: Readonly<Record<string, Readonly<Record<string, Names>>>> = {
  'sap-level': Object.fromEntries(
    ['1', '2', '3', '4', '5'].map((level) => [
      level,
      {
        usual: [`Level ${level}`, `L${level}`, `SAP ${level}`],
        unseen: [`Lvl ${level}`, `SAP level ${level}`, `Grade ${level}`],
      },
    ]),
  ),
  sex: {
    female: { usual: ['Female', 'F', 'Girls'], unseen: ['Females', 'Girl', 'FEMALE'] },
    male: { usual: ['Male', 'M', 'Boys'], unseen: ['Males', 'Boy', 'MALE'] },
    'not-known': { usual: ['Not known', 'Unknown', 'NK'], unseen: ['Not stated', 'Not recorded', 'UNKNOWN'] },
  },
  'age-band': {
    '0-9': { usual: ['0-9', 'Under 10', '0 to 9'], unseen: ['<10', '0 - 9 years', 'Aged under 10'] },
    '10-12': { usual: ['10-12', '10 to 12', '10-12 yrs'], unseen: ['10–12', '10 - 12 years', 'Aged 10-12'] },
    '13-15': { usual: ['13-15', '13 to 15', '13-15 yrs'], unseen: ['13–15', '13 - 15 years', 'Aged 13-15'] },
    '16-17': { usual: ['16-17', '16 to 17', '16/17'], unseen: ['16–17', '16 - 17 years', 'Aged 16-17'] },
    'not-known': {
      usual: ['Not known', 'Unknown', 'NK'],
      unseen: ['Not stated', 'Age not known', 'Not recorded'],
    },
  },
  'exploitation-aim': {
    meeting: {
      usual: ['Meeting', 'Meet for contact abuse', 'To meet the child'],
      unseen: ['Meet offline', 'Physical meeting', 'Meeting the child for contact abuse'],
    },
    images: {
      usual: ['Indecent images', 'Obtain images', 'Images'],
      unseen: ['Obtaining indecent images', 'Self-generated images', 'IMAGES'],
    },
    'online-activity': {
      usual: ['Sexual chat', 'Webcam activity', 'Online sexual activity'],
      unseen: ['Cyber activity', 'Sexual communication', 'Sexual activity or talk online'],
    },
    'not-known': {
      usual: ['Not known', 'Unknown', 'NK'],
      unseen: ['Not stated', 'Aim not known', 'Not recorded'],
    },
  },
  'abuse-achieved': {
    yes: {
      usual: ['Abuse achieved', 'Achieved', 'Yes'],
      unseen: ['Abuse took place', 'Aim achieved', 'YES'],
    },
    no: {
      usual: ['No abuse achieved', 'Not achieved', 'No'],
      unseen: ['Abuse not achieved', 'No abuse', 'NO'],
    },
    'not-known': {
      usual: ['Not known', 'Unknown', 'NK'],
      unseen: ['Not stated', 'Not known whether achieved', 'Not recorded'],
    },
  },
  'offender-type': {
    family: {
      usual: ['Family member', 'Family', 'Intra-familial'],
      unseen: ['Relative', 'Familial', 'FAMILY'],
    },
    acquaintance: {
      usual: ['Acquaintance', 'Known to child', 'Friend or neighbour'],
      unseen: ['Associate', 'Family friend', 'ACQUAINTANCE'],
    },
    trust: {
      usual: ['Position of trust', 'Professional', 'Person in position of trust'],
      unseen: ['Institutional', 'In a position of trust', 'POSITION OF TRUST'],
    },
    stranger: {
      usual: ['Stranger', 'Unknown to child', 'Stranger met online'],
      unseen: ['Strangers', 'Not known to the child before', 'STRANGER'],
    },
    'not-known': {
      usual: ['Not known', 'Unknown', 'NK'],
      unseen: ['Not stated', 'Relation not known', 'Not recorded'],
    },
  },
  'transnational-kind': {
    travel: {
      usual: ['Travelling offender', 'Travel', 'Travel abroad'],
      unseen: ['Travelling sex offender', 'Travelling', 'TRAVEL'],
    },
    recipient: {
      usual: ['Recipient abroad', 'Overseas recipient', 'Victim abroad'],
      unseen: ['Remote', 'Recipient or victim abroad', 'RECIPIENT ABROAD'],
    },
    embedded: {
      usual: ['Embedded offender', 'Embedded', 'Resident abroad'],
      unseen: ['Living overseas', 'Offender living abroad', 'EMBEDDED'],
    },
    'not-known': {
      usual: ['Not known', 'Unknown', 'NK'],
      unseen: ['Not stated', 'Kind not known', 'Not recorded'],
    },
  },
  register: {
    yes: {
      usual: ['Registered', 'On the register', 'RSO'],
      unseen: ['On register', 'Registered sex offender', 'REGISTERED'],
    },
    no: {
      usual: ['Not registered', 'Not on the register', 'Non-RSO'],
      unseen: ['Not on register', 'Unregistered', 'NOT REGISTERED'],
    },
    'not-known': {
      usual: ['Not known', 'Unknown', 'NK'],
      unseen: ['Not stated', 'Registration not known', 'Not recorded'],
    },
  },
  offence: Object.fromEntries(
    ['19E', '20B', '21', '22B', '71', '88A', '86/2'].map((code) => [
      code,
      {
        usual: [code, `HO ${code}`, `Code ${code}`],
        unseen: [`HO code ${code}`, `Class ${code}`, `Offence code ${code}`],
      },
    ]),
  ),
};
// The scheme leaves images without a level to be graded.
Object.assign(CODE_WORDS['sap-level']!, {
  ungraded: {
    usual: ['Not graded', 'Ungraded', 'Awaiting grading'],
    unseen: ['Not yet graded', 'Grade pending', 'UNGRADED'],
  },
});

/** What a breakdown is headed by. */
export const LIST_WORDS: Readonly<Record<string, Names>> = {
  'sap-level': { usual: ['Level', 'By level'], unseen: ['SAP level', 'Image level'] },
  sex: { usual: ['Sex', 'Gender'], unseen: ['Victim sex', 'By gender'] },
  'age-band': { usual: ['Age band', 'By age'], unseen: ['Age group', 'Victim age'] },
  'exploitation-aim': { usual: ['Aim', 'By aim'], unseen: ['Purpose', 'Offender’s aim'] },
  'abuse-achieved': {
    usual: ['Outcome', 'Whether abuse was achieved'],
    unseen: ['Abuse achieved?', 'By outcome'],
  },
  'offender-type': {
    usual: ['Relationship to child', 'Offender type'],
    unseen: ['Relation to the child', 'Relationship'],
  },
  'transnational-kind': { usual: ['Kind', 'By kind'], unseen: ['Type', 'Kind of report'] },
  register: { usual: ['Register status', 'Registration'], unseen: ['On the register?', 'Status'] },
  offence: { usual: ['HO code', 'Offence'], unseen: ['Home Office code', 'Offence code'] },
};

/** Lines that forces add and the scheme does not ask for. */
export const NOT_ASKED: Names = {
  usual: ['Search warrants executed', 'Staff in post', 'Devices examined', 'Schools visited'],
  unseen: [
    'Officers trained',
    'Average days to examine a device',
    'Cautions administered',
    'Missing child episodes',
    'Arrests of under 18 suspects',
    'Victims not identified',
  ],
};

export const NOTES: Names = {
  usual: ['Figures are provisional.', 'Source: crime recording system.', '* includes cases carried over'],
  unseen: ['NB data extracted on the first working day of the year', 'Note: some divisions returned late'],
};

/** Written after the proposals were finished: to measure with once more. */
export const LATER_WORDS: Readonly<Record<string, readonly string[]>> = {
  'referrals-received': ['Referrals from the bureau received', 'CSEA referrals received by force'],
  'image-reports': ['Reports of indecent images', 'Image reports received'],
  'image-files': ['Image files graded', 'Graded IIOC files'],
  victims: ['Child victims identified in year', 'Number of children identified'],
  'exploitation-reports': ['Reports - online exploitation', 'Online grooming reports received'],
  'lone-perpetrators': ['Offenders (lone)', 'Lone suspects identified'],
  'group-offences': ['Offences by a group or gang', 'Gang or group cases'],
  'transnational-reports': ['Reports of transnational abuse', 'Transnational CSA'],
  arrests: ['Arrests for CSE', 'Number of people arrested'],
  'national-operations': [
    'National operations supported',
    'Participation in nationally coordinated operations',
  ],
  'registered-offenders': ['Number of registered sex offenders', 'Registered offenders (RSOs)'],
  'recorded-offences': ['CSE offences recorded', 'Recorded CSE crimes'],
};
