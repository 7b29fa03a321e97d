import type { CreateFunctionRequest } from '@aws-sdk/client-lambda';
import { NotImplemented } from '../../kernel/not-implemented.ts';

/** Members that templates often spell out at their default: that much is taken, anything else is refused by name. */
export type AtDefaultOnly = Pick<
  CreateFunctionRequest,
  'Layers' | 'VpcConfig' | 'TracingConfig' | 'SnapStart' | 'KMSKeyArn' | 'FileSystemConfigs'
> & { readonly PackageType?: string | undefined };

export const atDefaultOnly = ['Layers', 'VpcConfig', 'TracingConfig', 'SnapStart', 'KMSKeyArn', 'FileSystemConfigs'] as const;

export function refuseUnsupported(operation: string, input: AtDefaultOnly): void {
  const { Layers, VpcConfig, TracingConfig, SnapStart, KMSKeyArn, FileSystemConfigs, PackageType } = input;
  const { SubnetIds, SecurityGroupIds } = VpcConfig ?? {};
  const set: Readonly<Record<string, boolean>> = {
    Layers: (Layers ?? []).length > 0,
    VpcConfig: (SubnetIds ?? []).length + (SecurityGroupIds ?? []).length > 0,
    'TracingConfig Active': TracingConfig?.Mode === 'Active',
    'SnapStart PublishedVersions': SnapStart?.ApplyOn === 'PublishedVersions',
    KMSKeyArn: (KMSKeyArn ?? '') !== '',
    FileSystemConfigs: (FileSystemConfigs ?? []).length > 0,
    'PackageType Image': PackageType === 'Image',
  };
  const refused = Object.keys(set).find((name) => set[name] === true);
  if (refused !== undefined) throw new NotImplemented(`The parameter ${refused} of ${operation}`);
}
