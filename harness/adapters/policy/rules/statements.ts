import { asList, asMap, isMap } from '../data.ts';
import type { Path } from '../read-yaml.ts';
import type { Template, TemplateResource } from '../template.ts';
import type { PlacedStatement } from './rule.ts';

/** Who may become the role. */
export function trustStatements(template: Template): readonly PlacedStatement[] {
  return template.resources
    .filter(({ type }) => type === 'AWS::IAM::Role' || type === 'AWS::Serverless::Function')
    .flatMap((resource) => statementsIn(resource, ['AssumeRolePolicyDocument']));
}

/** What roles, users, groups and functions may do. */
export function permissionStatements(template: Template): readonly PlacedStatement[] {
  return template.resources.flatMap((resource) => {
    const inline = asList(resource.properties['Policies']);
    switch (resource.type) {
      case 'AWS::IAM::Role':
      case 'AWS::IAM::User':
      case 'AWS::IAM::Group':
        return inline.flatMap((_, index) => statementsIn(resource, ['Policies', index, 'PolicyDocument']));
      case 'AWS::IAM::Policy':
      case 'AWS::IAM::ManagedPolicy':
      case 'AWS::IAM::RolePolicy':
      case 'AWS::IAM::UserPolicy':
      case 'AWS::IAM::GroupPolicy':
        return statementsIn(resource, ['PolicyDocument']);
      case 'AWS::Serverless::Function':
      case 'AWS::Serverless::StateMachine':
        // SAM takes a document in place of a policy template or an ARN.
        return inline.flatMap((_, index) => statementsIn(resource, ['Policies', index]));
      default:
        return [];
    }
  });
}

/** Who may use the resource itself: policies of buckets, queues, topics, keys, secrets. */
export function resourceStatements(template: Template): readonly PlacedStatement[] {
  const documents: Readonly<Record<string, string>> = {
    'AWS::S3::BucketPolicy': 'PolicyDocument',
    'AWS::SQS::QueuePolicy': 'PolicyDocument',
    'AWS::SNS::TopicPolicy': 'PolicyDocument',
    'AWS::KMS::Key': 'KeyPolicy',
    'AWS::SecretsManager::ResourcePolicy': 'ResourcePolicy',
    'AWS::Events::EventBusPolicy': 'Statement',
  };
  return template.resources.flatMap((resource) => {
    const document = documents[resource.type];
    return document === undefined ? [] : statementsIn(resource, [document]);
  });
}

function statementsIn(resource: TemplateResource, path: Path): readonly PlacedStatement[] {
  const documents = unconditional(valueAt(resource.properties, path), [...resource.at, ...path]);
  return documents.flatMap(({ value, at }) => {
    if (!isMap(value)) return [];
    // An event bus policy's Statement is the statement itself.
    const inside = 'Statement' in value ? value['Statement'] : value;
    const place = 'Statement' in value ? [...at, 'Statement'] : at;
    const listed = Array.isArray(inside);
    return asList(inside)
      .flatMap((each, index) => unconditional(each, listed ? [...place, index] : place))
      .filter((each) => isMap(each.value))
      .map((each) => ({ statement: asMap(each.value), at: each.at, resource: resource.id }));
  });
}

/** Both sides of an Fn::If: one of them is what some environment gets. */
function unconditional(value: unknown, at: Path): readonly { readonly value: unknown; readonly at: Path }[] {
  const branches = isMap(value) && Array.isArray(value['Fn::If']) ? (value['Fn::If'] as readonly unknown[]) : null;
  if (branches === null) return [{ value, at }];
  return branches.slice(1).flatMap((branch, index) => unconditional(branch, [...at, 'Fn::If', index + 1]));
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inside, key) => {
    if (Array.isArray(inside) && typeof key === 'number') return (inside as readonly unknown[])[key];
    return typeof key === 'string' ? asMap(inside)[key] : key === 0 ? inside : undefined;
  }, value);
}

export function allows({ statement }: PlacedStatement): boolean {
  return statement['Effect'] === 'Allow';
}
