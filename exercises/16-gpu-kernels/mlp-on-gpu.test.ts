import { exercise } from "#graders/student.ts";
import type * as reference from "#reference/16-gpu-kernels/mlp-on-gpu.ts";

exercise<typeof reference>("16-gpu-kernels/mlp-on-gpu", () => import("./mlp-on-gpu.ts"));
