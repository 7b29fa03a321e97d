import { servicePackages } from './packages.ts';
import { readServiceModel } from './service-model.ts';
import type { ServiceModel, WireProtocol } from './service-model.ts';

const models = new Map<string, Promise<ServiceModel>>();

/** The model of one of the table's services; undefined for a signing name that it does not have. */
export function loadServiceModel(signingName: string): Promise<ServiceModel> | undefined {
  const found = servicePackages.find((candidate) => candidate.signingName === signingName);
  if (found === undefined) return undefined;
  let model = models.get(signingName);
  if (model === undefined) {
    model = found.load().then((exported) => modelOfPackage(signingName, found.client, exported));
    models.set(signingName, model);
  }
  return model;
}

/** Reads a loaded client package. `client` names its client class, of which one is made to be asked for its protocol. */
export function modelOfPackage(signingName: string, client: string, exported: Readonly<Record<string, unknown>>): ServiceModel {
  const Client = exported[client] as ClientConstructor | undefined;
  if (Client === undefined) throw new Error(`The SDK package of ${signingName} has no ${client}: correct schema/packages.ts.`);
  const instance = new Client({ region: 'us-east-1', credentials: { accessKeyId: 'unused', secretAccessKey: 'unused' } });
  const { protocol, protocolSettings, serviceId } = instance.config;
  instance.destroy();
  const wireProtocol = protocols[protocol.getShapeId()];
  if (wireProtocol === undefined) throw new Error(`${signingName} speaks ${protocol.getShapeId()}, which the emulator does not.`);
  return readServiceModel(
    {
      signingName,
      serviceId,
      namespace: protocolSettings.defaultNamespace,
      protocol: wireProtocol,
      xmlNamespace: protocolSettings.xmlNamespace,
      version: protocolSettings.version,
      target: protocolSettings.serviceTarget,
    },
    exported,
  );
}

type ClientConstructor = new (configuration: Record<string, unknown>) => {
  readonly config: {
    readonly serviceId: string;
    readonly protocol: { getShapeId(): string };
    readonly protocolSettings: { defaultNamespace: string; xmlNamespace?: string; version?: string; serviceTarget?: string };
  };
  destroy(): void;
};

const protocols: Readonly<Record<string, WireProtocol>> = {
  'aws.protocols#restXml': 'rest-xml',
  'aws.protocols#restJson1': 'rest-json',
  'aws.protocols#awsJson1_0': 'json-1.0',
  'aws.protocols#awsJson1_1': 'json-1.1',
  'aws.protocols#awsQuery': 'query',
};
