import type { RootPrincipal } from './principal.ts';

export function rootPrincipal(account: string): RootPrincipal {
  return { kind: 'root', account, arn: `arn:aws:iam::${account}:root` };
}
