import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import {
  CreateKeyCommand,
  DecryptCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateDataKeyPairCommand,
  GenerateDataKeyPairWithoutPlaintextCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  GenerateMacCommand,
  GenerateRandomCommand,
  GetPublicKeyCommand,
  KMSClient,
  ReEncryptCommand,
  SignCommand,
  VerifyCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import type { CreateKeyCommandInput, SigningAlgorithmSpec } from '@aws-sdk/client-kms';
import { refusalOf } from './refusal.ts';
import type { ConformanceCase, ConformanceWorld } from './suite.ts';

const Plaintext = Buffer.from('a card number');
const EncryptionContext = { tenant: 'shop', table: 'cards' };

async function makeKey(
  world: ConformanceWorld,
  input: CreateKeyCommandInput = {},
): Promise<{ readonly kms: KMSClient; readonly arn: string }> {
  const kms = world.client(KMSClient, world.account);
  const { KeyMetadata } = await kms.send(new CreateKeyCommand(input));
  return { kms, arn: KeyMetadata?.Arn ?? '' };
}

const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();

const symmetric: readonly ConformanceCase[] = [
  {
    name: 'decrypts what it encrypted, with and without the key’s name',
    async run(world) {
      const { kms, arn: KeyId } = await makeKey(world);
      const { CiphertextBlob, ...encrypted } = await kms.send(new EncryptCommand({ KeyId, Plaintext, EncryptionContext }));
      world.assert.deepEqual([encrypted.KeyId, encrypted.EncryptionAlgorithm], [KeyId, 'SYMMETRIC_DEFAULT']);
      world.assert.ok(!text(CiphertextBlob).includes('card'));
      const turned = { table: 'cards', tenant: 'shop' };
      for (const more of [{}, { KeyId }]) {
        const answer = await kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: turned, ...more }));
        world.assert.deepEqual([text(answer.Plaintext), answer.KeyId], ['a card number', KeyId]);
      }
    },
  },
  {
    name: 'refuses another encryption context, another key and what is no ciphertext',
    async run(world) {
      const { kms, arn: KeyId } = await makeKey(world);
      const other = await makeKey(world);
      const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext, EncryptionContext }));
      const broken = Buffer.from(CiphertextBlob ?? []);
      broken.writeUInt8(broken.readUInt8(broken.length - 1) ^ 1, broken.length - 1);
      for (const input of [
        { CiphertextBlob },
        { CiphertextBlob, EncryptionContext: { ...EncryptionContext, tenant: 'else' } },
        { CiphertextBlob: broken, EncryptionContext },
        { CiphertextBlob: Buffer.from('nothing') },
      ]) {
        world.assert.equal((await refusalOf(kms.send(new DecryptCommand(input)))).code, 'InvalidCiphertext');
      }
      const { code, message } = await refusalOf(kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext, KeyId: other.arn })));
      world.assert.deepEqual(
        [code, message],
        ['IncorrectKey', 'The key ID in the request does not identify a CMK that can perform this operation.'],
      );
    },
  },
  {
    name: 'takes at most 4096 bytes to encrypt',
    async run(world) {
      const { kms, arn: KeyId } = await makeKey(world);
      const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.alloc(4096) }));
      const { Plaintext: whole } = await kms.send(new DecryptCommand({ CiphertextBlob }));
      world.assert.equal(whole?.length, 4096);
      const { message } = await refusalOf(kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.alloc(4097) })));
      world.assert.equal(
        message,
        "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length less than or equal to 4096",
      );
    },
  },
  {
    name: 'makes data keys',
    async run(world) {
      const { kms, arn: KeyId } = await makeKey(world);
      const made = await kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext }));
      world.assert.deepEqual([made.Plaintext?.length, made.KeyId], [32, KeyId]);
      const opened = await kms.send(new DecryptCommand({ CiphertextBlob: made.CiphertextBlob, EncryptionContext }));
      world.assert.ok(Buffer.from(opened.Plaintext ?? []).equals(Buffer.from(made.Plaintext ?? [])));
      const closed = await kms.send(new GenerateDataKeyWithoutPlaintextCommand({ KeyId, NumberOfBytes: 7 }));
      world.assert.ok(!('Plaintext' in closed));
      const { Plaintext: seven } = await kms.send(new DecryptCommand({ CiphertextBlob: closed.CiphertextBlob }));
      world.assert.equal(seven?.length, 7);
      world.assert.equal((await refusalOf(kms.send(new GenerateDataKeyCommand({ KeyId })))).code, 'Validation');
    },
  },
  {
    name: 'moves a ciphertext from one key to another',
    async run(world) {
      const [{ kms, arn: SourceKeyId }, { arn: DestinationKeyId }] = [await makeKey(world), await makeKey(world)];
      const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId: SourceKeyId, Plaintext, EncryptionContext }));
      const DestinationEncryptionContext = { tenant: 'else' };
      const moved = await kms.send(
        new ReEncryptCommand({
          CiphertextBlob,
          SourceEncryptionContext: EncryptionContext,
          DestinationKeyId,
          DestinationEncryptionContext,
        }),
      );
      world.assert.deepEqual([moved.SourceKeyId, moved.KeyId], [SourceKeyId, DestinationKeyId]);
      const input = { CiphertextBlob: moved.CiphertextBlob, EncryptionContext: DestinationEncryptionContext };
      const { Plaintext: opened, KeyId } = await kms.send(new DecryptCommand(input));
      world.assert.deepEqual([text(opened), KeyId], ['a card number', DestinationKeyId]);
    },
  },
  {
    name: 'makes random bytes, 1 to 1024',
    async run(world) {
      const kms = world.client(KMSClient, world.account);
      world.assert.equal((await kms.send(new GenerateRandomCommand({ NumberOfBytes: 1024 }))).Plaintext?.length, 1024);
      const constraint =
        "1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy constraint: Member must have value less";
      for (const [NumberOfBytes, sentence] of [
        [undefined, 'NumberOfBytes is required.'],
        [1025, `${constraint} than or equal to 1024`],
      ] as const) {
        const { code, message } = await refusalOf(kms.send(new GenerateRandomCommand({ NumberOfBytes })));
        world.assert.deepEqual([code, message], ['Validation', sentence]);
      }
    },
  },
];

const asymmetric: readonly ConformanceCase[] = [
  ...(
    [
      ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_256'],
      ['RSA_2048', 'RSASSA_PSS_SHA_512'],
      ['ECC_NIST_P256', 'ECDSA_SHA_256'],
      ['ECC_NIST_P384', 'ECDSA_SHA_384'],
    ] as const
  ).map(([KeySpec, SigningAlgorithm]) => ({
    name: `signs with ${KeySpec} by ${SigningAlgorithm}, and knows its signature again`,
    run: (world: ConformanceWorld) => signAndVerify(world, KeySpec, SigningAlgorithm),
  })),
  {
    name: 'encrypts with an RSA key',
    async run(world) {
      const { kms, arn: KeyId } = await makeKey(world, { KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' });
      const EncryptionAlgorithm = 'RSAES_OAEP_SHA_256';
      const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext, EncryptionAlgorithm }));
      const opened = await kms.send(new DecryptCommand({ KeyId, CiphertextBlob, EncryptionAlgorithm }));
      world.assert.equal(text(opened.Plaintext), 'a card number');
      const tooLong = await refusalOf(kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.alloc(191), EncryptionAlgorithm })));
      world.assert.equal(tooLong.message, 'Algorithm RSAES_OAEP_SHA_256 and key spec RSA_2048 cannot encrypt data larger than 190 bytes.');
    },
  },
  {
    name: 'makes MACs and checks them',
    async run(world) {
      const { kms, arn: KeyId } = await makeKey(world, { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
      const input = { KeyId, Message: Plaintext, MacAlgorithm: 'HMAC_SHA_256' } as const;
      const { Mac } = await kms.send(new GenerateMacCommand(input));
      world.assert.equal((await kms.send(new VerifyMacCommand({ ...input, Mac }))).MacValid, true);
      const other = await refusalOf(kms.send(new VerifyMacCommand({ ...input, Message: Buffer.from('else'), Mac })));
      world.assert.equal(other.code, 'KMSInvalidMac');
      const wrong = await refusalOf(kms.send(new GenerateMacCommand({ ...input, MacAlgorithm: 'HMAC_SHA_512' })));
      world.assert.deepEqual(
        [wrong.code, wrong.message],
        ['InvalidKeyUsage', 'Algorithm HMAC_SHA_512 is incompatible with key spec HMAC_256.'],
      );
    },
  },
  {
    name: 'makes key pairs for use elsewhere',
    async run(world) {
      const { kms, arn: KeyId } = await makeKey(world);
      const input = { KeyId, KeyPairSpec: 'ECC_NIST_P256', EncryptionContext } as const;
      const pair = await kms.send(new GenerateDataKeyPairCommand(input));
      const privateKey = createPrivateKey({ key: Buffer.from(pair.PrivateKeyPlaintext ?? []), format: 'der', type: 'pkcs8' });
      const publicKey = createPublicKey({ key: Buffer.from(pair.PublicKey ?? []), format: 'der', type: 'spki' });
      world.assert.ok(verify('sha256', Plaintext, publicKey, sign('sha256', Plaintext, privateKey)));
      const opened = await kms.send(new DecryptCommand({ CiphertextBlob: pair.PrivateKeyCiphertextBlob, EncryptionContext }));
      world.assert.ok(Buffer.from(opened.Plaintext ?? []).equals(Buffer.from(pair.PrivateKeyPlaintext ?? [])));
      const closed = await kms.send(new GenerateDataKeyPairWithoutPlaintextCommand(input));
      world.assert.ok(!('PrivateKeyPlaintext' in closed));
      world.assert.deepEqual([closed.KeyId, closed.KeyPairSpec], [KeyId, 'ECC_NIST_P256']);
    },
  },
  {
    name: 'uses a key for what it was made for only',
    async run(world) {
      const { kms, arn: KeyId } = await makeKey(world);
      const call = kms.send(new GenerateMacCommand({ KeyId, Message: Plaintext, MacAlgorithm: 'HMAC_SHA_256' }));
      const { code, message } = await refusalOf(call);
      world.assert.deepEqual(
        [code, message],
        ['InvalidKeyUsage', `${KeyId} key usage is ENCRYPT_DECRYPT which is not valid for GenerateMac.`],
      );
      const nameless = await refusalOf(kms.send(new CreateKeyCommand({ KeySpec: 'HMAC_256' })));
      world.assert.equal(nameless.message, 'You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.');
    },
  },
];

async function signAndVerify(
  world: ConformanceWorld,
  KeySpec: NonNullable<CreateKeyCommandInput['KeySpec']>,
  SigningAlgorithm: SigningAlgorithmSpec,
): Promise<void> {
  const { kms, arn: KeyId } = await makeKey(world, { KeySpec, KeyUsage: 'SIGN_VERIFY' });
  const input = { KeyId, Message: Plaintext, SigningAlgorithm };
  const { Signature } = await kms.send(new SignCommand(input));
  world.assert.equal((await kms.send(new VerifyCommand({ ...input, Signature }))).SignatureValid, true);
  const other = await refusalOf(kms.send(new VerifyCommand({ ...input, Message: Buffer.from('else'), Signature })));
  world.assert.equal(other.code, 'KMSInvalidSignature');
  const { PublicKey, KeyUsage } = await kms.send(new GetPublicKeyCommand({ KeyId }));
  world.assert.equal(KeyUsage, 'SIGN_VERIFY');
  const key = createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' });
  const padding = SigningAlgorithm.includes('PSS') ? { padding: 6, saltLength: -1 } : {};
  world.assert.ok(verify(`sha${SigningAlgorithm.slice(-3)}`, Plaintext, { key, ...padding }, Buffer.from(Signature ?? [])));
}

export const kmsCryptography: readonly ConformanceCase[] = [...symmetric, ...asymmetric];
