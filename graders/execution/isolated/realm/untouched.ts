/**
 * Whether a realm is still as it was before any student code ran, so that the next exercise may run in it: code that has
 * run before runs twice as fast, and no exercise may find what another left behind.
 *
 * All objects that can be reached are remembered with their properties: the language's own, the realm's globals and what the
 * tensor library exports. What a student's module keeps to itself is nobody else's to find.
 */
import * as tensor from "#tensor";
import { hasSegmented } from "./globals.ts";
import { getOwnPropertyDescriptor, getPrototypeOf, is, isExtensible, ownKeys } from "../../primordials.ts";

interface Remembered {
  readonly object: object;
  readonly prototype: object | null;
  readonly isExtensible: boolean;
  readonly keys: readonly (string | symbol)[];
  /** Four for each key: value, getter, setter, and what may be done with it. */
  readonly properties: readonly unknown[];
}

let remembered: readonly Remembered[] = [];

/** Called before any student code, so it may be written like other code. */
export function rememberRealm(): void {
  const found = new Set<object>([globalThis, tensor, ...beyondGlobals()]);
  const all: Remembered[] = [];
  for (const object of found) {
    const entry = remember(object);
    all.push(entry);
    for (const value of [entry.prototype, ...entry.properties])
      if ((typeof value === "object" && value !== null) || typeof value === "function") found.add(value);
  }
  remembered = all;
}

/** Called after student code, so it asks nothing of what that code may have changed. */
export function isUntouched(): boolean {
  if (hasSegmented()) return false;
  try {
    for (let i = 0; i < remembered.length; i++) if (!isAsRemembered(remembered[i]!)) return false;
    return true;
  } catch {
    // Only something that was put in the place of a built-in can throw here.
    return false;
  }
}

function remember(object: object): Remembered {
  const keys = ownKeys(object);
  const properties = keys.flatMap((key) => {
    const descriptor = getOwnPropertyDescriptor(object, key)!;
    const { value, get, set } = descriptor as { readonly [part: string]: unknown };
    return [value, get, set, rightsOf(descriptor)];
  });
  return {
    object,
    prototype: getPrototypeOf(object) as object | null,
    isExtensible: isExtensible(object),
    keys,
    properties,
  };
}

function isAsRemembered({ object, prototype, isExtensible: extensible, keys, properties }: Remembered): boolean {
  if (getPrototypeOf(object) !== prototype || isExtensible(object) !== extensible) return false;
  const present = ownKeys(object);
  if (present.length !== keys.length) return false;
  for (let i = 0; i < keys.length; i++) {
    if (present[i] !== keys[i]) return false;
    const descriptor = getOwnPropertyDescriptor(object, keys[i]!)!;
    if (
      !is(descriptor.value, properties[4 * i]) ||
      descriptor.get !== properties[4 * i + 1] ||
      descriptor.set !== properties[4 * i + 2] ||
      rightsOf(descriptor) !== properties[4 * i + 3]
    )
      return false;
  }
  return true;
}

function rightsOf({ writable, enumerable, configurable }: PropertyDescriptor): number {
  return (writable ? 1 : 0) + (enumerable ? 2 : 0) + (configurable ? 4 : 0);
}

/** What syntax makes and no global names: the kinds of functions, and the prototypes of iterators. */
function beyondGlobals(): object[] {
  const iterators = [
    [].values(),
    new Map().values(),
    new Set().values(),
    ""[Symbol.iterator](),
    "".matchAll(/a/g),
    [].values().map(String),
    Iterator.from({ next: () => ({ done: true, value: undefined }) }),
  ];
  const functions = [function* () {}, async () => {}, async function* () {}];
  return [...functions, ...iterators].map((one) => getPrototypeOf(one) as object);
}
