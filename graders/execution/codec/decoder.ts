/** Reads what an encoder wrote; see format.ts. */
import {
  apply,
  Bytes,
  charCodeAt,
  copyBytes,
  create,
  defineProperty,
  Doubles,
  fromCharCode,
  getFloat64,
  getUint16,
  getUint32,
  listOf,
  min,
  sliceText,
  toBigint,
  typedBuffer,
  typedClasses,
  typedLength,
  typedOffset,
  Units,
  View,
} from "../primordials.ts";
import {
  CodecError,
  maxAxes,
  maxBigintDigits,
  maxDepth,
  maxTensorEntries,
  tag,
  tooMuch,
  type CodecClasses,
  type CodecLimits,
} from "./format.ts";
import { isSeed, typedBytes } from "./inspect.ts";

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
    const list = listOf<unknown>(length);
    for (let i = 0; i < length; i++) list[i] = this.value();
    return list;
  }

  #numbers(): number[] {
    const length = this.count();
    this.#need(8 * length);
    const list = listOf<number>(length);
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
      defineProperty(object, name, {
        __proto__: null,
        value: this.value(),
        writable: true,
        enumerable: true,
        configurable: true,
      } as PropertyDescriptor);
    }
    return object;
  }

  #typed(): ArrayBufferView {
    const kind = typedClasses[this.byte()];
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
    const shape = listOf<number>(axes);
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

const textChunk = 4096;
const minusSign = 45;

function malformed(): CodecError {
  return new CodecError("malformed", "bytes that are not a value");
}

function isHex(text: string): boolean {
  const start = text.length > 1 && charCodeAt(text, 0) === minusSign ? 1 : 0;
  for (let i = start; i < text.length; i++) {
    const code = charCodeAt(text, i);
    if (!((code >= 48 && code <= 57) || (code >= 97 && code <= 102))) return false;
  }
  return text.length > start;
}
