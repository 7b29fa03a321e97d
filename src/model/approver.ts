import type { Person } from './project.ts';

/** Who may consent to what others wrote: approve it, or waive a gate of it. */
export interface ApproverTerms {
  readonly environment: string;
  readonly roles: readonly string[];
  /** `Name <mail>`. */
  readonly authors: readonly string[];
  readonly people: readonly Person[];
}

/** What the person did, for the sentence. */
export interface Consent {
  readonly did: 'approved' | 'waived';
  readonly infinitive: 'approve' | 'waive';
}

export const approving: Consent = { did: 'approved', infinitive: 'approve' };
export const waiving: Consent = { did: 'waived', infinitive: 'waive' };

/** Why a person's consent doesn't count here; null where it does. */
export function approverFault(
  { by, role }: { readonly by: string; readonly role: string },
  terms: ApproverTerms,
  { did, infinitive }: Consent,
): string | null {
  const person = personNamed(terms.people, by);
  if (person === undefined) return `${by} ${did}, but is not among people in rehearsal.yaml.`;
  if (terms.authors.some((author) => resembles(person, author))) {
    return `${by} ${did}, but is an author of this release: authors can't ${infinitive}.`;
  }
  if (!person.roles.includes(role)) return `${by} ${did} as ${role}, but does not have that role.`;
  if (!terms.roles.includes(role)) return `${by} ${did} as ${role}, but for ${terms.environment} it takes ${terms.roles.join(' or ')}.`;
  return null;
}

/** Everything that is said of a person is true of this one: `Ada`, `ada@example.com`, `Ada <ada@example.com>`. */
export function personNamed(people: readonly Person[], called: string): Person | undefined {
  const { name, email } = partsOf(called);
  return people.find((person) => (name ?? fold(person.name)) === fold(person.name) && (email ?? fold(person.email)) === fold(person.email));
}

/** The role with which a person consents: one that is wanted where they have it, else their first. */
export function roleOf(people: readonly Person[], called: string, wanted: readonly string[]): string {
  const roles = personNamed(people, called)?.roles ?? [];
  return roles.find((role) => wanted.includes(role)) ?? roles[0] ?? 'none';
}

/** An author who writes under another address, or another name, is an author still. */
function resembles(person: Person, author: string): boolean {
  const { name, email } = partsOf(author);
  return name === fold(person.name) || email === fold(person.email);
}

function partsOf(called: string): { readonly name: string | null; readonly email: string | null } {
  const match = /^(.*)<(.*)>\s*$/.exec(called);
  if (match !== null) return { name: fold(match[1] ?? ''), email: fold(match[2] ?? '') };
  return called.includes('@') ? { name: null, email: fold(called) } : { name: fold(called), email: null };
}

function fold(text: string): string {
  return text.trim().toLowerCase();
}
