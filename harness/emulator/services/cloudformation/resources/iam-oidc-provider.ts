import {
  AddClientIDToOpenIDConnectProvider$,
  CreateOpenIDConnectProvider$,
  DeleteOpenIDConnectProvider$,
  RemoveClientIDFromOpenIDConnectProvider$,
  TagOpenIDConnectProvider$,
  UntagOpenIDConnectProvider$,
  UpdateOpenIDConnectProviderThumbprint$,
} from '@aws-sdk/client-iam';
import { isDeepStrictEqual } from 'node:util';
import { listOf, string, tags } from '../template/shape.ts';
import { tagChanges } from './physical-name.ts';
import { defineKind, type Physical, type ResourceContext, type Tag } from './resource-kind.ts';

interface ProviderProperties {
  readonly Url: string;
  readonly ClientIdList?: readonly string[];
  readonly ThumbprintList?: readonly string[];
  readonly Tags?: readonly Tag[];
}

export const iamOidcProvider = defineKind<ProviderProperties>({
  type: 'AWS::IAM::OIDCProvider',
  properties: {
    Url: { shape: string, required: true, replaces: true },
    ClientIdList: { shape: listOf(string) },
    ThumbprintList: { shape: listOf(string) },
    Tags: { shape: tags },
  },
  notEmulated: [],
  attributes: ['Arn'],
  nameProperty: 'Url',
  tagged: true,
  idOf: ({ Url }, context) => `arn:aws:iam::${context.account}:oidc-provider/${Url.replace(/^https?:\/\//, '').replace(/\/$/, '')}`,
  create: async ({ Url, ClientIdList, ThumbprintList }, context) => {
    const made = await context.call<{ readonly OpenIDConnectProviderArn?: string }>(CreateOpenIDConnectProvider$, {
      Url,
      ...(ClientIdList === undefined ? {} : { ClientIDList: ClientIdList }),
      ...(ThumbprintList === undefined ? {} : { ThumbprintList }),
      ...(context.tags.length === 0 ? {} : { Tags: context.tags }),
    });
    return physical(made.OpenIDConnectProviderArn ?? '');
  },
  update: async ({ id: OpenIDConnectProviderArn }, before, after, context) => {
    const { ThumbprintList = [] } = after;
    if (!isDeepStrictEqual(before.ThumbprintList ?? [], ThumbprintList)) {
      await context.call(UpdateOpenIDConnectProviderThumbprint$, { OpenIDConnectProviderArn, ThumbprintList });
    }
    await changeClients(OpenIDConnectProviderArn, before.ClientIdList ?? [], after.ClientIdList ?? [], context);
    const { put, removed } = tagChanges(context.tagsBefore, context.tags);
    if (put.length > 0) await context.call(TagOpenIDConnectProvider$, { OpenIDConnectProviderArn, Tags: put });
    if (removed.length > 0) await context.call(UntagOpenIDConnectProvider$, { OpenIDConnectProviderArn, TagKeys: removed });
    return physical(OpenIDConnectProviderArn);
  },
  remove: async ({ id }, _properties, context) => {
    await context.call(DeleteOpenIDConnectProvider$, { OpenIDConnectProviderArn: id });
  },
});

function physical(id: string): Physical {
  return { id, attributes: { Arn: id } };
}

async function changeClients(
  OpenIDConnectProviderArn: string,
  before: readonly string[],
  after: readonly string[],
  context: ResourceContext,
): Promise<void> {
  for (const ClientID of after.filter((id) => !before.includes(id))) {
    await context.call(AddClientIDToOpenIDConnectProvider$, { OpenIDConnectProviderArn, ClientID });
  }
  for (const ClientID of before.filter((id) => !after.includes(id))) {
    await context.call(RemoveClientIDFromOpenIDConnectProvider$, { OpenIDConnectProviderArn, ClientID });
  }
}
