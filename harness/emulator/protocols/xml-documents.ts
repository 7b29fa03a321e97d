import { XmlShapeDeserializer, XmlShapeSerializer } from '@aws-sdk/core/protocols';
import type { $Schema, StaticStructureSchema } from '@smithy/types';
import { AwsError } from '../kernel/aws-error.ts';
import type { ServiceModel } from '../schema/service-model.ts';
import type { MemberModel } from '../schema/structure-model.ts';

export type Schema = MemberModel['schema'] | StaticStructureSchema | $Schema;

interface XmlCodecs {
  readonly serializer: XmlShapeSerializer;
  readonly deserializer: XmlShapeDeserializer;
}

const codecsOf = new WeakMap<ServiceModel, XmlCodecs>();

function codecs(service: ServiceModel): XmlCodecs {
  let made = codecsOf.get(service);
  if (made === undefined) {
    const settings = {
      httpBindings: service.protocol === 'rest-xml',
      timestampFormat: { useTrait: true, default: 5 },
      serviceNamespace: service.namespace,
      xmlNamespace: service.xmlNamespace ?? '',
    } as const;
    made = { serializer: new XmlShapeSerializer(settings), deserializer: new XmlShapeDeserializer(settings) };
    codecsOf.set(service, made);
  }
  return made;
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** A whole document, with AWS's declaration before it. The root carries the service's namespace. */
export function writeXml(service: ServiceModel, schema: Schema, value: unknown): Uint8Array {
  const { serializer } = codecs(service);
  serializer.write(schema, value);
  return Buffer.from(`${declaration}${serializer.flush().toString()}`);
}

/** @throws AwsError MalformedXML. */
export function readXml(service: ServiceModel, schema: Schema, bytes: Uint8Array): unknown {
  try {
    return codecs(service).deserializer.read(schema, bytes) as unknown;
  } catch {
    throw new AwsError('MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema', 400);
  }
}

/** An error's document carries no namespace in rest-xml: S3's has none. */
const plain = new XmlShapeSerializer({
  httpBindings: true,
  xmlNamespace: '',
  serviceNamespace: '',
  timestampFormat: { useTrait: true, default: 5 },
});

export function writePlainXml(schema: Schema, value: unknown): Uint8Array {
  plain.write(schema, value);
  return Buffer.from(`${declaration}${plain.flush().toString()}`);
}
