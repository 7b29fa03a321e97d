import type { AwsError } from '../kernel/aws-error.ts';
import type { ServiceModel } from '../schema/service-model.ts';
import type { JsonDocuments } from './json-documents.ts';

/** The members of an error as JSON, with the message under the name that the error's schema has for it. */
export function jsonErrorMembers(service: ServiceModel, error: AwsError, documents: JsonDocuments): Record<string, unknown> {
  const structure = service.errors.get(error.code)?.structure;
  const messageName = structure?.byName.has('Message') === true ? 'Message' : 'message';
  // Some errors have no message at all: KMS says no word about a ciphertext that it can't open.
  const message = error.message === '' ? {} : { [messageName]: error.message };
  const members = { ...message, ...error.members };
  if (structure?.schema === undefined) return members;
  const written: unknown = JSON.parse(Buffer.from(documents.write(structure.schema, members)).toString());
  // AWS's errors carry a message even where the model has none.
  return { ...message, ...(written as Record<string, unknown>) };
}

/** The name on the wire: an error may be thrown by its Query code. */
export function errorShape(service: ServiceModel, error: AwsError): string {
  return service.errors.get(error.code)?.shape ?? error.code;
}
