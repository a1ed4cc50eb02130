import { ASSESSMENT_2012, type Indicator, incidents, OWN, sumOf } from './indicator.ts';

export const OF_IMAGES = {
  'image-reports': {
    title: 'Reports of indecent images of children',
    definition: 'Incidents whose threat is the proliferation of indecent images of children.',
    unit: 'incidents',
    group: 'images',
    numerator: incidents(`threat = 'images'`),
    version: 1,
    provenance: ASSESSMENT_2012,
  },
  'files-reported': {
    title: 'Files reported',
    definition: 'Files listed in image reports. A file reported twice counts twice.',
    unit: 'files',
    group: 'images',
    numerator: sumOf('files', `threat = 'images'`),
    version: 1,
    provenance: ASSESSMENT_2012,
  },
  'files-level-4': {
    title: 'Files graded level 4',
    definition: 'Files in image reports graded level 4 on the UK scale in use until 2014.',
    unit: 'files',
    group: 'images',
    numerator: sumOf('files_level_4'),
    version: 1,
    provenance: ASSESSMENT_2012,
  },
  'files-category-a': {
    title: 'Files graded category A',
    definition:
      'Files graded category A on the UK scale in use since April 2014. Not comparable with a US A1.',
    unit: 'files',
    group: 'images',
    numerator: sumOf('files_category_a'),
    version: 1,
    provenance: OWN,
  },
  'girls-under-10': {
    title: 'Female victims under 10',
    definition:
      'Children recorded as female whose whole stated age range lies under ten years. Compared with two years before, as the assessment did: its three years end with the period.',
    unit: 'children',
    group: 'images',
    numerator: sumOf('girls_under_10'),
    version: 2,
    provenance: ASSESSMENT_2012,
    comparedYears: 2,
  },
} as const satisfies Record<string, Indicator>;
