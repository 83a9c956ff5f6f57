import { conv2d } from "../../ada-lovelace/10-convolutional-networks/conv2d.ts";
export { conv2dBackward } from "../../ada-lovelace/10-convolutional-networks/conv2d.ts";
export { conv2d };
