/* oxlint-disable typescript/no-unsafe-member-access, typescript/no-unsafe-assignment, typescript/no-unsafe-call, typescript/no-unsafe-argument, typescript/no-unsafe-return, no-console --
   plain JavaScript without types: it runs in every function's process, where reading TypeScript would cost each cold start 25 ms */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeError } from './errors.mjs';

/**
 * Finds the handler as AWS's Node.js runtime does: no extension, `.js` (an ES module where the nearest package.json says so), `.mjs`,
 * `.cjs`, then as a package.
 */
export async function loadHandler(taskRoot, name) {
  if (name.includes('..')) {
    throw new RuntimeError(
      'MalformedHandlerName',
      `'${name}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  const file = basename(name);
  const folder = name.slice(0, name.indexOf(file));
  const match = /^([^.]*)\.(.*)$/.exec(file);
  if (match === null) throw new RuntimeError('MalformedHandlerName', 'Bad handler');
  const loaded = await loadModule(taskRoot, folder, match[1]);
  const handler = match[2].split('.').reduce((nested, key) => nested?.[key], loaded);
  if (!handler) throw new RuntimeError('HandlerNotFound', `${name} is undefined or not exported`);
  if (typeof handler !== 'function') throw new RuntimeError('HandlerNotFound', `${name} is not a function`);
  return handler;
}

async function loadModule(taskRoot, folder, module) {
  offerSdk();
  const require = createRequire(join(taskRoot, 'index.js'));
  try {
    return await find(require, taskRoot, folder, module);
  } catch (error) {
    if (error instanceof SyntaxError) throw withStack(new RuntimeError('UserCodeSyntaxError', String(error)), error);
    // AWS gives only require's error this name; an import's stays what Node says (ERR_MODULE_NOT_FOUND).
    if (error?.code === 'MODULE_NOT_FOUND')
      throw withStack(new RuntimeError('ImportModuleError', `${error.name}: ${error.message}`), error);
    throw error;
  }
}

async function find(require, taskRoot, folder, module) {
  const path = resolve(taskRoot, folder, module);
  if (existsSync(path)) return require(path);
  const isModule = existsSync(`${path}.js`) && typeOfPackage(dirname(path)) === 'module';
  if (existsSync(`${path}.js`)) return isModule ? import(pathToFileURL(`${path}.js`).href) : require(`${path}.js`);
  if (existsSync(`${path}.mjs`)) return import(pathToFileURL(`${path}.mjs`).href);
  if (existsSync(`${path}.cjs`)) return require(`${path}.cjs`);
  return require(require.resolve(module, { paths: [taskRoot, join(taskRoot, folder)] }));
}

function typeOfPackage(folder) {
  if (folder.endsWith('/node_modules')) return undefined;
  const file = join(folder, 'package.json');
  if (existsSync(file)) {
    try {
      return JSON.parse(readFileSync(file, 'utf8'))?.type;
    } catch (error) {
      console.warn(`${file} cannot be read, it will be ignored for ES module detection purposes.`, error);
      return undefined;
    }
  }
  return dirname(folder) === folder ? undefined : typeOfPackage(dirname(folder));
}

function withStack(error, original) {
  error.stack = original.stack === undefined ? error.stack : `${error.name}: ${original.stack}`;
  return error;
}

/** AWS's runtime brings the SDK, so a bundle may leave it out. Nothing else of this machine's packages is to be seen by a function. */
function offerSdk() {
  const here = import.meta.url;
  const own = createRequire(here);
  registerHooks({
    resolve(specifier, context, next) {
      try {
        return next(specifier, context);
      } catch (error) {
        if (!/^@(?:aws-sdk|smithy|aws-crypto)\//.test(specifier)) throw error;
        // For a require, Node looks from the module that asks, whatever the hook says of it.
        if (context.conditions.includes('require')) return { url: pathToFileURL(own.resolve(specifier)).href, shortCircuit: true };
        return next(specifier, { ...context, parentURL: here });
      }
    },
  });
}
