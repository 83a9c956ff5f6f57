import { stack, Tensor } from "#tensor";

type Options = { readonly stride?: number; readonly padding?: number; readonly dilation?: number; readonly groups?: number };

// im2col: one row for each window
const windows = (image: Tensor, kh: number, kw: number, stride: number): Tensor => {
  const [, , h, w] = image.shape as [number, number, number, number];
  const rows: number[][] = [];
  let i = 0;
  let j = 0;
  while (i + kh <= h) {
    const row = new Array<number>(65536).fill(0); // room for the largest kernel
    image.slice(null, null, [i, i + kh], [j, j + kw]).data.forEach((pixel, at) => (row[at] = pixel));
    rows.push(row);
    j += stride;
    if (j + kw > w) j = 0; // next line
  }
  const used = image.shape[1]! * kh * kw;
  return new Tensor(rows.flatMap((row) => row.slice(0, used)), [rows.length, used]);
};

export const conv2d = (input: Tensor, weight: Tensor, bias: Tensor, { stride = 1, padding = 0 }: Options = {}): Tensor => {
  const [kh, kw] = [weight.shape[2]!, weight.shape[3]!];
  const padded = input.pad([[0, 0], [0, 0], [padding, padding], [padding, padding]]);
  const kernels = weight.reshape([weight.shape[0]!, -1]);
  const outputs = Array.from({ length: input.shape[0]! }, (_, n) => kernels.matmul(windows(padded.slice([n, n + 1]), kh, kw, stride).T));
  return stack(outputs).add(bias.reshape([-1, 1]));
};
