import { describe, expect, it } from 'vitest';
import { keptMetadata, shownMetadata } from './metadata-text.ts';

describe('user metadata', () => {
  it('in ASCII is kept and shown as it is', () => {
    expect(shownMetadata(keptMetadata({ ascii: 'AMAZONS3', odd: '=?' }))).toEqual({ ascii: 'AMAZONS3', odd: '=?' });
    expect(keptMetadata(undefined)).toEqual({});
  });

  it('beyond ASCII is shown as the example of S3’s documentation has it', () => {
    expect(shownMetadata({ nonascii: 'ÄMÄZÕÑ S3' })).toEqual({ nonascii: '=?UTF-8?B?w4PChE3Dg8KEWsODwpXDg8KRIFMz?=' });
  });

  it.each([
    ['=?UTF-8?B?w7Y=?=', 'ö'],
    ['=?utf-8?Q?Mini=C3=B6_bar?= x', 'Miniö bar x'],
  ])('sent as the encoded word %s is kept as %s', (sent, kept) => {
    expect(keptMetadata({ a: sent })).toEqual({ a: kept });
  });
});
