import { zeros, type Tensor } from "#tensor";

export interface SoftmaxOptions {
  readonly axis?: number;
}

// Moves the axis to the end, does the work row by row, and moves it back.
function alongLast(x: Tensor, axis: number): { rows: Tensor; back: (rows: Tensor) => Tensor } {
  const rank = x.rank;
  const a = axis < 0 ? axis + rank : axis;
  const order: number[] = [];
  for (let i = 0; i < rank; i++) {
    if (i != a) order.push(i);
  }
  order.push(a);
  const inverse: number[] = [];
  for (let i = 0; i < rank; i++) {
    inverse[order[i]!] = i;
  }
  const moved = x.transpose(order);
  return { rows: moved.reshape([-1, x.shape[a]!]), back: (rows) => rows.reshape(moved.shape).transpose(inverse) };
}

export function softmax(x: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  const { rows, back } = alongLast(x, axis);
  const [R, C] = rows.shape as [number, number];
  const out = zeros([R, C]);
  for (let r = 0; r < R; r++) {
    let biggest = rows.at(r, 0);
    for (let c = 1; c < C; c++) biggest = Math.max(biggest, rows.at(r, c));
    let sum = 0;
    for (let c = 0; c < C; c++) sum += Math.exp(rows.at(r, c) - biggest);
    for (let c = 0; c < C; c++) out.data[r * C + c] = Math.exp(rows.at(r, c) - biggest) / sum;
  }
  return back(out);
}

export function softmaxBackward(x: Tensor, gradOutput: Tensor, { axis = -1 }: SoftmaxOptions = {}): Tensor {
  const { rows: p, back } = alongLast(softmax(x, { axis }), axis);
  const { rows: g } = alongLast(gradOutput, axis);
  const [R, C] = p.shape as [number, number];
  const out = zeros([R, C]);
  for (let r = 0; r < R; r++) {
    for (let i = 0; i < C; i++) {
      for (let j = 0; j < C; j++) {
        // Jacobian: i == j  ->  p (1 - p),   i != j  ->  -p_i p_j
        const jacobian = i == j ? p.at(r, i) * (1 - p.at(r, i)) : -p.at(r, i) * p.at(r, j);
        out.data[r * C + i]! += g.at(r, j) * jacobian;
      }
    }
  }
  return back(out);
}
