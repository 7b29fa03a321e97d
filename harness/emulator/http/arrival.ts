import type { HttpRequest } from '../kernel/context.ts';
import type { LoadedService } from '../kernel/loaded-service.ts';
import type { RequestTarget } from './request-target.ts';
import type { Route } from './route.ts';
import type { SignatureFields } from './signature-fields.ts';

/** A request of which the service and what it asks for are known, but nothing is checked yet. */
export interface Arrival {
  readonly request: HttpRequest;
  readonly target: RequestTarget;
  readonly signature: SignatureFields | 'malformed' | undefined;
  readonly service: LoadedService;
  readonly route: Route;
  readonly requestId: string;
}

export function regionOf({ signature }: Arrival): string {
  return signature === undefined || signature === 'malformed' ? 'us-east-1' : signature.region;
}
