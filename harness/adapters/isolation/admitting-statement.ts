interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
}

/** The first Allow statement of a resource's policy that names this role, its account, or everybody: `statement "Shared" (2)`. */
export function admittingStatement(text: string, { account, role }: { readonly account: string; readonly role: string }): string | null {
  const { Statement: given = [] } = JSON.parse(text) as { readonly Statement?: Statement | readonly Statement[] };
  const statements = [given].flat() as readonly Statement[];
  const names = (principal: string): boolean =>
    principal === '*' || principal === account || principal === `arn:aws:iam::${account}:root` || principal === role;
  const index = statements.findIndex(({ Effect, Principal: principal = {} }) => {
    if (Effect !== 'Allow') return false;
    return principal === '*' || [principal['AWS'] ?? []].flat().some(names);
  });
  const found = statements[index];
  if (found === undefined) return null;
  return found.Sid === undefined ? `statement ${String(index + 1)}` : `statement "${found.Sid}"`;
}
