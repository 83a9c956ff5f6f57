/** What is measured on every engine: operations at sizes from a page of memory to what fills a GPU. */
import { Random, type Tensor } from "#tensor";
import type { Operation } from "#graders/engines/engine.ts";

export interface Row {
  readonly operation: Operation;
  /** For the table, such as `512 × 512`. */
  readonly size: string;
  /** Billions of floating-point operations (`GFLOP`), or of bytes that must be moved at least (`GB`), of one run. */
  readonly work: number;
  readonly unit: "GFLOP" | "GB";
  readonly inputs: (random: Random) => Tensor[];
}

const bytes = 4;
const giga = 1e9;

function matmul(size: number): Row {
  return {
    operation: "matmul",
    size: `${size} × ${size}`,
    work: (2 * size ** 3) / giga,
    unit: "GFLOP",
    inputs: (random) => [random.uniform([size, size], -1, 1), random.uniform([size, size], -1, 1)],
  };
}

function conv2d(batch: number, channels: number, side: number, maps: number): Row {
  const out = side - 2;
  return {
    operation: "conv2d",
    size: `${batch} × ${channels} × ${side} × ${side}, ${maps} kernels 3 × 3`,
    work: (2 * batch * maps * out * out * channels * 9) / giga,
    unit: "GFLOP",
    inputs: (random) => [
      random.uniform([batch, channels, side, side], -1, 1),
      random.uniform([maps, channels, 3, 3], -1, 1),
      random.uniform([maps], -1, 1),
    ],
  };
}

function attention(length: number, depth: number): Row {
  return {
    operation: "attention",
    size: `${length} queries and keys of ${depth}`,
    work: (4 * length * length * depth) / giga,
    unit: "GFLOP",
    inputs: (random) => [1, 2, 3].map(() => random.uniform([length, depth], -1, 1)),
  };
}

/** Each number is read and written once at least. */
function rowwise(operation: "softmax" | "layerNorm", rows: number, columns: number): Row {
  const feature = (random: Random): Tensor => random.uniform([columns], 0.5, 1.5);
  return {
    operation,
    size: `${rows} × ${columns}`,
    work: (2 * rows * columns * bytes) / giga,
    unit: "GB",
    inputs: (random) => [
      random.uniform([rows, columns], -1, 1),
      ...(operation === "layerNorm" ? [feature(random), feature(random)] : []),
    ],
  };
}

function vector(operation: "sum" | "copy", length: number): Row {
  return {
    operation,
    size: length.toLocaleString("en"),
    work: ((operation === "copy" ? 2 : 1) * length * bytes) / giga,
    unit: "GB",
    inputs: (random) => [random.uniform([length], -1, 1)],
  };
}

export const rows: readonly Row[] = [
  matmul(256),
  matmul(512),
  matmul(1024),
  matmul(2048),
  matmul(4096),
  conv2d(4, 8, 30, 16),
  conv2d(16, 64, 58, 64),
  attention(256, 64),
  attention(2048, 64),
  rowwise("softmax", 256, 1000),
  rowwise("softmax", 8192, 1024),
  rowwise("layerNorm", 256, 768),
  rowwise("layerNorm", 8192, 1024),
  vector("sum", 2 ** 20),
  vector("sum", 2 ** 24),
  vector("copy", 2 ** 20),
  vector("copy", 2 ** 24),
];
