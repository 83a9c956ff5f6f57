/** Writes values; see format.ts. */
import {
  bigintText,
  Bytes,
  charCodeAt,
  copyBytes,
  Doubles,
  getPrototypeOf,
  isArray,
  isInstance,
  isView,
  keys,
  max,
  objectPrototype,
  setFloat64,
  setUint16,
  setUint32,
  sliceText,
  typedBuffer,
  typedClassNames,
  typedLength,
  typedName,
  View,
} from "../primordials.ts";
import { CodecError, maxBigintDigits, maxDepth, tag, tooMuch, type CodecClasses, type CodecLimits } from "./format.ts";
import { describeOpaque, tensorProblem, copyShape, isCount, isSeed, typedBytes } from "./inspect.ts";

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
    if (prototype === null || prototype === objectPrototype)
      return this.#inside(value, () => this.#plain(value as Record<string, unknown>));
    this.byte(tag.opaque);
    this.text(describeOpaque(value));
  }

  #list(value: readonly unknown[]): void {
    const length = value.length;
    // A proxy may give anything, and another thing each time it is asked.
    if (!isCount(length))
      throw new CodecError("not-data", "a list whose length is not a number" + this.#where(this.#depth - 1));
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
      if (this.#ancestors[i] === value)
        throw new CodecError(
          "not-data",
          (isArray(value) ? "a list" : "an object") + " that contains itself" + this.#where(),
        );
    }
    if (depth === maxDepth)
      throw new CodecError("not-data", `lists and objects nested more than ${maxDepth} levels deep`);
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

function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function oneDouble(value: number): Float64Array {
  const double = new Doubles(1);
  double[0] = value;
  return double;
}

function indexOfKind(name: string | undefined): number {
  for (let kind = 0; kind < typedClassNames.length; kind++) if (typedClassNames[kind] === name) return kind;
  return -1;
}
