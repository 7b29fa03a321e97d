/**
 * A policy that AWS refuses. The message is AWS's own sentence; each service answers it with its own code
 * (MalformedPolicyDocument in IAM and STS, MalformedPolicy in S3).
 */
export class PolicyProblem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PolicyProblem';
  }
}

/** What AWS says of everything that breaks the policy grammar. */
export const syntaxErrors = 'Syntax errors in policy.';

/** What AWS says of parts that the grammar lets through and that can't be read. */
export const legacyParsing = 'The policy failed legacy parsing';
