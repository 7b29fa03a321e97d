import { asList, asMap, isMap, type Data } from '../data.ts';
import type { Path } from '../read-yaml.ts';
import type { Template } from '../template.ts';
import type { Offence, TemplateRule } from './rule.ts';

/** Properties whose value is a secret by their own definition. */
const secretProperties: Readonly<Record<string, readonly string[]>> = {
  'AWS::SecretsManager::Secret': ['SecretString'],
  'AWS::RDS::DBInstance': ['MasterUserPassword'],
  'AWS::RDS::DBCluster': ['MasterUserPassword'],
  'AWS::Redshift::Cluster': ['MasterUserPassword'],
  'AWS::DocDB::DBCluster': ['MasterUserPassword'],
  'AWS::ElastiCache::ReplicationGroup': ['AuthToken'],
  'AWS::IAM::User': ['LoginProfile'],
};

const secretName =
  /(^|_)(password|passwd|pwd|secret|token|credentials?|api_?key|access_?key(_id)?|private_?key|auth_?key|encryption_?key)($|_(value|text|string)$)/;

/** Values written into the template where a function, or a database, is to be given a secret. */
export const secretProperty: TemplateRule = {
  id: 'static-credential',
  find: (template) => [...ofVariables(template), ...ofProperties(template)],
};

function ofVariables(template: Template): readonly Offence[] {
  return template.resources
    .filter(({ type }) => type === 'AWS::Lambda::Function' || type === 'AWS::Serverless::Function')
    .flatMap(({ id, properties, at }) => {
      const variables = asMap(asMap(properties['Environment'])['Variables']);
      return Object.entries(variables)
        .filter(([name, value]) => secretName.test(snakeCase(name)) && isWritten(value))
        .map(([name]) => ({
          at: [...at, 'Environment', 'Variables', name],
          message: `${id} gets ${name} as plain text: give it the secret's ARN, and let it read the secret at run time.`,
        }));
    });
}

function ofProperties(template: Template): readonly Offence[] {
  return template.resources.flatMap(({ id, type, properties, at }) =>
    (secretProperties[type] ?? []).flatMap((name) =>
      secretValuesOf(properties, name, at).map((path) => ({
        at: path,
        message: `${id} has its ${name} written down: let Secrets Manager generate it (GenerateSecretString), or refer to it with {{resolve:secretsmanager:…}}.`,
      })),
    ),
  );
}

function secretValuesOf(properties: Data, name: string, at: Path): readonly Path[] {
  const value = properties[name];
  if (isMap(value) && isWritten(value['Password'])) return [[...at, name, 'Password']];
  return isWritten(value) ? [[...at, name]] : [];
}

/** A text of its own, and no reference to a value that is elsewhere. */
function isWritten(value: unknown): boolean {
  if (typeof value === 'number') return true;
  // A switch is no secret, and an ARN only says where one is.
  if (typeof value === 'string') return !/^\s*$|^(true|false)$|^arn:|\{\{resolve:/i.test(value);
  const sub = asList(asMap(value)['Fn::Sub'])[0];
  return typeof sub === 'string' && !/\$\{(?!!)|\{\{resolve:/.test(sub) && sub !== '';
}

function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[-.]/g, '_')
    .toLowerCase();
}
