import { describe, expect, it } from 'vitest';
import { pinnedImages } from '../images.ts';
import { rootKeyOf } from './container-emulator.ts';
import { describeImage, emulatorOf } from './emulator-of.ts';

const place = { name: 'rehearsal-1-emulator', network: 'rehearsal-1', labels: { 'dress-rehearsal.id': '1' }, env: {} };

describe('the emulator', () => {
  it.each([
    ['localstack', 'localstack', pinnedImages.localstack],
    ['ministack', 'ministack', pinnedImages.ministack],
    ['floci', 'floci', pinnedImages.floci],
    ['localstack/localstack-pro:4.14.0', 'localstack', 'localstack/localstack-pro:4.14.0'],
    ['localhost:5000/mirror/ministack:1.6.0', 'ministack', 'localhost:5000/mirror/ministack:1.6.0'],
    ['floci/floci@sha256:0123', 'floci', 'floci/floci@sha256:0123'],
    ['registry.example:5000/aws', 'localstack', 'registry.example:5000/aws'],
  ])('%s is run as %s from %s', (choice, name, image) => {
    expect(emulatorOf(choice, {})).toMatchObject({ name, image });
  });

  it('comes from another image where a variable says so', () => {
    expect(emulatorOf('ministack', { REHEARSE_IMAGE_MINISTACK: 'mirror.example/ministack:2' }).image).toBe('mirror.example/ministack:2');
  });

  it('is named by its image in the record', () => {
    expect(describeImage('localhost:5000/mirror/localstack:4.14.0')).toBe('localstack 4.14.0');
  });

  it.each(['localstack', 'floci'])('%s keeps the functions that it starts on its own network', (name) => {
    expect(Object.values(emulatorOf(name, {}).environment(place))).toContain('rehearsal-1');
  });

  it('of LocalStack labels the functions that it starts, and gets the token that there is', () => {
    const localstack = emulatorOf('localstack', {});
    expect(localstack.environment(place)).toMatchObject({ LAMBDA_DOCKER_FLAGS: "--label 'dress-rehearsal.id=1'", LS_LOG: 'warn' });
    expect(localstack.environment(place)).not.toHaveProperty('LOCALSTACK_AUTH_TOKEN');
    expect(localstack.environment({ ...place, env: { LOCALSTACK_AUTH_TOKEN: 'a-token' } })).toMatchObject({
      LOCALSTACK_AUTH_TOKEN: 'a-token',
    });
  });

  it('of MiniStack enforces policies, and gets no engine to start anything with', () => {
    const ministack = emulatorOf('ministack', {});
    expect(ministack.environment(place)).toMatchObject({ AUTH: 'true' });
    expect(ministack.startsContainers).toBe(false);
    expect(ministack.accepted).not.toContain('iam-enforcement');
  });

  it.each([
    ['localstack', { host: 'abc.lambda-url.eu-west-1.localhost.localstack.cloud:4566', pathPrefix: '' }],
    ['floci', { host: 'abc.lambda-url.eu-west-1.localhost.localstack.cloud:4566', pathPrefix: '' }],
    ['ministack', { host: 'localhost:4566', pathPrefix: '/_aws/lambda-url/abc' }],
  ])('%s finds a function as %j', (name, address) => {
    expect(emulatorOf(name, {}).functionAddress('http://abc.lambda-url.eu-west-1.localhost.localstack.cloud:4566/')).toEqual(address);
  });

  it("takes an account's number for its root key", () => {
    expect(rootKeyOf('111111111111').accessKeyId).toBe('111111111111');
  });
});
