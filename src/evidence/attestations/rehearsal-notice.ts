import type { RunStarted } from '../../model/evidence.ts';

/** What every attestation carries, so that none is taken for production's. */
export function rehearsalNotice({ backend }: Pick<RunStarted, 'backend'>) {
  return {
    simulation: true,
    notice: `This was a rehearsal on the ${backend.kind} backend (${backend.emulator}) on one machine. It says nothing about a real AWS account or production.`,
    backend,
  } as const;
}

/** The machine that rehearsed: no builder that anybody trusts by its name. */
export function rehearserId({ backend }: Pick<RunStarted, 'backend'>): string {
  return `urn:dress-rehearsal:${backend.kind}`;
}
