import { CreateAliasCommand, InvokeCommand, UpdateAliasCommand, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import { errorOf } from '../error-of.ts';
import { makeFunction, zipOf } from '../make-function.ts';
import { found, lacking, type Probe } from '../probe.ts';

const answering = (text: string): string => `export const handler = async () => ${JSON.stringify(text)};`;

/** Whether an alias sends a share of its calls to a second version. A share of all of them leaves nothing to chance. */
export const aliasWeights: Probe = {
  capability: 'alias-weights',
  try: async (place) => {
    const { lambda } = place.owner(place.account);
    const FunctionName = await makeFunction(place, answering('one'));
    const code = { FunctionName, ZipFile: zipOf(answering('two')), Publish: true };
    const { Version: second = '' } = await lambda.send(new UpdateFunctionCodeCommand(code));
    await lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
    const RoutingConfig = { AdditionalVersionWeights: { [second]: 1 } };
    const refused = await errorOf(lambda.send(new UpdateAliasCommand({ FunctionName, Name: 'live', RoutingConfig })));
    if (refused !== null) return lacking(`UpdateAlias with a RoutingConfig was refused (${refused})`);
    const { Payload: payload } = await lambda.send(new InvokeCommand({ FunctionName, Qualifier: 'live' }));
    const answered = Buffer.from(payload ?? new Uint8Array()).toString('utf8');
    return answered === '"two"'
      ? found('a call of an alias with all weight on its second version was answered by that one')
      : lacking(`a call of an alias with all weight on its second version was answered ${answered.slice(0, 80)} and not by that one`);
  },
};
