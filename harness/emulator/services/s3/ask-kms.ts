import { AwsError } from '../../kernel/aws-error.ts';
import { accessDenied } from './errors.ts';

/** What KMS answers; what it refuses, in S3's words: KMS's own sentence under AccessDenied or `KMS.<code>`. */
export async function askKms<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (problem) {
    throw problem instanceof AwsError && problem.httpStatus < 500 ? asOfS3(problem) : problem;
  }
}

function asOfS3({ code, message }: AwsError): AwsError {
  return code === 'AccessDeniedException' ? accessDenied(message) : new AwsError(`KMS.${code}`, message, 400);
}
