/** Who promotes. The pipeline's role lives in the tooling account; each stage's own role trusts it and nobody else. */
export interface Identity {
  /** The ARN of the pipeline's role, as topology and bootstrap made it. */
  readonly pipelineRoleArn: string;
  /** The role behind the credentials that this promotion really runs with (STS GetCallerIdentity), and whether the stage's role lets it in. */
  callerFor(
    environment: string,
  ): Promise<{ readonly arn: string; readonly roleArn: string; readonly admitted: boolean; readonly reason: string }>;
}
