// Who may do what, for which purpose: people and their roles, compartments, sessions, registered senders.
// Promised: nothing is allowed that PERMISSIONS does not list; secrets are stored only as digests.
export {
  type Actor,
  actorRef,
  ensureMay,
  may,
  type Permission,
  type PersonActor,
  ROLES,
  type Role,
} from './actor.ts';
export { type Bureau, markBureauReady, openBureau, readBureau } from './bureau.ts';
export {
  endGrant,
  GRANTS,
  type Grant,
  grantsOf,
  grantToSource,
  type NewGrant,
  type SourceGrant,
} from './grants.ts';
export { addPerson, findPerson, listPeople, namesOfPeople } from './people.ts';
export {
  endProgramToken,
  issueProgramToken,
  type ProgramActor,
  type ProgramScope,
  personOfProgram,
  programTokens,
} from './program-tokens.ts';
export { makeSignInToken, openSession, personOfSession, signIn, signOut } from './sessions.ts';
export { type NewSource, SOURCE_KINDS, type Source, type SourceKind } from './source.ts';
export { findSource, listSources } from './source-records.ts';
export {
  authenticateSource,
  issueToken,
  registerSource,
  sourceById,
  withdrawSource,
} from './sources.ts';
export { tokenHash } from './tokens.ts';
