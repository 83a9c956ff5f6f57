import { exercise } from "#graders/student.ts";
import type * as reference from "#reference/16-gpu-kernels/layer-norm-kernel.ts";

exercise<typeof reference>("16-gpu-kernels/layer-norm-kernel", () => import("./layer-norm-kernel.ts"));
