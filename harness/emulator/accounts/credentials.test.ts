import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Credentials } from './credentials.ts';
import type { AssumedRolePrincipal } from './principal.ts';
import { openStateStore } from './state-store.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'credentials-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const session: AssumedRolePrincipal = {
  kind: 'assumed-role',
  account: '111122223333',
  arn: 'arn:aws:sts::111122223333:assumed-role/deploy/me',
  roleArn: 'arn:aws:iam::111122223333:role/deploy',
  roleName: 'deploy',
  roleId: 'AROAEXAMPLE',
  sessionName: 'me',
  sessionPolicies: [],
  sessionTags: {},
  expiresAt: new Date('2026-11-21T12:00:00Z'),
};

describe('credentials', () => {
  it('keeps one root key per account over a restart', () => {
    const keyOf = (account: string): string => {
      using state = openStateStore(directory);
      return new Credentials(state).rootKey(account).accessKeyId;
    };
    const first = keyOf('111122223333');
    expect(first).toMatch(/^AKIA[A-Z2-7]{16}$/);
    expect([keyOf('111122223333'), keyOf('444455556666') === first]).toEqual([first, false]);
  });

  it('gives a session back as it was issued, dates too, over a restart', () => {
    let issued;
    {
      using state = openStateStore(directory);
      issued = new Credentials(state).issue(session, { sessionToken: true, expiresAt: session.expiresAt });
    }
    using state = openStateStore(directory);
    expect(issued.accessKeyId).toMatch(/^ASIA/);
    expect(issued.sessionToken).toBeDefined();
    expect(new Credentials(state).lookup(issued.accessKeyId)).toEqual(issued);
  });

  it('forgets a revoked key and marks an inactive one', () => {
    using state = openStateStore(directory);
    const credentials = new Credentials(state);
    const { accessKeyId } = credentials.issue(session);
    expect(credentials.setInactive(accessKeyId, true)).toBe(true);
    expect(credentials.lookup(accessKeyId)?.inactive).toBe(true);
    expect([credentials.revoke(accessKeyId), credentials.lookup(accessKeyId), credentials.revoke(accessKeyId)]).toEqual([
      true,
      undefined,
      false,
    ]);
  });
});
