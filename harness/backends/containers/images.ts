/** Every image of the containers backend, pinned here and nowhere else; `REHEARSE_IMAGE_<NAME>` names another one. */
export const pinnedImages = {
  // The last release that starts without a token; what came after it wants LOCALSTACK_AUTH_TOKEN, which is passed on when it is set.
  localstack: 'localstack/localstack:4.14.0',
  ministack: 'ministackorg/ministack:1.5.33',
  floci: 'floci/floci:1.5.11',
  postgres: 'postgres:17',
  flyway: 'flyway/flyway:10',
  k6: 'grafana/k6:1.8.1',
} as const;

export type ImageName = keyof typeof pinnedImages;

/** Those that a run needs which names no other emulator. */
export const usualImages: readonly ImageName[] = ['localstack', 'postgres', 'flyway', 'k6'];

export function imageOf(name: ImageName, env: Readonly<Record<string, string | undefined>> = process.env): string {
  const named = env[`REHEARSE_IMAGE_${name.toUpperCase()}`];
  return named === undefined || named === '' ? pinnedImages[name] : named;
}
