// The territorial police forces of the United Kingdom, each with the days on which it existed and the people who live in its
// area. Sources, all under the Open Government Licence v3.0: Office for National Statistics, mid-year estimates, England 2017
// and Wales 2010; National Records of Scotland, mid-2012 estimates of council areas, added up to the forces of that day, and
// Scotland mid-2017; Northern Ireland Statistics and Research Agency, mid-2017. Sexual offences recorded by the police in
// 2017/18: Home Office, police recorded crime open data by police force area.

export type Nation = 'england' | 'wales' | 'scotland' | 'northern-ireland';

/** `from`, `until`: first and last day, YYYY-MM-DD; null where it lies outside the years that are counted here. */
type Entry = {
  name: string;
  nation: Nation;
  population: number;
  populationYear: number;
  /** The publication that is named above lies in no file of ours: it is about right, and nobody has read it off. */
  isPopulationAssumed: boolean;
  /** Recorded in 2017/18; null outside England and Wales. */
  sexualOffences: number | null;
  from: string | null;
  until: string | null;
};

/** Source: Police and Fire Reform (Scotland) Act 2012 (Commencement No. 4) Order 2013: one force from 1 April 2013. */
const LAST_DAY_OF_EIGHT = '2013-03-31';
const FIRST_DAY_OF_ONE = '2013-04-01';

const ALWAYS = { from: null, until: null };
/** From a file of the source. */
const READ = { isPopulationAssumed: false };

function inEngland(name: string, population: number, sexualOffences: number): Entry {
  return { name, nation: 'england', population, populationYear: 2017, ...READ, sexualOffences, ...ALWAYS };
}

function inWales(name: string, population: number, sexualOffences: number): Entry {
  return { name, nation: 'wales', population, populationYear: 2010, ...READ, sexualOffences, ...ALWAYS };
}

function formerlyInScotland(name: string, population: number): Entry {
  return {
    name,
    nation: 'scotland',
    population,
    populationYear: 2012,
    isPopulationAssumed: true,
    sexualOffences: null,
    from: null,
    until: LAST_DAY_OF_EIGHT,
  };
}

/** By the force's key. */
export const FORCES = {
  'avon-and-somerset': inEngland('Avon and Somerset', 1_694_986, 4_449),
  bedfordshire: inEngland('Bedfordshire', 664_600, 1_218),
  cambridgeshire: inEngland('Cambridgeshire', 847_151, 1_787),
  cheshire: inEngland('Cheshire', 1_054_131, 2_678),
  'city-of-london': inEngland('City of London', 7_654, 97),
  cleveland: inEngland('Cleveland', 566_150, 1_690),
  cumbria: inEngland('Cumbria', 498_375, 1_339),
  derbyshire: inEngland('Derbyshire', 1_049_000, 1_800),
  'devon-and-cornwall': inEngland('Devon and Cornwall', 1_749_096, 4_467),
  dorset: inEngland('Dorset', 770_689, 1_583),
  durham: inEngland('Durham', 630_009, 1_999),
  'dyfed-powys': inWales('Dyfed-Powys', 506_100, 1_054),
  essex: inEngland('Essex', 1_820_379, 3_722),
  gloucestershire: inEngland('Gloucestershire', 628_139, 1_013),
  'greater-manchester': inEngland('Greater Manchester', 2_798_799, 9_522),
  gwent: inWales('Gwent', 561_400, 1_317),
  hampshire: inEngland('Hampshire', 1_978_789, 5_519),
  hertfordshire: inEngland('Hertfordshire', 1_180_934, 2_174),
  humberside: inEngland('Humberside', 929_854, 2_673),
  kent: inEngland('Kent', 1_832_252, 6_468),
  lancashire: inEngland('Lancashire', 1_490_497, 4_176),
  leicestershire: inEngland('Leicestershire', 1_083_226, 2_284),
  lincolnshire: inEngland('Lincolnshire', 751_171, 1_552),
  merseyside: inEngland('Merseyside', 1_416_825, 3_237),
  metropolitan: inEngland('Metropolitan Police', 8_265_489, 19_721),
  norfolk: inEngland('Norfolk', 898_390, 2_419),
  'north-wales': inWales('North Wales', 678_500, 3_018),
  'north-yorkshire': inEngland('North Yorkshire', 819_796, 1_562),
  northamptonshire: inEngland('Northamptonshire', 741_209, 1_872),
  northumbria: inEngland('Northumbria', 1_448_568, 4_542),
  nottinghamshire: inEngland('Nottinghamshire', 1_294_662, 3_383),
  'south-wales': inWales('South Wales', 1_260_500, 3_180),
  'south-yorkshire': inEngland('South Yorkshire', 1_393_445, 4_088),
  staffordshire: inEngland('Staffordshire', 1_126_203, 3_397),
  suffolk: inEngland('Suffolk', 756_978, 2_031),
  surrey: inEngland('Surrey', 1_185_321, 2_126),
  sussex: inEngland('Sussex', 1_692_767, 4_232),
  'thames-valley': inEngland('Thames Valley', 2_244_094, 4_794),
  warwickshire: inEngland('Warwickshire', 564_562, 1_438),
  'west-mercia': inEngland('West Mercia', 1_272_638, 3_437),
  'west-midlands': inEngland('West Midlands', 2_897_303, 6_463),
  'west-yorkshire': inEngland('West Yorkshire', 2_307_035, 8_104),
  wiltshire: inEngland('Wiltshire', 716_406, 1_677),
  central: formerlyInScotland('Central Scotland', 299_100),
  'dumfries-and-galloway': formerlyInScotland('Dumfries and Galloway', 150_830),
  fife: formerlyInScotland('Fife', 366_220),
  grampian: formerlyInScotland('Grampian', 573_420),
  'lothian-and-borders': formerlyInScotland('Lothian and Borders', 957_430),
  northern: formerlyInScotland('Northern', 305_210),
  strathclyde: formerlyInScotland('Strathclyde', 2_249_640),
  tayside: formerlyInScotland('Tayside', 411_750),
  'police-scotland': {
    name: 'Police Scotland',
    nation: 'scotland',
    population: 5_424_800,
    populationYear: 2017,
    isPopulationAssumed: true,
    sexualOffences: null,
    from: FIRST_DAY_OF_ONE,
    until: null,
  },
  'northern-ireland': {
    name: 'Police Service of Northern Ireland',
    nation: 'northern-ireland',
    population: 1_870_834,
    populationYear: 2017,
    isPopulationAssumed: true,
    sexualOffences: null,
    ...ALWAYS,
  },
} as const satisfies Record<string, Entry>;
export type ForceKey = keyof typeof FORCES;
