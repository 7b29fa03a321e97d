import type { WireProtocol } from '../schema/service-model.ts';
import { awsJson } from './aws-json.ts';
import { awsQuery } from './aws-query.ts';
import type { Protocol } from './protocol.ts';
import { restJson } from './rest-json.ts';
import { restXml } from './rest-xml.ts';

export const protocols: Readonly<Record<WireProtocol, Protocol>> = {
  'rest-xml': restXml,
  'rest-json': restJson,
  'json-1.0': awsJson('1.0'),
  'json-1.1': awsJson('1.1'),
  query: awsQuery,
};
