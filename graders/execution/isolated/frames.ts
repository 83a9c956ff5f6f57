/** Cuts the bytes that arrive from a child into frames, and refuses a frame larger than the limit before holding it. */
export class FrameReader {
  readonly #largest: number;
  #chunks: Uint8Array[] = [];
  #bytes = 0;

  constructor(largest: number) {
    this.#largest = largest;
  }

  /** The frames that are complete with this chunk; undefined when one is announced that is too large. */
  push(chunk: Uint8Array): Uint8Array[] | undefined {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    const frames: Uint8Array[] = [];
    for (;;) {
      if (this.#bytes < 4) return frames;
      const size = this.#announced();
      if (size > this.#largest) return undefined;
      if (this.#bytes < 4 + size) return frames;
      const all = this.#joined();
      frames.push(all.subarray(4, 4 + size));
      this.#chunks = [all.subarray(4 + size)];
      this.#bytes -= 4 + size;
    }
  }

  #announced(): number {
    if (this.#chunks[0]!.length < 4) this.#chunks = [this.#joined()];
    const [first] = this.#chunks;
    return new DataView(first!.buffer, first!.byteOffset, 4).getUint32(0, true);
  }

  #joined(): Uint8Array {
    return this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
  }
}
