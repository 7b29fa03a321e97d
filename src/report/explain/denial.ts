/** What AWS says when it denies something. */
export interface Denial {
  readonly principal: string;
  readonly action: string;
  /** Null where AWS names none. */
  readonly resource: string | null;
  /** `because no identity-based policy allows the … action`; '' where AWS gives none. */
  readonly why: string;
}

// `User: arn:… is not authorized to perform: s3:GetObject on resource: "arn:…" because no identity-based policy allows the s3:GetObject action`:
// S3 puts quotes around the resource, others don't; some name no resource, some give no reason.
const sentence =
  /User: (\S+) is not authorized to perform: ([\w-]+:\w+\*?)(?: on resource: \\*"?([^\s"\\<>,;]+?)\\*"?(?=[\s"\\<>,;.)]|$))?((?: because no [a-z- ]+? (?:policy|boundary) allows the [\w-]+:\w+ action)|(?: with an explicit deny in an? [a-z- ]+? (?:policy|boundary)))?/g;

/** Each thing that was denied, once. */
export function denialsIn(text: string): readonly Denial[] {
  const denials = new Map<string, Denial>();
  for (const [, principal = '', action = '', resource, why = ''] of text.matchAll(sentence)) {
    const denial = { principal, action, resource: resource ?? null, why: why.trim() };
    const key = [principal, action, resource].join(' ');
    if (!denials.has(key)) denials.set(key, denial);
  }
  return [...denials.values()];
}
