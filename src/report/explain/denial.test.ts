import { describe, expect, it } from 'vitest';
import { denialsIn } from './denial.ts';

const user = 'arn:aws:iam::111122223333:user/ann';

describe('denialsIn', () => {
  it.each([
    [
      `User: ${user} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b/k" with an explicit deny in a resource-based policy`,
      { principal: user, action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', why: 'with an explicit deny in a resource-based policy' },
    ],
    [
      `User: ${user} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::b/k" because no permissions boundary allows the s3:GetObject action`,
      {
        principal: user,
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::b/k',
        why: 'because no permissions boundary allows the s3:GetObject action',
      },
    ],
    [
      `User: ${user} is not authorized to perform: s3:ListAllMyBuckets because no identity-based policy allows the s3:ListAllMyBuckets action`,
      {
        principal: user,
        action: 's3:ListAllMyBuckets',
        resource: null,
        why: 'because no identity-based policy allows the s3:ListAllMyBuckets action',
      },
    ],
    [
      `User: lambda.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::1:role/r`,
      { principal: 'lambda.amazonaws.com', action: 'sts:AssumeRole', resource: 'arn:aws:iam::1:role/r', why: '' },
    ],
    [
      `{"message":"User: ${user} is not authorized to perform: lambda:ListFunctions on resource: *"}`,
      { principal: user, action: 'lambda:ListFunctions', resource: '*', why: '' },
    ],
    [
      String.raw`{"m":"User: ${user} is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::b/k\""}`,
      { principal: user, action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', why: '' },
    ],
    [
      `<Message>User: ${user} is not authorized to perform: iam:PassRole on resource: arn:aws:iam::1:role/r.</Message>`,
      { principal: user, action: 'iam:PassRole', resource: 'arn:aws:iam::1:role/r', why: '' },
    ],
  ])('reads %s', (text, denial) => {
    expect(denialsIn(text)).toEqual([denial]);
  });

  it('reads each once, and nothing where nothing was denied', () => {
    const text = `User: ${user} is not authorized to perform: s3:GetObject on resource: x`;
    expect(denialsIn(`${text}\n${text}\n${text.replace('Get', 'Put')}`).map((denial) => denial.action)).toEqual([
      's3:GetObject',
      's3:PutObject',
    ]);
    expect(denialsIn('All is well.')).toEqual([]);
  });
});
