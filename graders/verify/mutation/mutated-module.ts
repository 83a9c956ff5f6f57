/**
 * Loads a reference with one of its files mutated, afresh each time, so that constants of a module are mutated too.
 *
 * A mark in the query of the address spreads from the exercise's file to what it imports of reference/, and the
 * mutated file's text is exchanged under that mark alone. The tensor library has no mark: the mutated code gets the
 * Tensor, Random and ShapeError that grader and programs have, and the reference that it is held against stays whole.
 */
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export interface MutatedReference {
  readonly root: string;
  /** The exercise's file; the mutated one is this or one that it imports. */
  readonly entry: string;
  readonly mutated: string;
  readonly code: string;
}

let current: { readonly url: string; readonly code: string } | undefined;
let loads = 0;

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const mark = markOf(context.parentURL);
    const spreads = mark !== null && /\/reference\/(?!tensor\/)/.test(resolved.url);
    return spreads ? { ...resolved, url: `${resolved.url}?mutated=${mark}` } : resolved;
  },
  load(url, context, next) {
    if (current === undefined || markOf(url) === null || !url.startsWith(`${current.url}?`)) return next(url, context);
    return { format: "module", source: current.code, shortCircuit: true };
  },
});

export async function importMutated({ root, entry, mutated, code }: MutatedReference): Promise<object> {
  current = { url: pathToFileURL(join(root, mutated)).href, code };
  return (await import(`${pathToFileURL(join(root, entry)).href}?mutated=${++loads}`)) as object;
}

function markOf(url: string | undefined): string | null {
  return url === undefined ? null : (/\?mutated=(\d+)$/.exec(url)?.[1] ?? null);
}
