import type { RehearsalRecord } from '../model/record.ts';

/** What every page says, so that none is taken for a release. */
export function rehearsalNotice({ backend }: RehearsalRecord): string {
  const missing = backend.missing.length === 0 ? '' : ` This backend can't show: ${backend.missing.join(', ')}.`;
  const standIns =
    backend.standIns === undefined ? '' : ` Nothing was made of these resources, which were stand-ins: ${backend.standIns.join(', ')}.`;
  return `This was a rehearsal on the ${backend.kind} backend (${backend.emulator}) on one machine. Nothing was released, no real AWS account was touched.${missing}${standIns}`;
}
