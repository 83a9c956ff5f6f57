import { exercise } from "#graders/student.ts";
import type * as reference from "#reference/16-gpu-kernels/matmul-transposed.ts";

exercise<typeof reference>("16-gpu-kernels/matmul-transposed", () => import("./matmul-transposed.ts"));
