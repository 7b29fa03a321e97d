import { readPath } from './expression-reading.ts';
import type { ExpressionReading } from './expression-reading.ts';
import { checkPathsApart } from './paths-apart.ts';
import type { DocumentPath } from './syntax.ts';

/** The whole of a ProjectionExpression. @throws ExpressionProblem. */
export function parseProjection(reading: ExpressionReading): readonly DocumentPath[] {
  const { tokens, problems } = reading;
  const paths: DocumentPath[] = [];
  do paths.push(readPath(reading));
  while (tokens.tookSymbol(','));
  tokens.needEnd();
  checkPathsApart(paths, problems);
  problems.throwFirst();
  return paths;
}
