import type { IacTool } from '../../../src/model/project.ts';

/** How each infrastructure tool is installed. */
export const iacInstallLines: Readonly<Record<IacTool, string>> = {
  terraform: 'https://developer.hashicorp.com/terraform/install',
  sst: 'npm install --save-dev sst',
  pulumi: 'https://www.pulumi.com/docs/iac/download-install/',
};
