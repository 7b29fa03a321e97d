import { approverFault, type ApproverTerms, waiving } from './approver.ts';
import type { GateName } from './gate-name.ts';

/** A documented exception to one gate of one release in one environment: the only way past a gate, always in the record. */
export interface Waiver {
  readonly gate: GateName;
  readonly environment: string;
  /** The version that it is for: `v1.4.0`. */
  readonly version: string;
  /** A person who has one of the environment's approving roles and is no author. */
  readonly by: string;
  readonly role: string;
  readonly reason: string;
  /** The ticket or document that it rests on. */
  readonly reference: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** ISO 8601 UTC; from then on it counts for nothing. */
  readonly expires: string;
}

/** Gates that nobody can waive, and why. */
export const neverWaived: Readonly<Partial<Record<GateName, string>>> = {
  'same-artefact': 'other bytes than those that were tested are another release',
  provenance: 'who may promote is no property of the release',
  approval: 'it is itself the consent that a waiver would need',
  build: 'what was not built is not there',
  migrate: 'what was not migrated is not there',
  deploy: 'what was not deployed is not there',
};

export interface WaiverTerms extends ApproverTerms {
  readonly gate: GateName;
  /** The version that is promoted. */
  readonly version: string;
  /** ISO 8601 UTC. */
  readonly now: string;
}

/** Why a waiver counts for nothing here, a clause; null where it holds. */
export function waiverFault(waiver: Waiver, terms: WaiverTerms): string | null {
  const never = neverWaived[terms.gate];
  if (never !== undefined) return `${terms.gate} can't be waived, for ${never}`;
  if (waiver.environment !== terms.environment) return `it is for ${waiver.environment}, not for ${terms.environment}`;
  if (waiver.gate !== terms.gate) return `it is for ${waiver.gate}, not for ${terms.gate}`;
  if (waiver.version !== terms.version) return `it is for ${waiver.version}, not for ${terms.version}`;
  if (Date.parse(waiver.expires) <= Date.parse(terms.now)) return `it expired at ${waiver.expires}`;
  return approverFault(waiver, terms, waiving)?.replace(/\.$/, '') ?? null;
}
