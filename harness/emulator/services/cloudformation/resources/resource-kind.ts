import type { StaticOperationSchema } from '@smithy/types';
import type { Json, JsonObject } from '../template/json.ts';
import type { Member } from '../template/shape.ts';

/** A resource as it exists: `id` is the physical id and what Ref gives, `attributes` is what Fn::GetAtt gives. */
export interface Physical {
  readonly id: string;
  readonly attributes: JsonObject;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** What a kind may know and reach while it makes, changes or deletes one resource. */
export interface ResourceContext {
  readonly account: string;
  readonly region: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  /** Thirteen capitals and digits: the same when the making is taken up again, so a name made from it is too. */
  readonly suffix: string;
  /** The resource's own tags over the stack's. */
  readonly tags: readonly Tag[];
  /** What `tags` was before an update. */
  readonly tagsBefore: readonly Tag[];
  /** Its traffic is moved by whoever runs the emulator: AWS would hand that to CodeDeploy. */
  readonly trafficHeld: boolean;
  /** Calls an operation as the stack's role or the caller: what they may not do, the stack can't do. */
  call<Output>(operation: StaticOperationSchema, input: Record<string, unknown>): Promise<Output>;
  /** A new UUID, for the idempotency token that an SDK would fill in by itself. */
  newToken(): string;
  /** To be told as soon as the resource exists: from here on a failure deletes it, before it there is nothing of ours to delete. */
  exists(id: string): void;
}

export interface Property extends Member {
  /** True where AWS makes a new resource when this property changes ("Update requires: Replacement"). */
  readonly replaces?: boolean;
}

/** One kind of resource that a template can hold. Sources: the CloudFormation resource reference and the kinds' registry schemas. */
export interface ResourceKind<Properties = JsonObject> {
  /** `AWS::S3::Bucket`. */
  readonly type: string;
  readonly properties: { readonly [Name in keyof Properties & string]-?: Property };
  /** Properties that AWS has and this emulator has not: refused by name. */
  readonly notEmulated: readonly string[];
  /** Names that Fn::GetAtt takes. */
  readonly attributes: readonly string[];
  /** Attributes that an update in place can change; all others stay. */
  readonly changingAttributes?: readonly string[];
  /** The property that names the resource: a named one can't be replaced while its name stays. */
  readonly nameProperty?: keyof Properties & string;
  /** True where making it needs CAPABILITY_IAM; with `nameProperty` given, CAPABILITY_NAMED_IAM. */
  readonly iam?: boolean;
  /** True where nothing is emulated behind it: the stack's events and the trace call it a stand-in. */
  readonly standIn?: boolean;
  /** True where any property and any attribute will do: a declared stand-in. */
  readonly anything?: boolean;
  /** True where the stack's tags go onto it. */
  readonly tagged: boolean;
  /** The physical id that a resource with these properties has: known before it is made, but for what AWS numbers or marks at random. */
  idOf(properties: Properties, context: ResourceContext): string;
  create(properties: Properties, context: ResourceContext): Promise<Physical>;
  update(physical: Physical, before: Partial<Properties>, after: Properties, context: ResourceContext): Promise<Physical>;
  /** A resource that is already gone is fine. */
  remove(physical: Physical, properties: Partial<Properties>, context: ResourceContext): Promise<void>;
}

export type AnyResourceKind = ResourceKind;

/** True where a change of the property makes a new resource. */
export function isReplacedBy(kind: AnyResourceKind, property: string): boolean {
  const properties: ReadonlyMap<string, Property> = new Map(Object.entries(kind.properties));
  return properties.get(property)?.replaces === true;
}

export function defineKind<Properties>(kind: ResourceKind<Properties>): AnyResourceKind {
  // Properties reach a kind only after they were brought into its shapes, so the declared type holds.
  return kind as unknown as AnyResourceKind;
}

/** The property of a resource that has tags, as text: what a policy document or tag list looks like on the wire. */
export function jsonText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
