import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { k6Image } from '../../load/index.ts';
import { imageOf, pinnedImages } from './images.ts';

interface Compose {
  readonly services: Readonly<Record<string, { readonly image: string; readonly ports?: readonly string[] }>>;
}

describe('the images', () => {
  it('are pinned unless a variable names another', () => {
    expect(imageOf('postgres', {})).toBe(pinnedImages.postgres);
    expect(imageOf('postgres', { REHEARSE_IMAGE_POSTGRES: 'registry.example/postgres:17.7' })).toBe('registry.example/postgres:17.7');
    expect(imageOf('postgres', { REHEARSE_IMAGE_POSTGRES: '' })).toBe(pinnedImages.postgres);
  });

  it('have a tag that is a version', () => {
    for (const image of Object.values(pinnedImages)) expect(image).toMatch(/:\d+(\.\d+)*$/);
  });

  it('of k6 is the one that is used without containers too', () => {
    expect(pinnedImages.k6).toBe(k6Image);
  });

  const { services } = parse(readFileSync(new URL('../../../docker-compose.yml', import.meta.url), 'utf8'), { merge: true }) as Compose;

  it.each(Object.entries(services))(
    'of %s in docker-compose.yml is a pinned one, its ports on 127.0.0.1 only',
    (_, { image, ports = [] }) => {
      expect(Object.values(pinnedImages)).toContain(image.replace(/^\$\{REHEARSE_IMAGE_[A-Z0-9]+:-(.*)\}$/, '$1'));
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    },
  );
});
