import { placeOf } from '../../../src/model/deployment.ts';
import type { StackFunction } from './stack-functions.ts';

/** What the engine calls a stack's function. */
export function placeIn({ logicalId, region }: Pick<StackFunction, 'logicalId' | 'region'>): string {
  return placeOf({ function: logicalId, ...(region === undefined ? {} : { region }) });
}
