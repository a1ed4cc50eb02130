// Drives an npm client of the CyberTipline API: node npm-client.mjs <path of its module>. Reports each step as a line of JSON.
import { pathToFileURL } from 'node:url';

const { Client, IncidentType, Country, State } = await import(pathToFileURL(process.argv[2]).href);
const { BASE_URL, CLIENT_NAME, CLIENT_SECRET } = process.env;
const client = new Client({
  environment: 'testing',
  credentials: { username: CLIENT_NAME, password: CLIENT_SECRET },
});
client.baseUrl = BASE_URL;

const at = new Date('2026-02-14T21:05:00.250Z');
const phone = {
  type: 'Mobile',
  verified: true,
  verificationDate: at,
  countryCallingCode: '+44',
  extension: '12',
  number: '7700 900123',
};
const email = { type: 'Home', verified: false, verificationDate: at, email: 'person@example.org' };
const home = {
  type: 'Home',
  address: '1 Sample Street',
  city: 'Leeds',
  zipCode: 'LS1 1AA',
  nonUsaState: 'Yorkshire',
  country: Country.UnitedKingdom,
};
const work = {
  type: 'Business',
  address: '2 Sample Road',
  city: 'Springfield',
  zipCode: '90001',
  state: State.California,
  country: Country.UnitedStates,
};
const person = {
  firstName: 'Sam',
  lastName: 'Sample',
  phone: [phone, { ...phone, type: 'Work' }],
  email: [email],
  address: [home, work],
  age: 34,
  dateOfBirth: new Date('1990-04-12'),
};
const contact = { firstName: 'Kim', lastName: 'Contact', phone: [phone], email: [email], address: [work] };
const seen = {
  ipAddress: '198.51.100.7',
  eventName: 'Login',
  dateTime: at,
  possibleProxy: false,
  port: 50123,
};
const device = { idType: 'IMEI', idValue: '356938035643809', eventName: 'Upload', dateTime: at };
const account = {
  espIdentifier: 'u-1001',
  espService: 'Sample Chat',
  screenName: 'sample_user',
  displayName: ['Sample', 'User'],
  profileUrl: ['https://example.org/u/1001'],
  ipCaptureEvent: [seen, { ...seen, eventName: 'Registration', ipAddress: '2001:db8::7' }],
  deviceId: [device],
  priorCTReports: [700001, 700002],
  groupIdentifier: 'group-7',
  estimatedLocation: {
    verified: true,
    timestamp: at,
    city: 'Leeds',
    region: 'West Yorkshire',
    countryCode: Country.UnitedKingdom,
  },
  additionalInfo: 'Words about the account',
};
const report = {
  incidentSummary: {
    incidentType: IncidentType.OnlineEnticement,
    escalateToHighPriority: 'The child says a meeting is planned',
    reportAnnotations: {
      sextortion: true,
      csamSolicitation: false,
      minorToMinorInteraction: true,
      spam: true,
    },
    incidentDateTime: at,
    incidentDateTimeDescription: 'Last message',
  },
  incidentDetails: {
    webPageIncidents: [
      { url: ['https://example.org/p/1'], additionalInfo: 'A page', thirdPartyHostedContent: true },
    ],
    emailIncidents: [{ emailAddress: [email], content: 'Subject: a neutral line', additionalInfo: 'A mail' }],
    newsgroupIncidents: [
      { name: 'example.group', emailAddress: [email], content: 'A posting', additionalInfo: 'A group' },
    ],
    chatImIncidents: [
      {
        chatClient: 'Sample Chat',
        chatRoomName: 'room 7',
        content: 'A neutral line of chat',
        additionalInfo: 'A chat',
      },
    ],
    onlineGamingIncidents: [
      { gameName: 'Sample Game', console: 'Sample Console', content: 'A line', additionalInfo: 'A game' },
    ],
    cellPhoneIncidents: [{ phoneNumber: phone, latitude: 53.8, longitude: -1.55, additionalInfo: 'A call' }],
  },
  lawEnforcement: {
    agencyName: 'Sample County Police',
    caseNumber: 'SC-17',
    officerContact: contact,
    reportedToLe: true,
    servedLegalProcessDomestic: false,
    servedLegalProcessInternational: { fleaCountry: Country.Canada },
  },
  reporter: {
    reportingPerson: person,
    contactPerson: contact,
    companyTemplate: 'Standing words',
    termsOfService: 'Terms',
    legalUrl: 'https://example.org/legal',
  },
  personOrUserReported: {
    ...account,
    personOrUserReportedPerson: person,
    vehicleDescription: 'A blue van',
    thirdPartyUserReported: false,
  },
  intendedRecipient: [
    {
      ...account,
      intendedRecipientPerson: person,
      accountTemporarilyDisabled: { disabledDate: at, reenabledDate: at },
      accountPermanentlyDisabled: { disabledDate: at },
    },
  ],
  victim: [{ ...account, victimPerson: { ...person, age: 12 }, schoolName: 'Sample School' }],
  additionalInfo: 'Words about the report',
};
const details = (id) => ({
  reportId: id,
  fileId: 'f-1',
  originalFileName: 'holiday.bin',
  locationOfFile: 'https://example.org/f/1',
  fileViewedByEsp: true,
  exifViewedByEsp: true,
  publiclyAvailable: false,
  fileRelevance: 'Reported',
  fileAnnotations: { possibleSelfProduction: true, liveStreaming: true, infant: false },
  industryClassification: 'A1',
  originalFileHash: [{ hashType: 'MD5', value: '00000000000000000000000000000ab1' }],
  ipCaptureEvent: { ...seen, eventName: 'Upload' },
  deviceId: [device],
  details: [{ type: 'EXIF', valuePair: [{ name: 'Model', value: 'Sample Camera' }] }],
  additionalInfo: ['Words about the file'],
});

async function step(name, work) {
  try {
    const answer = await work();
    console.log(JSON.stringify({ step: name, ok: true, answer: answer?.data ?? null }));
    return answer?.data;
  } catch (failure) {
    console.log(JSON.stringify({ step: name, ok: false, says: String(failure.message ?? failure) }));
    return undefined;
  }
}

await step('status', () => client.getStatus());
const opened = await step('submit', () => client.submitReport(report));
const id = opened?.reportId ?? 0;
await step('upload', () =>
  client.uploadFile({ id, file: new File(['bytes'.repeat(200_000)], 'sample.bin') }),
);
await step('fileinfo', () => client.submitFileDetails(details(id)));
await step('finish', () => client.finishReport({ id }));
await step('finish again', () => client.finishReport({ id }));
const other = await step('submit', () =>
  client.submitReport({
    incidentSummary: { incidentType: IncidentType.ChildSexTrafficking, incidentDateTime: at },
    reporter: { reportingPerson: { email: [email] } },
  }),
);
await step('retract', () => client.cancelReport({ id: other?.reportId ?? 0 }));
