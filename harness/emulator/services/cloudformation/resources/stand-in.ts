import { createHash } from 'node:crypto';
import { generatedName } from './physical-name.ts';
import type { AnyResourceKind, ResourceContext } from './resource-kind.ts';

/**
 * A kind that is not emulated and that the user said to take all the same: every property is taken as it is, and nothing is made. Its id looks
 * like AWS's, Fn::GetAtt gives placeholders, and the stack's events and the trace call it a stand-in.
 */
export function standInKind(type: string): AnyResourceKind {
  return {
    type,
    standIn: true,
    anything: true,
    properties: {},
    notEmulated: [],
    attributes: [],
    tagged: false,
    idOf: (_properties, context) => standInId(type, context),
    create: (_properties, context) => {
      const id = standInId(type, context);
      return Promise.resolve({ id, attributes: { Arn: arnOf(type, id, context) } });
    },
    update: (physical) => Promise.resolve(physical),
    remove: () => Promise.resolve(),
  };
}

/** Kinds whose ids have a well-known beginning; the rest is hexadecimal. */
const prefixes: Readonly<Record<string, string>> = {
  'AWS::EC2::EIP': 'eipalloc-',
  'AWS::EC2::FlowLog': 'fl-',
  'AWS::EC2::Instance': 'i-',
  'AWS::EC2::InternetGateway': 'igw-',
  'AWS::EC2::LaunchTemplate': 'lt-',
  'AWS::EC2::NatGateway': 'nat-',
  'AWS::EC2::NetworkAcl': 'acl-',
  'AWS::EC2::RouteTable': 'rtb-',
  'AWS::EC2::SecurityGroup': 'sg-',
  'AWS::EC2::Subnet': 'subnet-',
  'AWS::EC2::VPC': 'vpc-',
  'AWS::EC2::VPCEndpoint': 'vpce-',
  'AWS::EFS::FileSystem': 'fs-',
};

/** Kinds whose Ref is an ARN. */
const namedByArn = [
  'AWS::CertificateManager::Certificate',
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::StepFunctions::StateMachine',
];

function standInId(type: string, context: ResourceContext): string {
  // The suffix is the same when the making is taken up again.
  const hex = createHash('sha256').update(`${context.stackId}/${context.logicalId}/${context.suffix}`).digest('hex');
  const prefix = prefixes[type];
  if (prefix !== undefined) return `${prefix}${hex.slice(0, 17)}`;
  if (type === 'AWS::Route53::HostedZone') return `Z${hex.slice(0, 20).toUpperCase()}`;
  const name = generatedName(context, 64);
  return namedByArn.includes(type) ? arnOf(type, name, context) : name;
}

/** `AWS::EC2::VPC` of id vpc-1 is `arn:aws:ec2:<region>:<account>:vpc/vpc-1`. */
function arnOf(type: string, id: string, { account, region }: ResourceContext): string {
  if (id.startsWith('arn:')) return id;
  const [, service = 'stand-in', kind = 'resource'] = type.split('::');
  return `arn:aws:${service.toLowerCase()}:${region}:${account}:${kind.toLowerCase()}/${id}`;
}
