import type { FunctionCode } from './lambda-function-code.ts';
import type { Tag } from './resource-kind.ts';

/** Properties that CreateFunction and UpdateFunctionConfiguration take as they are; Lambda refuses what it can't do. */
export interface FunctionConfiguration {
  readonly Role: string;
  readonly Handler?: string;
  readonly Runtime?: string;
  readonly Description?: string;
  readonly Timeout?: number;
  readonly MemorySize?: number;
  readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> };
  readonly EphemeralStorage?: { readonly Size: number };
  readonly LoggingConfig?: Readonly<Record<string, string>>;
  readonly TracingConfig?: { readonly Mode?: string };
  readonly SnapStart?: { readonly ApplyOn: string };
  readonly Layers?: readonly string[];
  readonly VpcConfig?: Readonly<Record<string, unknown>>;
  readonly DeadLetterConfig?: { readonly TargetArn?: string };
}

export interface FunctionProperties extends FunctionConfiguration {
  readonly FunctionName?: string;
  readonly Code: FunctionCode;
  readonly PackageType?: string;
  readonly Architectures?: readonly string[];
  readonly KmsKeyArn?: string;
  readonly ReservedConcurrentExecutions?: number;
  readonly Tags?: readonly Tag[];
}
