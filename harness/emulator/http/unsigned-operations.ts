/** Operations that AWS lets in without a signature: S3's, where a bucket policy decides, and those that bring a token of their own. */
export function mayBeUnsigned(signingName: string, operation: string | undefined): boolean {
  if (signingName === 's3') return operation !== 'ListBuckets';
  return signingName === 'sts' && (operation === 'AssumeRoleWithWebIdentity' || operation === 'AssumeRoleWithSAML');
}
