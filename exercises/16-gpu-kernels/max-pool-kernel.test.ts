import { exercise } from "#graders/student.ts";
import type * as reference from "#reference/16-gpu-kernels/max-pool-kernel.ts";

exercise<typeof reference>("16-gpu-kernels/max-pool-kernel", () => import("./max-pool-kernel.ts"));
