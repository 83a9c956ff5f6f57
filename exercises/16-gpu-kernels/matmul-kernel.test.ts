import { exercise } from "#graders/student.ts";
import type * as reference from "#reference/16-gpu-kernels/matmul-kernel.ts";

exercise<typeof reference>("16-gpu-kernels/matmul-kernel", () => import("./matmul-kernel.ts"));
