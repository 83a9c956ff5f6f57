import { exercise } from "#graders/student.ts";
import type { AutogradModule } from "#specs/07-backprop/tensor-autograd.programs.ts";

exercise<AutogradModule>("07-backprop/tensor-autograd", () => import("./tensor-autograd.ts"));
