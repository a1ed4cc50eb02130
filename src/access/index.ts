// Who may do what, for which purpose: people and their roles, compartments, sessions, registered senders.
// Promised: nothing is allowed that PERMISSIONS does not list; secrets are stored only as digests.
export {
  type Actor,
  actorRef,
  may,
  PERMISSIONS,
  type Permission,
  type PersonActor,
  ensureMay,
  ROLES,
  type Role,
} from './actor.ts';
