import type { IdentityRow } from '../../accounts/identities.ts';
import type { OperationContext } from '../../kernel/context.ts';
import { checkName } from './checks.ts';
import { checkInlineDocument, encodeDocument, sizeOf } from './documents.ts';
import { limitExceeded, noSuchEntity } from './errors.ts';
import { existing, save } from './identity-kind.ts';
import type { IdentityKind } from './identity-kind.ts';

interface InlinePolicyNames {
  readonly name: string | undefined;
  readonly policyName: string | undefined;
}

/** All inline policies of one identity together, in characters. */
const largest = { role: 10_240, user: 2048 };

export function putInlinePolicy<Row extends IdentityRow>(
  context: OperationContext,
  kind: IdentityKind<Row>,
  { name, policyName, document }: InlinePolicyNames & { readonly document: string | undefined },
): void {
  const row = existing(context, kind, name);
  const inline = { ...row.inline, [checkName('policyName', policyName, 128)]: checkInlineDocument(document) };
  const size = Object.values(inline).reduce((sum, text) => sum + sizeOf(text), 0);
  if (size > largest[kind.noun]) {
    throw limitExceeded(`Maximum policy size of ${String(largest[kind.noun])} bytes exceeded for ${kind.noun} ${row.name}`);
  }
  save(context, kind, { ...row, inline });
}

/** The document percent-encoded, as IAM answers it. */
export function getInlinePolicy<Row extends IdentityRow>(
  context: OperationContext,
  kind: IdentityKind<Row>,
  { name, policyName = '' }: InlinePolicyNames,
): string {
  const document = existing(context, kind, name).inline[policyName];
  if (document === undefined) throw inlineNotFound(kind.noun, policyName);
  return encodeDocument(document);
}

export function deleteInlinePolicy<Row extends IdentityRow>(
  context: OperationContext,
  kind: IdentityKind<Row>,
  { name, policyName = '' }: InlinePolicyNames,
): void {
  const row = existing(context, kind, name);
  const { [policyName]: gone, ...inline } = row.inline;
  if (gone === undefined) throw inlineNotFound(kind.noun, policyName);
  save(context, kind, { ...row, inline });
}

function inlineNotFound(noun: string, policyName: string): Error {
  return noSuchEntity(`The ${noun} policy with name ${policyName} cannot be found.`);
}
