import { describe, expect, it } from 'vitest';
import { approverFault, approving, personNamed, roleOf, waiving } from './approver.ts';

const people = [
  { name: 'Ada Author', email: 'ada@example.com', roles: ['developer', 'release-manager'] },
  { name: 'Rosa Release', email: 'rosa@example.com', roles: ['release-manager'] },
];

describe('a person', () => {
  it.each(['Ada Author', ' ada author ', 'ADA@example.com', 'Ada Author <ada@example.com>'])('is known as %j', (called) => {
    expect(personNamed(people, called)?.name).toBe('Ada Author');
  });

  it.each(['', 'Ada', 'Ada Author <rosa@example.com>', 'ada@example.org'])('is not known as %j', (called) => {
    expect(personNamed(people, called)).toBeUndefined();
  });

  it.each([
    ['Ada Author', ['release-manager'], 'release-manager'],
    ['Ada Author', ['auditor'], 'developer'],
    ['ada@example.com', [], 'developer'],
    ['Nobody', ['auditor'], 'none'],
  ])('%s consents in the role that is wanted of them: %j', (called, wanted, role) => {
    expect(roleOf(people, called, wanted)).toBe(role);
  });
});

describe('consent', () => {
  const terms = { environment: 'production', roles: ['release-manager'], authors: ['Ada Author <ada@work.example>'], people };

  it.each([
    [approving, "Ada Author approved, but is an author of this release: authors can't approve."],
    [waiving, "Ada Author waived, but is an author of this release: authors can't waive."],
  ])('is not an author’s to give: %o', (consent, fault) => {
    expect(approverFault({ by: 'Ada Author', role: 'release-manager' }, terms, consent)).toBe(fault);
  });

  it('is to be given by somebody else who has the role', () => {
    expect(approverFault({ by: 'Rosa Release', role: 'release-manager' }, terms, approving)).toBeNull();
  });
});
