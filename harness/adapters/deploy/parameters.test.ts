import { describe, expect, it } from 'vitest';
import { resolveParameters } from './parameters.ts';

const module = {
  id: 'MOD-001',
  parameters: { Key: '${artefact.pay.key}', LogLevel: 'info' },
  environments: { production: { parameters: { LogLevel: 'warn', Where: '${environment}/${account}' } } },
};
const sources = { 'artefact.pay.key': 'repo/sha/pay.zip', environment: 'production', account: '444444444444' };

describe('resolveParameters', () => {
  it("fills sources and lays the environment's parameters over the module's", () => {
    expect(resolveParameters(module, 'production', sources)).toEqual({
      Key: 'repo/sha/pay.zip',
      LogLevel: 'warn',
      Where: 'production/444444444444',
    });
    expect(resolveParameters(module, 'dev', sources)).toEqual({ Key: 'repo/sha/pay.zip', LogLevel: 'info' });
  });

  it('refuses a source that nothing fills and lists what there is', () => {
    expect(() => resolveParameters({ ...module, parameters: { Key: '${artefact.other.key}' } }, 'dev', sources)).toThrow(
      'parameter Key wants ${artefact.other.key}, which nothing fills; there is: account, artefact.pay.key, environment',
    );
  });
});
