import { exercise } from "#graders/student.ts";
import type { ValueModule } from "#specs/07-backprop/scalar-autograd.programs.ts";

exercise<ValueModule>("07-backprop/scalar-autograd", () => import("./scalar-autograd.ts"));
