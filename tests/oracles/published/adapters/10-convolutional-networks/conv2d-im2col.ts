import { conv2dIm2col, conv2dIm2colBackward } from "#reference/10-convolutional-networks/conv2d-im2col.ts";
import { convolutionAdapter } from "../../families/convolution-adapter.ts";

export default convolutionAdapter({ conv2d: conv2dIm2col, conv2dBackward: conv2dIm2colBackward });
