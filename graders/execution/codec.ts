/**
 * The one binary form in which values cross between the grader and code nobody trusts.
 *
 * Theory of operation. The same text runs in the grader and, types stripped, inside the student's realm. There it is
 * evaluated before any student code and keeps the built-ins it uses, so a patched prototype can't break it. A value is
 * written as a snapshot: each property is read once, and what is not data becomes an opaque tag that only describes it.
 *
 * Whoever reads can't be made to spend more than the bytes are worth: every count is checked against the bytes that
 * are left, and charged to a budget of nodes before anything of that size is allocated (nested headers multiply, so
 * the bytes alone are no bound). Numbers are little-endian; strings are UTF-16, so any string crosses unchanged.
 */

/** The classes of the side that encodes or decodes; each realm has its own. */
export interface CodecClasses {
  readonly Tensor: new (data: Float64Array, shape: readonly number[]) => { readonly data: Float64Array; readonly shape: readonly number[] };
  readonly Random: new (seed: number) => { readonly seed: number };
  readonly Opaque: new (description: string) => { readonly description: string };
  /** Prototype of decoded plain objects: null where they come from a student. */
  readonly objectPrototype: object | null;
}

export interface CodecLimits {
  readonly bytes: number;
  readonly nodes: number;
}

/** Inside a student's realm: one reply. */
export const replyLimits: CodecLimits = { bytes: 16 * 2 ** 20, nodes: 3_000_000 };
/** In the grader: one message from a child, or one call to it. */
export const messageLimits: CodecLimits = { bytes: 32 * 2 ** 20, nodes: 3_000_000 };
export const maxDepth = 64;
export const maxTensorEntries = 4 * 2 ** 20;

/** A value that can't cross; `what` goes after "returned": `a list that contains itself`. */
export class CodecError {
  readonly kind: "not-data" | "too-much-output" | "malformed";
  readonly what: string;
  constructor(kind: CodecError["kind"], what: string) {
    this.kind = kind;
    this.what = what;
  }
}


const tag = {
  undefined: 0,
  null: 1,
  false: 2,
  true: 3,
  number: 4,
  string: 5,
  list: 6,
  numbers: 7,
  object: 8,
  typed: 9,
  bigint: 10,
  tensor: 11,
  random: 12,
  opaque: 13,
} as const;

/** Appends values to one growing buffer. */
export class Encoder {
  readonly #classes: CodecClasses;
  readonly #limits: CodecLimits;
  #bytes = new Bytes(1024);
  #view = new View(typedBuffer(this.#bytes));
  #capacity = 1024;
  #length = 0;
  #end = 0;
  #nodes = 0;
  #depth = 0;
  readonly #ancestors: unknown[] = [];
  readonly #keys: (string | number)[] = [];

  constructor(classes: CodecClasses, limits: CodecLimits) {
    this.#classes = classes;
    this.#limits = limits;
    // Filled now: an assignment to an element that exists never asks Array.prototype, which a student may have patched.
    for (let depth = 0; depth <= maxDepth; depth++) {
      this.#ancestors[depth] = undefined;
      this.#keys[depth] = "";
    }
    this.begin();
  }

  get length(): number {
    return this.#length;
  }

  /** Starts a reply with a full budget. */
  begin(): void {
    this.#end = this.#length + this.#limits.bytes;
    this.#nodes = this.#limits.nodes;
    this.#depth = 0;
  }

  /** Takes back what was written after `length` was that. */
  rewind(length: number): void {
    this.#length = length;
    this.begin();
  }

  /** What was written, as a copy; starts again. */
  take(): Uint8Array {
    const taken = new Bytes(this.#length);
    copyBytes(taken, new Bytes(typedBuffer(this.#bytes), 0, this.#length), 0);
    this.#length = 0;
    this.begin();
    return taken;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  count(value: number): void {
    this.#reserve(4);
    setUint32(this.#view, this.#length, value, true);
    this.#length += 4;
  }

  text(value: string): void {
    const units = value.length;
    this.#reserve(4 + 2 * units);
    this.count(units);
    for (let i = 0; i < units; i++) setUint16(this.#view, this.#length + 2 * i, charCodeAt(value, i), true);
    this.#length += 2 * units;
  }

  value(value: unknown): void {
    switch (typeof value) {
      case "number":
        this.#reserve(9);
        this.#bytes[this.#length] = tag.number;
        setFloat64(this.#view, this.#length + 1, value, true);
        this.#length += 9;
        return;
      case "string":
        this.byte(tag.string);
        return this.text(value);
      case "boolean":
        return this.byte(value ? tag.true : tag.false);
      case "undefined":
        return this.byte(tag.undefined);
      case "bigint":
        return this.#bigint(value);
      case "object":
        return value === null ? this.byte(tag.null) : this.#object(value);
      default:
        this.byte(tag.opaque);
        this.text(describeOpaque(value));
    }
  }

  #object(value: object): void {
    const { Tensor, Random, Opaque } = this.#classes;
    if (isView(value)) return this.#typed(value);
    if (isArray(value)) return this.#inside(value, () => this.#list(value));
    if (isInstance(Tensor.prototype, value)) return this.#tensor(value as { data: unknown; shape: unknown });
    if (isInstance(Random.prototype, value)) return this.#random(value as { seed: unknown });
    if (isInstance(Opaque.prototype, value)) {
      this.byte(tag.opaque);
      return this.text(asText((value as { description: unknown }).description));
    }
    const prototype = getPrototypeOf(value);
    if (prototype === null || prototype === objectPrototype) return this.#inside(value, () => this.#plain(value as Record<string, unknown>));
    this.byte(tag.opaque);
    this.text(describeOpaque(value));
  }

  #list(value: readonly unknown[]): void {
    const length = value.length;
    // A proxy may give anything, and another thing each time it is asked.
    if (!isCount(length)) throw new CodecError("not-data", "a list whose length is not a number" + this.#where(this.#depth - 1));
    if (length > this.#nodes || length > this.#end - this.#length) throw tooMuch();
    const numbers = new Doubles(8 * length <= this.#end - this.#length ? length : 0);
    let read = 0;
    let element: unknown;
    while (read < length) {
      element = value[read];
      if (typeof element !== "number") break;
      numbers[read++] = element;
    }
    if (read === length && length > 0) {
      this.byte(tag.numbers);
      this.count(length);
      return this.#raw(numbers);
    }
    this.#charge(length);
    this.byte(tag.list);
    this.count(length);
    for (let i = 0; i < read; i++) this.value(numbers[i]);
    for (let i = read; i < length; i++) {
      this.#keys[this.#depth] = i;
      this.value(i === read ? element : value[i]);
    }
  }

  #plain(value: Record<string, unknown>): void {
    const names = keys(value);
    const count = names.length;
    this.#charge(count);
    this.byte(tag.object);
    this.count(count);
    for (let i = 0; i < count; i++) {
      const name = names[i]!;
      this.text(name);
      this.#keys[this.#depth] = name;
      this.value(value[name]);
    }
  }

  #tensor(value: { data: unknown; shape: unknown }): void {
    const data = value.data;
    const shape = copyShape(value.shape);
    const problem = tensorProblem(data, shape);
    if (problem !== undefined) throw new CodecError("not-data", problem + this.#where());
    this.#charge(shape!.length);
    this.byte(tag.tensor);
    this.count(shape!.length);
    for (let axis = 0; axis < shape!.length; axis++) this.count(shape![axis]!);
    this.#raw(data as Float64Array);
  }

  #random(value: { seed: unknown }): void {
    const seed = value.seed;
    if (!isSeed(seed)) throw new CodecError("not-data", "a Random whose seed is not a whole number" + this.#where());
    this.byte(tag.random);
    this.#raw(oneDouble(seed));
  }

  #typed(value: ArrayBufferView): void {
    const kind = indexOfKind(typedName(value));
    if (kind < 0) {
      this.byte(tag.opaque);
      return this.text("a DataView");
    }
    this.byte(tag.typed);
    this.byte(kind);
    this.count(typedLength(value));
    this.#raw(value);
  }

  #bigint(value: bigint): void {
    const text = bigintText(value, 16);
    if (text.length > maxBigintDigits) throw tooMuch();
    this.byte(tag.bigint);
    this.text(text);
  }

  /** The bytes of a typed array. */
  #raw(value: ArrayBufferView): void {
    const bytes = typedBytes(value);
    const size = typedLength(bytes);
    this.#reserve(size);
    copyBytes(this.#bytes, bytes, this.#length);
    this.#length += size;
  }

  #inside(value: object, write: () => void): void {
    const depth = this.#depth;
    for (let i = 0; i < depth; i++) {
      if (this.#ancestors[i] === value) throw new CodecError("not-data", (isArray(value) ? "a list" : "an object") + " that contains itself" + this.#where());
    }
    if (depth === maxDepth) throw new CodecError("not-data", `lists and objects nested more than ${maxDepth} levels deep`);
    this.#ancestors[depth] = value;
    this.#depth = depth + 1;
    write();
    this.#depth = depth;
    this.#ancestors[depth] = undefined;
  }

  #where(levels = this.#depth): string {
    let path = "";
    for (let depth = 1; depth <= levels && depth <= 8; depth++) {
      const key = this.#keys[depth]!;
      path += typeof key === "number" ? `[${key}]` : `.${sliceText(key, 0, 40)}`;
    }
    return path === "" ? "" : ` at ${path}`;
  }

  #charge(nodes: number): void {
    if (nodes > this.#nodes) throw tooMuch();
    this.#nodes -= nodes;
  }

  #reserve(size: number): void {
    const needed = this.#length + size;
    if (needed <= this.#capacity) return;
    if (needed > this.#end) throw tooMuch();
    const grown = new Bytes(max(needed, 2 * this.#capacity));
    copyBytes(grown, new Bytes(typedBuffer(this.#bytes), 0, this.#length), 0);
    this.#bytes = grown;
    this.#view = new View(typedBuffer(grown));
    this.#capacity = typedLength(grown);
  }
}

/** Reads what an {@link Encoder} wrote. Throws a {@link CodecError} that says `malformed` at bytes it could not have written. */
export class Decoder {
  readonly #classes: CodecClasses;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #end: number;
  readonly #budget: number;
  #nodes: number;
  #offset = 0;
  #depth = 0;

  constructor(classes: CodecClasses, limits: CodecLimits, bytes: Uint8Array) {
    this.#classes = classes;
    this.#bytes = bytes;
    this.#view = new View(typedBuffer(bytes), typedOffset(bytes), typedLength(bytes));
    this.#end = typedLength(bytes);
    this.#budget = limits.nodes;
    this.#nodes = limits.nodes;
  }

  get done(): boolean {
    return this.#offset >= this.#end;
  }

  /** Starts a call with a full budget. */
  begin(): void {
    this.#nodes = this.#budget;
  }

  byte(): number {
    this.#need(1);
    return this.#bytes[this.#offset++]!;
  }

  count(): number {
    this.#need(4);
    const value = getUint32(this.#view, this.#offset, true);
    this.#offset += 4;
    return value;
  }

  text(): string {
    const units = this.count();
    this.#need(2 * units);
    let text = "";
    for (let start = 0; start < units; start += textChunk) {
      const codes = new Units(min(textChunk, units - start));
      const length = min(textChunk, units - start);
      for (let i = 0; i < length; i++) codes[i] = getUint16(this.#view, this.#offset + 2 * (start + i), true);
      text += apply(fromCharCode, null, codes as unknown as unknown[]) as string;
    }
    this.#offset += 2 * units;
    return text;
  }

  value(): unknown {
    switch (this.byte()) {
      case tag.undefined:
        return undefined;
      case tag.null:
        return null;
      case tag.false:
        return false;
      case tag.true:
        return true;
      case tag.number:
        return this.#double();
      case tag.string:
        return this.text();
      case tag.list:
        return this.#inside(() => this.#list());
      case tag.numbers:
        return this.#numbers();
      case tag.object:
        return this.#inside(() => this.#plain());
      case tag.typed:
        return this.#typed();
      case tag.bigint:
        return this.#bigint();
      case tag.tensor:
        return this.#tensor();
      case tag.random:
        return this.#random();
      case tag.opaque:
        return new this.#classes.Opaque(this.text());
      default:
        throw malformed();
    }
  }

  #list(): unknown[] {
    const length = this.count();
    this.#need(length);
    this.#charge(length);
    const list: unknown[] = new List(length);
    for (let i = 0; i < length; i++) list[i] = this.value();
    return list;
  }

  #numbers(): number[] {
    const length = this.count();
    this.#need(8 * length);
    const list: number[] = new List(length);
    for (let i = 0; i < length; i++) list[i] = getFloat64(this.#view, this.#offset + 8 * i, true);
    this.#offset += 8 * length;
    return list;
  }

  #plain(): object {
    const count = this.count();
    this.#need(5 * count);
    this.#charge(count);
    const object = create(this.#classes.objectPrototype) as object;
    for (let i = 0; i < count; i++) {
      const name = this.text();
      defineProperty(object, name, { __proto__: null, value: this.value(), writable: true, enumerable: true, configurable: true } as PropertyDescriptor);
    }
    return object;
  }

  #typed(): ArrayBufferView {
    const kind = kinds[this.byte()];
    if (kind === undefined) throw malformed();
    const length = this.count();
    this.#need(length * kind.BYTES_PER_ELEMENT);
    const value = new kind(length);
    this.#fill(value);
    return value;
  }

  #bigint(): bigint {
    const text = this.text();
    if (text.length > maxBigintDigits || !isHex(text)) throw malformed();
    return charCodeAt(text, 0) === minusSign ? -toBigint("0x" + sliceText(text, 1)) : toBigint("0x" + text);
  }

  #tensor(): unknown {
    const axes = this.count();
    if (axes > maxAxes) throw malformed();
    this.#need(4 * axes);
    this.#charge(axes);
    const shape: number[] = new List(axes);
    let entries = 1;
    for (let axis = 0; axis < axes; axis++) entries *= shape[axis] = this.count();
    if (!(entries <= maxTensorEntries)) throw malformed();
    this.#need(8 * entries);
    const data = new Doubles(entries);
    this.#fill(data);
    return new this.#classes.Tensor(data, shape);
  }

  #random(): unknown {
    const seed = this.#double();
    if (!isSeed(seed)) throw malformed();
    return new this.#classes.Random(seed);
  }

  #fill(value: ArrayBufferView): void {
    const bytes = typedBytes(value);
    const size = typedLength(bytes);
    copyBytes(bytes, new Bytes(typedBuffer(this.#bytes), typedOffset(this.#bytes) + this.#offset, size), 0);
    this.#offset += size;
  }

  #double(): number {
    this.#need(8);
    const value = getFloat64(this.#view, this.#offset, true);
    this.#offset += 8;
    return value;
  }

  #inside<T>(read: () => T): T {
    if (this.#depth === maxDepth) throw malformed();
    this.#depth++;
    const value = read();
    this.#depth--;
    return value;
  }

  #need(size: number): void {
    if (size > this.#end - this.#offset) throw malformed();
  }

  #charge(nodes: number): void {
    if (nodes > this.#nodes) throw tooMuch();
    this.#nodes -= nodes;
  }
}

/** What a value that isn't data is, for a message: `a function`, `an instance of Map`. */
export function describeOpaque(value: unknown): string {
  if (typeof value === "symbol") return "a symbol";
  if (typeof value === "function") return isClass(value) ? "a class" : "a function";
  try {
    let name: unknown;
    for (let object = value as object | null, hops = 0; object !== null && hops < 100; object = getPrototypeOf(object) as object | null, hops++) {
      const constructor = getOwnPropertyDescriptor(object, "constructor")?.value as unknown;
      if (typeof constructor !== "function") continue;
      name = getOwnPropertyDescriptor(constructor, "name")?.value;
      break;
    }
    if (typeof name === "string" && name !== "") return `an instance of ${sliceText(name, 0, 60)}`;
  } catch {
    // A proxy may throw from any of these.
  }
  return "an object of no known class";
}

/** Whether a function was written as a class; reads its source text, which can't be faked without being a class or a native. */
export function isClass(value: unknown): boolean {
  try {
    return sliceText(sourceOf(value as () => void), 0, 6) === "class ";
  } catch {
    return false;
  }
}

/** Why data and shape don't make a Tensor, as `a Tensor whose …`; undefined when they do. Neither is read through its prototype. */
export function tensorProblem(data: unknown, shape: readonly number[] | undefined): string | undefined {
  if (!isView(data) || typedName(data) !== "Float64Array") return "a Tensor whose data is not a Float64Array";
  if (shape === undefined) return "a Tensor whose shape is not a list of whole numbers from 0";
  let entries = 1;
  let text = "";
  for (let axis = 0; axis < shape.length; axis++) {
    entries *= shape[axis]!;
    text += (axis === 0 ? "" : ", ") + shape[axis]!;
  }
  const length = typedLength(data);
  if (entries !== length) return `a Tensor of shape [${text}], which holds ${entries} values, but with ${length} in its data`;
  if (length > maxTensorEntries) return `a Tensor of ${length} values, where at most ${maxTensorEntries} can be read`;
  return undefined;
}

/** A shape as an array of our own, each size read once; undefined when it isn't one. */
export function copyShape(shape: unknown): number[] | undefined {
  if (!isArray(shape)) return undefined;
  const length = shape.length;
  if (!isCount(length) || length > maxAxes) return undefined;
  const copy: number[] = new List(length);
  for (let axis = 0; axis < length; axis++) {
    const size = shape[axis] as unknown;
    if (!isCount(size)) return undefined;
    copy[axis] = size;
  }
  return copy;
}

const maxAxes = 32;
const maxCount = 2 ** 32 - 1;
const maxBigintDigits = 100_000;
const textChunk = 4096;
const minusSign = 45;

function tooMuch(): CodecError {
  return new CodecError("too-much-output", "a value too large to read");
}

function malformed(): CodecError {
  return new CodecError("malformed", "bytes that are not a value");
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function isHex(text: string): boolean {
  const start = text.length > 1 && charCodeAt(text, 0) === minusSign ? 1 : 0;
  for (let i = start; i < text.length; i++) {
    const code = charCodeAt(text, i);
    if (!((code >= 48 && code <= 57) || (code >= 97 && code <= 102))) return false;
  }
  return text.length > start;
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && isSafeInteger(value) && value >= 0 && value <= maxCount;
}

function isSeed(seed: unknown): seed is number {
  return typeof seed === "number" && isSafeInteger(seed) && seed >= 0;
}

function oneDouble(value: number): Float64Array {
  const double = new Doubles(1);
  double[0] = value;
  return double;
}

function indexOfKind(name: string | undefined): number {
  for (let kind = 0; kind < kindNames.length; kind++) if (kindNames[kind] === name) return kind;
  return -1;
}

function typedBytes(value: ArrayBufferView): Uint8Array {
  return new Bytes(typedBuffer(value), typedOffset(value), typedByteLength(value));
}

// The built-ins, kept before any student code runs. A method becomes a function whose first parameter is its `this`.

function uncurry<This, Rest extends unknown[], Result>(method: (this: This, ...rest: Rest) => Result): (self: This, ...rest: Rest) => Result {
  return Function.prototype.call.bind(method) as (self: This, ...rest: Rest) => Result;
}

function getter<Result>(prototype: object, name: string | symbol): (self: unknown) => Result {
  return uncurry(Object.getOwnPropertyDescriptor(prototype, name)!.get as (this: unknown) => Result);
}

const { getPrototypeOf, getOwnPropertyDescriptor, keys, create, defineProperty, prototype: objectPrototype } = Object;
const { isArray } = Array;
const { isView } = ArrayBuffer;
const { max, min } = Math;
const { fromCharCode } = String;
const { apply } = Reflect;
const { isSafeInteger } = Number;
const List = Array;
const Bytes = Uint8Array;
const Units = Uint16Array;
const Doubles = Float64Array;
const View = DataView;
const toBigint = BigInt;
const isInstance = uncurry(Object.prototype.isPrototypeOf) as (prototype: object, value: unknown) => boolean;
const sourceOf = uncurry(Function.prototype.toString) as (value: () => void) => string;
const charCodeAt = uncurry(String.prototype.charCodeAt);
const sliceText = uncurry(String.prototype.slice);
const bigintText = uncurry(BigInt.prototype.toString);
const setUint16 = uncurry(DataView.prototype.setUint16);
const setUint32 = uncurry(DataView.prototype.setUint32);
const setFloat64 = uncurry(DataView.prototype.setFloat64);
const getUint16 = uncurry(DataView.prototype.getUint16);
const getUint32 = uncurry(DataView.prototype.getUint32);
const getFloat64 = uncurry(DataView.prototype.getFloat64);
const typedPrototype = Object.getPrototypeOf(Uint8Array.prototype) as object;
const typedName = getter<string | undefined>(typedPrototype, Symbol.toStringTag);
const typedLength = getter<number>(typedPrototype, "length");
const typedByteLength = getter<number>(typedPrototype, "byteLength");
const typedOffset = getter<number>(typedPrototype, "byteOffset");
const typedBuffer = getter<ArrayBuffer>(typedPrototype, "buffer");
const copyBytes = uncurry((typedPrototype as Uint8Array).set) as (target: unknown, source: Uint8Array, offset: number) => void;

const kinds = [
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
const kindNames = kinds.map((kind) => kind.name);
