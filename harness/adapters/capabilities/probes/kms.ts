import { CreateKeyCommand, DecryptCommand, EncryptCommand, ScheduleKeyDeletionCommand } from '@aws-sdk/client-kms';
import { errorOf } from '../error-of.ts';
import { found, lacking, type Probe } from '../probe.ts';

/** No key: ids are random UUIDs, and this one is made of zeros. */
const noKey = '00000000-0000-4000-8000-000000000000';

/** Whether keys encrypt, and only those that are there. */
export const kms: Probe = {
  capability: 'kms',
  try: async (place) => {
    const client = place.owner(place.account).kms;
    const { KeyMetadata: key } = await client.send(new CreateKeyCommand({ Description: place.name('key') }));
    const KeyId = key?.KeyId ?? '';
    // A key is not deleted at once, on AWS neither: seven days is the shortest.
    place.afterwards(() => client.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 })));
    const Plaintext = Buffer.from('probe');
    const { CiphertextBlob } = await client.send(new EncryptCommand({ KeyId, Plaintext }));
    const { Plaintext: back } = await client.send(new DecryptCommand({ CiphertextBlob }));
    if (!Plaintext.equals(back ?? new Uint8Array())) return lacking('what a key encrypted came back as something else');
    const refused = await errorOf(client.send(new EncryptCommand({ KeyId: noKey, Plaintext })));
    return refused === null
      ? lacking('a key that is not there encrypted')
      : found(`what a key encrypted came back, and a key that is not there was refused (${refused})`);
  },
};
