/**
 * The built-ins that the codec and the realm's own modules use, kept before any student code runs.
 *
 * A method is kept as a function whose first parameter is its `this`, since a student's code may replace the method, or
 * even `call` and `apply`. (`Function.prototype.call.bind(method)`, bound once, asks none of them again.)
 */
// oxlint-disable typescript/unbound-method -- taking methods off their objects is what this file is for

export const {
  getPrototypeOf,
  getOwnPropertyDescriptor,
  keys,
  create,
  defineProperty,
  is,
  prototype: objectPrototype,
} = Object;
export const { isArray } = Array;
const { from } = Array;
export const { isView } = ArrayBuffer;
export const { imul, max, min } = Math;
export const { isSafeInteger } = Number;
export const { fromCharCode } = String;
export const { apply, construct, isExtensible, ownKeys } = Reflect;
export const [List, Bytes, Units, Doubles, View, RealDate, RealPromise] = [
  Array,
  Uint8Array,
  Uint16Array,
  Float64Array,
  DataView,
  Date,
  Promise,
];
export const [toText, toNumber, toBigint] = [String, Number, BigInt];

/**
 * A list of which every element is there. Assigning to one that isn't, as in a new Array, asks setters on Array.prototype,
 * which are the student's.
 */
export function listOf<T>(length: number): T[] {
  return apply(from, List, [{ __proto__: null, length }]) as T[];
}

export const isInstance = uncurry(Object.prototype.isPrototypeOf) as (prototype: object, value: unknown) => boolean;
export const sourceOf = uncurry(Function.prototype.toString) as (value: () => void) => string;
export const charCodeAt = uncurry(String.prototype.charCodeAt);
export const sliceText = uncurry(String.prototype.slice);
export const bigintText = uncurry(BigInt.prototype.toString);
export const matchNothing = RegExp.prototype.exec.bind(/(?:)/, "");
export const dateText = uncurry(Date.prototype.toString);

export const setUint16 = uncurry(DataView.prototype.setUint16);
export const setUint32 = uncurry(DataView.prototype.setUint32);
export const setFloat64 = uncurry(DataView.prototype.setFloat64);
export const getUint16 = uncurry(DataView.prototype.getUint16);
export const getUint32 = uncurry(DataView.prototype.getUint32);
export const getFloat64 = uncurry(DataView.prototype.getFloat64);

const typedPrototype = Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array;
/** `Float64Array` and the like; undefined for anything that isn't a typed array. */
export const typedName = getter<string | undefined>(typedPrototype, Symbol.toStringTag);
export const typedLength = getter<number>(typedPrototype, "length");
export const typedByteLength = getter<number>(typedPrototype, "byteLength");
export const typedOffset = getter<number>(typedPrototype, "byteOffset");
export const typedBuffer = getter<ArrayBuffer>(typedPrototype, "buffer");
export const copyBytes = uncurry(typedPrototype.set) as (target: unknown, source: Uint8Array, offset: number) => void;

/** Classes of typed arrays; the position of one is its number in the codec. */
export const typedClasses = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float16Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
] as const;
export const typedClassNames = typedClasses.map(({ name }) => name);

function uncurry<This, Rest extends unknown[], Result>(
  method: (this: This, ...rest: Rest) => Result,
): (self: This, ...rest: Rest) => Result {
  return Function.prototype.call.bind(method) as (self: This, ...rest: Rest) => Result;
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what a getter gives can't be told from its name
function getter<Result>(prototype: object, name: string | symbol): (self: unknown) => Result {
  return uncurry(Object.getOwnPropertyDescriptor(prototype, name)!.get as (this: unknown) => Result);
}
