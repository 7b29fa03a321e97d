import { DisableKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import * as sdk from '@aws-sdk/client-ssm';
import { makeCustomerKey } from './customer-key.ts';
import { makeUser } from './people.ts';
import { refusalOf } from './refusal.ts';
import type { ConformanceCase } from './suite.ts';

const everyParameter = { Effect: 'Allow', Action: 'ssm:*', Resource: '*' } as const;

export const ssmKeys: readonly ConformanceCase[] = [
  {
    name: 'keeps a SecureString under a customer key',
    async run(world) {
      const KeyId = await makeCustomerKey(world);
      const ssm = world.client(sdk.SSMClient, world.account);
      const Name = `/${world.unique('conformance')}/card`;
      await ssm.send(new sdk.PutParameterCommand({ Name, Value: 'open sesame', Type: 'SecureString', KeyId }));
      const open = await ssm.send(new sdk.GetParametersCommand({ Names: [Name], WithDecryption: true }));
      world.assert.deepEqual(
        open.Parameters?.map(({ Value }) => Value),
        ['open sesame'],
      );
      const { Parameter: closed } = await ssm.send(new sdk.GetParameterCommand({ Name }));
      world.assert.ok(!Buffer.from(closed?.Value ?? '', 'base64').includes('sesame'));
      const history = await ssm.send(new sdk.GetParameterHistoryCommand({ Name, WithDecryption: true }));
      world.assert.deepEqual(
        history.Parameters?.map((version) => [version.KeyId, version.Value]),
        [[KeyId, 'open sesame']],
      );
      await world.client(KMSClient, world.account).send(new DisableKeyCommand({ KeyId }));
      const { code } = await refusalOf(ssm.send(new sdk.GetParameterCommand({ Name, WithDecryption: true })));
      world.assert.equal(code, 'InvalidKeyId');
    },
  },
  {
    name: 'wants kms:Encrypt to put a SecureString and kms:Decrypt to read it',
    needs: ['iam-enforcement'],
    async run(world) {
      const KeyId = await makeCustomerKey(world);
      const Name = `/${world.unique('conformance')}/card`;
      const put = (ssm: sdk.SSMClient): Promise<unknown> =>
        ssm.send(new sdk.PutParameterCommand({ Name, Value: 'x', Type: 'SecureString', KeyId, Overwrite: true }));
      const get = (ssm: sdk.SSMClient, WithDecryption: boolean): Promise<unknown> =>
        ssm.send(new sdk.GetParameterCommand({ Name, WithDecryption }));
      const may = async (Action: string): Promise<sdk.SSMClient> => {
        const { credentials } = await makeUser(world, world.account, everyParameter, { Effect: 'Allow', Action, Resource: KeyId });
        return world.client(sdk.SSMClient, world.account, credentials);
      };
      const [writer, reader] = [await may('kms:Encrypt'), await may('kms:Decrypt')];
      await put(writer);
      await get(reader, true);
      await get(writer, false);
      for (const call of [() => put(reader), () => get(writer, true)]) {
        const { code, message } = await refusalOf(call());
        world.assert.equal(code, 'AccessDenied');
        world.assert.match(message, / is not authorized to perform: kms:(Encrypt|Decrypt) on /);
      }
    },
  },
];
