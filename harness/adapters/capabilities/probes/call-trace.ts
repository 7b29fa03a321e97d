import { readFile } from 'node:fs/promises';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { makeUser } from '../make-user.ts';
import { found, lacking, type Probe } from '../probe.ts';

/** Whether it is kept who called what. */
export const callTrace: Probe = {
  capability: 'call-trace',
  try: async (place) => {
    if (place.trace === null) return lacking('no record is kept of who called what');
    const { arn, credentials } = await makeUser(place);
    await place.as(credentials).sts.send(new GetCallerIdentityCommand({}));
    const lines = (await readFile(place.trace, 'utf8')).split('\n');
    return lines.some((line) => line.includes(arn) && line.includes('GetCallerIdentity'))
      ? found('a call that was just made is on record, with its caller')
      : lacking('a call that was just made is not on record');
  },
};
