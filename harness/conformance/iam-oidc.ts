import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  GetOpenIDConnectProviderCommand,
  IAMClient,
  ListOpenIDConnectProvidersCommand,
  ListOpenIDConnectProviderTagsCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  TagOpenIDConnectProviderCommand,
  UntagOpenIDConnectProviderCommand,
  UpdateOpenIDConnectProviderThumbprintCommand,
} from '@aws-sdk/client-iam';
import { refusalOf } from './refusal.ts';
import type { ConformanceCase, ConformanceWorld } from './suite.ts';

const thumbprint = 'a'.repeat(40);

async function makeProvider(world: ConformanceWorld): Promise<{ readonly iam: IAMClient; readonly arn: string; readonly url: string }> {
  const iam = world.client(IAMClient, world.account);
  const url = `${world.unique('login')}.example.com/pay`;
  const { OpenIDConnectProviderArn: arn = '' } = await iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: `https://${url}`,
      ClientIDList: ['one'],
      ThumbprintList: [thumbprint],
      Tags: [{ Key: 'team', Value: 'pay' }],
    }),
  );
  return { iam, arn, url };
}

export const iamOidc: readonly ConformanceCase[] = [
  {
    name: 'keeps an OpenID Connect provider under its URL without the scheme',
    async run(world) {
      const { iam, arn, url } = await makeProvider(world);
      world.assert.equal(arn, `arn:aws:iam::${world.account}:oidc-provider/${url}`);
      const {
        $metadata: _,
        CreateDate,
        ...provider
      } = await iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }));
      world.assert.ok(CreateDate instanceof Date);
      world.assert.deepEqual(provider, {
        Url: url,
        ClientIDList: ['one'],
        ThumbprintList: [thumbprint],
        Tags: [{ Key: 'team', Value: 'pay' }],
      });
      const { OpenIDConnectProviderList = [] } = await iam.send(new ListOpenIDConnectProvidersCommand({}));
      world.assert.ok(OpenIDConnectProviderList.some(({ Arn }) => Arn === arn));
      const { code } = await refusalOf(iam.send(new CreateOpenIDConnectProviderCommand({ Url: `https://${url}` })));
      world.assert.equal(code, 'EntityAlreadyExists');
    },
  },
  {
    name: 'changes a provider’s client ids, thumbprints and tags',
    async run(world) {
      const { iam, arn: OpenIDConnectProviderArn } = await makeProvider(world);
      await iam.send(new AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID: 'two' }));
      await iam.send(new AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID: 'two' }));
      await iam.send(new RemoveClientIDFromOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID: 'one' }));
      const ThumbprintList = ['b'.repeat(40)];
      await iam.send(new UpdateOpenIDConnectProviderThumbprintCommand({ OpenIDConnectProviderArn, ThumbprintList }));
      await iam.send(new TagOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, Tags: [{ Key: 'cost', Value: '1' }] }));
      await iam.send(new UntagOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, TagKeys: ['team'] }));
      const provider = await iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
      world.assert.deepEqual(provider.ClientIDList, ['two']);
      world.assert.deepEqual(provider.ThumbprintList, ThumbprintList);
      const { Tags } = await iam.send(new ListOpenIDConnectProviderTagsCommand({ OpenIDConnectProviderArn }));
      world.assert.deepEqual(Tags, [{ Key: 'cost', Value: '1' }]);
    },
  },
  {
    name: 'deletes a provider, and one that is gone',
    async run(world) {
      const { iam, arn: OpenIDConnectProviderArn } = await makeProvider(world);
      await iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
      await iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
      const { code, message } = await refusalOf(iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn })));
      world.assert.equal(code, 'NoSuchEntity');
      world.assert.equal(message, `OpenIDConnect Provider not found for arn ${OpenIDConnectProviderArn}`);
    },
  },
  {
    name: 'refuses a provider’s URL that is none, or that isn’t https',
    async run(world) {
      const iam = world.client(IAMClient, world.account);
      for (const Url of ['login.example.com', 'http://login.example.com']) {
        const { code, message } = await refusalOf(iam.send(new CreateOpenIDConnectProviderCommand({ Url })));
        world.assert.deepEqual([code, message], ['ValidationError', 'Invalid Open ID Connect Provider URL']);
      }
    },
  },
];
