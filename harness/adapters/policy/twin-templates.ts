import type { TwinTemplate } from '../../../src/ports/project-reader.ts';
import type { Template } from './template.ts';

/** Fewer than these say nothing: every template may have a `Function` and a `Role`. */
const leastShared = 2;

/**
 * Templates that no module names and that declare more than half of a module's resources again, by logical id and type: the mark of a
 * template for another environment, whatever its file is called.
 */
export function twinTemplates(named: readonly Template[], others: readonly Template[]): readonly TwinTemplate[] {
  return others.flatMap((other) => {
    const [closest] = named
      .map((one) => twinOf(one, other))
      .filter((twin) => twin.shared >= leastShared && twin.shared * 2 > twin.ids)
      .sort((left, right) => right.shared / right.ids - left.shared / left.ids);
    return closest === undefined ? [] : [closest];
  });
}

function twinOf(named: Template, other: Template): TwinTemplate {
  const types = new Map(named.resources.map(({ id, type }) => [id, type]));
  const shared = other.resources.filter(({ id, type }) => types.get(id) === type).length;
  const place = `${other.path}:${other.lineOf(['Resources'])}`;
  return { place, of: named.path, shared, ids: Math.min(named.resources.length, other.resources.length) };
}
