/**
 * A policy that AWS refuses. The message is AWS's own sentence; each service answers it with its own code
 * (MalformedPolicyDocument in IAM and STS, MalformedPolicy in S3).
 */
export class PolicyProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PolicyProblem';
  }
}

/** What AWS says of everything that breaks the policy grammar. */
export const syntaxErrors = 'Syntax errors in policy.';
