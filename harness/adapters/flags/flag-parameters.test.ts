import { GetParameterCommand, ParameterNotFound, PutParameterCommand } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import type { AwsClients } from '../aws/accounts.ts';
import { FlagParameters, flagVariables } from './flag-parameters.ts';

/** A Parameter Store an environment, in memory. */
function stores(regions: readonly string[] = ['']) {
  const kept = new Map<string, string>();
  const clientsIn = (environment: string, region: string): AwsClients => {
    const send = (command: unknown): Promise<unknown> => {
      if (command instanceof PutParameterCommand) {
        kept.set(`${environment}${region} ${command.input.Name ?? ''}`, command.input.Value ?? '');
        return Promise.resolve({ Version: 1 });
      }
      if (!(command instanceof GetParameterCommand)) return Promise.reject(new Error('There is no such operation.'));
      const value = kept.get(`${environment}${region} ${command.input.Name ?? ''}`);
      if (value === undefined) return Promise.reject(new ParameterNotFound({ message: '', $metadata: {} }));
      return Promise.resolve({ Parameter: { Value: value } });
    };
    return { ssm: { send } } as unknown as AwsClients;
  };
  const flags = { 'instant-settlement': { dev: true, uat: false }, other: { production: true } };
  const clientsOf = (environment: string): readonly AwsClients[] => regions.map((region) => clientsIn(environment, region));
  return { kept, flags: new FlagParameters({ name: 'payments', flags }, clientsOf) };
}

describe('the flags of an environment', () => {
  it('are set as the release has them, off where it says nothing', async () => {
    const { kept, flags } = stores();
    expect(await flags.set('dev')).toEqual({ 'instant-settlement': true, other: false });
    expect(Object.fromEntries(kept)).toEqual({
      'dev /payments/flags/instant-settlement': 'true',
      'dev /payments/flags/other': 'false',
    });
  });

  it('are switched one at a time, there alone', async () => {
    const { flags } = stores();
    await flags.set('dev');
    await flags.set('uat');
    expect(await flags.switch('uat', 'instant-settlement', true)).toEqual({ 'instant-settlement': true, other: false });
    expect(await flags.switch('dev', 'instant-settlement', false)).toEqual({ 'instant-settlement': false, other: false });
    expect(await flags.read('uat')).toEqual({ 'instant-settlement': true, other: false });
  });

  it('are set in each region, and on where every region has them on', async () => {
    const { kept, flags } = stores([' eu-west-1', ' eu-central-1']);
    expect(await flags.set('dev')).toEqual({ 'instant-settlement': true, other: false });
    expect(kept.get('dev eu-central-1 /payments/flags/instant-settlement')).toBe('true');
    kept.set('dev eu-central-1 /payments/flags/instant-settlement', 'false');
    expect(await flags.read('dev')).toEqual({ 'instant-settlement': false, other: false });
  });

  it('are none before the first deploy', async () => {
    expect(await stores().flags.read('production')).toEqual({});
  });

  it('are handed to checks', () => {
    expect(flagVariables({ 'instant-settlement': true, other: false })).toEqual({ FLAG_INSTANT_SETTLEMENT: 'true', FLAG_OTHER: 'false' });
  });
});
