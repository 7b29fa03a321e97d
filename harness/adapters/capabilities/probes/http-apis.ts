import { ApiGatewayV2Client, CreateApiCommand, DeleteApiCommand, GetApiCommand } from '@aws-sdk/client-apigatewayv2';
import { found, lacking, type Probe } from '../probe.ts';

/** Whether there are HTTP APIs. */
export const httpApis: Probe = {
  capability: 'http-apis',
  try: async (place) => {
    const client = new ApiGatewayV2Client(place.owner(place.account).options);
    place.afterwards(() => Promise.resolve(client.destroy()));
    const Name = place.name('api');
    const { ApiId } = await client.send(new CreateApiCommand({ Name, ProtocolType: 'HTTP' }));
    place.afterwards(() => client.send(new DeleteApiCommand({ ApiId })));
    const { Name: kept, ApiEndpoint: endpoint } = await client.send(new GetApiCommand({ ApiId }));
    return kept === Name && endpoint !== undefined
      ? found('an HTTP API was made and has an endpoint')
      : lacking(`an HTTP API was made and is ${kept === Name ? 'without an endpoint' : 'not there'}`);
  },
};
