import {
  activateLinkModel,
  readLinkDrift,
  readLinkModels,
  rebuildLinks,
  rescoreLinks,
  trainLinkModel,
  verifyLinks,
} from '../flow/index.ts';
import { LINK_BANDS, type RescoreReport } from '../linking/index.ts';
import { type Acting, EXIT, type Opened, type Result } from './command.ts';
import { progressBar } from './progress.ts';
import { tableLines } from './table.ts';

type Json = { json?: boolean };

/** `everydot links verify`: works off what waits first, so that nothing is missed that was only not done yet. */
export async function verifyLinksCommand(opened: Opened, { json = false }: Json): Promise<Result> {
  await opened.settle();
  const proof = await verifyLinks(opened.store, progressBar(json));
  const { keys, commonValues, pairs, groups, unread } = proof;
  return {
    json: proof,
    lines: [
      ...tableLines(
        ['', 'stored', 'amiss'],
        [
          ['people', proof.records, unread],
          ['keys', keys.stored, keys.amiss],
          ['common values', commonValues.stored, commonValues.amiss],
          ['pairs', pairs.stored, pairs.amiss],
          ['groups', groups.stored, groups.amiss],
        ],
      ),
      ...(pairs.older > 0
        ? [
            `${pairs.older} pairs keep the score of an earlier model, ${pairs.awaiting} more wait for \`links rescore\`.`,
          ]
        : []),
      proof.holds ? 'Stored links equal a full rebuild.' : 'Stored links DO NOT equal a full rebuild.',
    ],
    exitCode: proof.holds ? EXIT.done : EXIT.doesNotVerify,
  };
}

/** `everydot links rebuild`. */
export async function rebuildCommand({ opened, person }: Acting, { json = false }: Json): Promise<Result> {
  await rebuildLinks(opened.store, person, progressBar(json));
  const proof = await verifyLinks(opened.store, progressBar(json));
  return {
    json: proof,
    lines: [`${proof.records} people, ${proof.pairs.stored} pairs, ${proof.groups.stored} groups.`],
  };
}

const minute = (at: Date) => at.toISOString().slice(0, 16).replace('T', ' ');

/** `everydot links models`. */
export async function modelsCommand({ opened, person }: Acting): Promise<Result> {
  const { models } = await readLinkModels(opened.store, person);
  const body = models.map(({ version, trainedOn, trainedAt, edges, inForce, activations }) => [
    version,
    inForce ? 'in force' : '',
    trainedOn.source,
    trainedOn.rows,
    trainedAt.slice(0, 10),
    edges,
    activations[0] ? minute(activations[0].activatedAt) : 'never',
  ]);
  const header = ['version', '', 'trained on', 'records', 'on', 'pairs now', 'in force since (UTC)'];
  return { json: models, lines: tableLines(header, body) };
}

/** `everydot links train`. */
export async function trainCommand({ opened, person }: Acting): Promise<Result> {
  await opened.settle();
  const model = await trainLinkModel(opened.store, person);
  const { rounds, converged, expectedMatches, warnings } = model.diagnostics;
  return {
    json: model,
    lines: [
      `Model ${model.version}, of ${model.trainedOn.rows} people and ${model.trainedOn.candidatePairs} pairs.`,
      `${rounds} rounds${converged ? '' : ', not settled'}; about ${Math.round(expectedMatches)} pairs of one person.`,
      ...warnings,
      `Nothing is scored by it yet: everydot links activate ${model.version}`,
    ],
  };
}

/** `everydot links activate VERSION`. */
export async function activateCommand({ opened, person }: Acting, version: string): Promise<Result> {
  await activateLinkModel(opened.store, person, version);
  return {
    json: { inForce: version },
    lines: [`New pairs are scored by ${version}. To score the old ones by it: everydot links rescore`],
  };
}

/** `everydot links rescore [--report]`. */
export async function rescoreCommand(
  { opened, person }: Acting,
  { report }: { report?: boolean },
): Promise<Result> {
  if (report) return earlierRescorings({ opened, person });
  await opened.settle();
  const changed = await rescoreLinks(opened.store, person);
  return { json: changed, lines: reportLines(changed) };
}

async function earlierRescorings({ opened, person }: Acting): Promise<Result> {
  const { rescorings } = await readLinkModels(opened.store, person);
  const lines = rescorings.flatMap(({ version, report, rescoredAt }) => [
    `${minute(rescoredAt)} by ${version}`,
    ...reportLines(report),
    '',
  ]);
  return { json: rescorings, lines: lines.length > 0 ? lines : ['Nothing was scored again yet.'] };
}

function reportLines({ pairs, bands, changedBand, groups }: RescoreReport): string[] {
  const label = (band: string) =>
    band in LINK_BANDS ? LINK_BANDS[band as keyof typeof LINK_BANDS].label : 'No link';
  return [
    ...tableLines(
      ['score', 'before', 'after'],
      [
        ...Object.entries(bands).map(([band, counts]) => [label(band), counts.before, counts.after]),
        ['All pairs', pairs.before, pairs.after],
        ['Groups', groups.before, groups.after],
      ],
    ),
    `${pairs.gained} pairs gained, ${pairs.lost} lost, ${changedBand} changed band; ${groups.recordsMoved} people moved in ${groups.changed} groups.`,
  ];
}

/** `everydot links drift`. */
export async function driftCommand({ opened, person }: Acting): Promise<Result> {
  const drift = await readLinkDrift(opened.store, person);
  if (!drift) return { json: null, lines: ['No record was linked yet.'] };
  const body = drift.parts.map(({ name, index, verdict, mostMoved }) => [
    name,
    index.toFixed(3),
    verdict,
    verdict === 'too-few' ? '' : mostMoved.label,
  ]);
  return {
    json: drift,
    lines: [
      `Model ${drift.modelVersion}, ${drift.pairs} recent pairs; ${drift.grown.toFixed(2)} people for each it counts against.`,
      ...tableLines(['attribute', 'index', '', 'moved most'], body),
    ],
  };
}
