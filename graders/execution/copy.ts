/**
 * Copies of values for calls within one process, by the rules of the codec but without its bytes.
 *
 * `verify` makes millions of calls through here, so tensors and numbers, nearly all there is, take the shortest way.
 */
import { Random, Tensor } from "#tensor";
import { CodecError, maxDepth, replyLimits } from "./codec/format.ts";
import { copyShape, describeOpaque, tensorProblem } from "./codec/inspect.ts";
import { Opaque, type Value } from "./executor.ts";

type TensorClass = new (data: Float64Array, shape: readonly number[]) => Tensor;

/** A deep copy of an argument, with tensors of the class that the code under test knows. */
export function copyArgument(value: Value, tensorClass: TensorClass = Tensor): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Tensor) return new tensorClass(value.data.slice(), value.shape);
  if (value instanceof Random) return new Random(value.seed);
  if (value instanceof Opaque) return value;
  if (ArrayBuffer.isView(value)) return copyView(value);
  if (Array.isArray(value)) return value.map((entry: Value) => copyArgument(entry, tensorClass));
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, copyArgument(field, tensorClass)]));
}

/** What the code under test gave back, as it is now. Throws a CodecError when it isn't data. */
export function snapshot(value: unknown): Value {
  if (typeof value === "number") return value;
  return new Snapshot().take(value);
}

class Snapshot {
  #nodes = replyLimits.nodes;
  #bytes = replyLimits.bytes;
  readonly #ancestors: object[] = [];
  readonly #keys: (string | number)[] = [];

  take(value: unknown): Value {
    this.#charge(1, 1);
    if (typeof value === "function" || typeof value === "symbol") return new Opaque(describeOpaque(value));
    if (typeof value === "string") this.#charge(0, 2 * value.length);
    if (typeof value !== "object" || value === null) return value as Value;
    if (isTensor(value)) return this.#tensor(value);
    if (isRandom(value)) return new Random(value.seed);
    if (ArrayBuffer.isView(value)) {
      this.#charge(0, value.byteLength);
      return value instanceof DataView ? new Opaque("a DataView") : copyView(value);
    }
    if (Array.isArray(value)) return this.#inside(value, () => this.#list(value));
    const prototype = Object.getPrototypeOf(value) as unknown;
    if (prototype === null || prototype === Object.prototype)
      return this.#inside(value, () => this.#plain(value as Record<string, unknown>));
    return new Opaque(describeOpaque(value));
  }

  #tensor(value: Tensor): Tensor {
    const data = value.data;
    const shape = copyShape(value.shape);
    const problem = tensorProblem(data, shape);
    if (problem !== undefined) throw new CodecError("not-data", problem + this.#where());
    this.#charge(shape!.length, data.byteLength);
    return new Tensor(data.slice(), shape!);
  }

  #list(list: readonly unknown[]): Value[] {
    const { length } = list;
    if (length > this.#nodes) throw tooMuch();
    this.#charge(0, length);
    const copy: Value[] = [];
    for (let i = 0; i < length; i++) {
      const entry = list[i];
      if (typeof entry === "number") {
        this.#charge(0, 7);
        copy.push(entry);
      } else {
        this.#keys[this.#ancestors.length] = i;
        copy.push(this.take(entry));
      }
    }
    return copy;
  }

  #plain(object: Record<string, unknown>): Value {
    const copy = Object.create(null) as Record<string, Value>;
    for (const name of Object.keys(object)) {
      this.#charge(1, 2 * name.length);
      this.#keys[this.#ancestors.length] = name;
      copy[name] = this.take(object[name]);
    }
    return copy;
  }

  #inside<T>(value: object, read: () => T): T {
    if (this.#ancestors.includes(value))
      throw new CodecError(
        "not-data",
        (Array.isArray(value) ? "a list" : "an object") + " that contains itself" + this.#where(),
      );
    if (this.#ancestors.length === maxDepth)
      throw new CodecError("not-data", `lists and objects nested more than ${maxDepth} levels deep`);
    this.#ancestors.push(value);
    const result = read();
    this.#ancestors.pop();
    return result;
  }

  #where(): string {
    const keys = this.#keys.slice(1, Math.min(this.#ancestors.length, 8) + 1);
    return keys.length === 0
      ? ""
      : ` at ${keys.map((key) => (typeof key === "number" ? `[${key}]` : `.${key.slice(0, 40)}`)).join("")}`;
  }

  #charge(nodes: number, bytes: number): void {
    this.#nodes -= nodes;
    this.#bytes -= bytes;
    if (this.#nodes < 0 || this.#bytes < 0) throw tooMuch();
  }
}

function tooMuch(): CodecError {
  return new CodecError("too-much-output", "a value too large to read");
}

/** By its looks where it isn't an instance: a bundler may have made a second copy of the class. */
function isTensor(value: object): value is Tensor {
  return value instanceof Tensor || (nameOfClass(value) === "Tensor" && ArrayBuffer.isView((value as Tensor).data));
}

function isRandom(value: object): value is Random {
  return value instanceof Random || (nameOfClass(value) === "Random" && Number.isSafeInteger((value as Random).seed));
}

function nameOfClass(value: object): unknown {
  const prototype = Object.getPrototypeOf(value) as { constructor?: { name?: unknown } } | null;
  return prototype === null || prototype === Object.prototype || prototype === Array.prototype
    ? undefined
    : prototype.constructor?.name;
}

function copyView(view: ArrayBufferView): ArrayBufferView {
  return view instanceof DataView ? view : (view as Uint8Array).slice();
}
