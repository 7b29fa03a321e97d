import type { HttpRequest, HttpResponse } from '../kernel/context.ts';
import type { AwsError } from '../kernel/aws-error.ts';
import type { OperationModel, ServiceModel } from '../schema/service-model.ts';

/** One of AWS's wire protocols, from the server's side. Knows nothing of what an operation means. */
export interface Protocol {
  /**
   * The request's input as the SDK has it.
   * @throws AwsError where the request can't be read.
   */
  parse(service: ServiceModel, operation: OperationModel, request: RoutedRequest): Record<string, unknown>;
  encode(service: ServiceModel, operation: OperationModel, output: Readonly<Record<string, unknown>>, requestId: string): HttpResponse;
  /** `operation` is absent where the request was refused before one was found. */
  encodeError(service: ServiceModel, error: AwsError, requestId: string): HttpResponse;
}

/** A request of which the operation is known. */
export interface RoutedRequest extends HttpRequest {
  /** Decoded values of the path's labels: S3's Bucket among them. */
  readonly labels: Readonly<Record<string, string>>;
  /** Decoded query parameters, in order. */
  readonly query: readonly (readonly [name: string, value: string])[];
}
