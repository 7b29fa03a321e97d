import type { AwsClients } from '../../aws/accounts.ts';

/** One kind of thing that a world makes at an endpoint. `owner` is the account's root, in the thing's region. */
export interface KindOfThing {
  isThere(owner: AwsClients, name: string): Promise<boolean>;
  /** Does nothing where it is gone already. Answers a sentence for each thing that stays. */
  remove(owner: AwsClients, name: string): Promise<readonly string[]>;
}
