import {
  type ChoiceReason,
  namesOfUnits,
  type OutcomeInput,
  type PackagePurpose,
  ROUTE_REASONS,
} from '../dissemination/index.ts';
import {
  acknowledgePackage,
  disseminateReferral,
  listPackages,
  listUnitPackages,
  recordOutcome,
  routeReferral,
} from '../flow/index.ts';
import { findReferral } from '../referral/index.ts';
import type { Acting, Result } from './command.ts';
import { tableLines } from './table.ts';

type PackageOptions = { unit?: string; purpose: string; reason?: string };

/** `everydot package NUMBER`: shows where it could go and what was sent; with --unit, signs and sends a package. */
export async function packageCommand(
  acting: Acting,
  number: string,
  options: PackageOptions,
): Promise<Result> {
  const { opened, person } = acting;
  const referralId = await findReferral(opened.store.db, number);
  if (options.unit === undefined) return routesOf(acting, referralId, number);
  const request = {
    unitId: options.unit,
    purpose: options.purpose as PackagePurpose,
    ...(options.reason ? { reason: options.reason as ChoiceReason } : {}),
  };
  const ids = await disseminateReferral(
    opened.store,
    person,
    { referralId, packages: [request] },
    opened.signer,
  );
  return {
    json: { number, packages: ids, unit: options.unit },
    lines: ids.map((id) => `${number}: package ${id} sent to ${options.unit}.`),
  };
}

async function routesOf({ opened, person }: Acting, referralId: string, number: string): Promise<Result> {
  const proposal = await routeReferral(opened.store, person, referralId);
  const packages = await listPackages(opened.store, person, referralId);
  const names = await namesOfUnits(opened.store.db);
  const body = proposal.candidates.map(({ unitId, purpose, reasons }) => [
    unitId,
    names.get(unitId) ?? '',
    purpose,
    reasons.map((reason) => ROUTE_REASONS[reason].label).join('; '),
  ]);
  const lines =
    body.length > 0
      ? tableLines(['unit', 'name', 'purpose', 'because'], body)
      : [`No route: ${proposal.unrouted}`];
  const sent = packages.shown.map(
    ({ id, unitId, state }) => `package ${id}: ${names.get(unitId) ?? unitId}, ${state}`,
  );
  return { json: { number, proposal, packages }, lines: [...lines, ...sent] };
}

/** `everydot packages`: the packages of one's own unit, or those that a state names. */
export async function packagesCommand({ opened, person }: Acting): Promise<Result> {
  const listed = await listUnitPackages(opened.store, person);
  const body = listed.shown.map((item) => [
    item.id,
    item.unitId,
    item.purpose,
    item.state,
    item.sentAt?.toISOString() ?? '',
  ]);
  return {
    json: listed,
    lines: [
      ...tableLines(['package', 'unit', 'purpose', 'state', 'sent'], body),
      `${listed.hidden} hidden by permission`,
    ],
  };
}

/** `everydot acknowledge PACKAGE`: the receiving unit's proof of receipt. */
export async function acknowledgeCommand(
  { opened, person }: Acting,
  packageId: string,
  options: { sha256?: string },
): Promise<Result> {
  const digest = options.sha256 === undefined ? {} : { receivedSha256: options.sha256 };
  const receipt = await acknowledgePackage(opened.store, person, { packageId, ...digest });
  return {
    json: receipt,
    lines: [`Package ${packageId} acknowledged at ${receipt.at.toISOString()}; SHA-256 ${receipt.sha256}.`],
  };
}

type OutcomeOptions = {
  status: string;
  closure?: string;
  identified?: number;
  safeguarded?: number;
  useful?: string;
};

/** `everydot outcome PACKAGE --status S`: what became of it. */
export async function outcomeCommand(
  { opened, person }: Acting,
  packageId: string,
  options: OutcomeOptions,
): Promise<Result> {
  const told = {
    status: options.status,
    closureReason: options.closure,
    victimsIdentified: options.identified,
    victimsSafeguarded: options.safeguarded,
    useful: options.useful,
  };
  const outcome = Object.fromEntries(
    Object.entries(told).filter(([, value]) => value !== undefined),
  ) as OutcomeInput;
  await recordOutcome(opened.store, person, { packageId, ...outcome });
  return {
    json: { packageId, outcome },
    lines: [`Outcome of package ${packageId} recorded: ${options.status}.`],
  };
}
