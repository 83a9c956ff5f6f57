import type { Matrix, Thread } from "#gpu";
import { variants } from "#graders/spec/authoring.ts";

export default variants<typeof import("#reference/16-gpu-kernels/matmul-kernel.ts")>({
  "from the end, with a sum for odd and one for even places": {
    matmul: (device, a, b) => {
      const [rows, depth] = a.shape as readonly [number, number];
      if (b.shape[0] !== depth) throw new RangeError("matmul: a and b don't fit.");
      const kernel = function (this: Thread<"depth">, a: Matrix, b: Matrix): number {
        let even = 0;
        let odd = 0;
        for (let k = 0; k < this.constants.depth; k++) {
          const place = this.constants.depth - 1 - k;
          if (place % 2 === 0) {
            even += a[this.thread.y]![place]! * b[place]![this.thread.x]!;
          } else {
            odd += a[this.thread.y]![place]! * b[place]![this.thread.x]!;
          }
        }
        return even + odd;
      };
      return device.launch(kernel, [rows, b.shape[1]!], { depth }, a, b);
    },
  },
});
