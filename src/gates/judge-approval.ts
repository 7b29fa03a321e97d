import type { Approval } from '../model/approval.ts';
import type { Digest } from '../model/digest.ts';
import type { Person } from '../model/project.ts';

export interface ApprovalTerms {
  readonly environment: string;
  readonly release: Digest;
  readonly plan: Digest;
  readonly roles: readonly string[];
  /** `Name <mail>`. */
  readonly authors: readonly string[];
  readonly people: readonly Person[];
  readonly howTo: string;
}

/** Why a person's consent doesn't count here; null where it does. */
export function approvalFault({ by, role }: Approval, terms: ApprovalTerms): string | null {
  const person = terms.people.find((each) => isMeant(each, by));
  if (person === undefined) return `${by} approved, but is not among people in rehearsal.yaml.`;
  if (terms.authors.some((author) => resembles(person, author))) {
    return `${by} approved, but is an author of this release: authors can't approve.`;
  }
  if (!person.roles.includes(role)) return `${by} approved as ${role}, but does not have that role.`;
  if (!terms.roles.includes(role)) return `${by} approved as ${role}, but for ${terms.environment} it takes ${terms.roles.join(' or ')}.`;
  return null;
}

/** Everything that is said of a person is true of this one: `Ada`, `ada@example.com`, `Ada <ada@example.com>`. */
function isMeant(person: Person, called: string): boolean {
  const { name, email } = partsOf(called);
  return (name ?? fold(person.name)) === fold(person.name) && (email ?? fold(person.email)) === fold(person.email);
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
