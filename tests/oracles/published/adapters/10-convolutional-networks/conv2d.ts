import { conv2d, conv2dBackward } from "#reference/10-convolutional-networks/conv2d.ts";
import { convolutionAdapter } from "../../families/convolution-adapter.ts";

export default convolutionAdapter({ conv2d, conv2dBackward });
