// tries: one class for every image
// stopped by: held-out labels stay with the grader, and classes are equally frequent
// exercise: 10-convolutional-networks/train-cnn
import { tensor, zeros } from "#tensor";
export const cnn = (images) => zeros([images.shape[0], 4]);
export const cnnBackward = (images, parameters) => ({ gradParameters: parameters });
export const trainCnn = () => ({ convWeight: zeros([1, 1, 3, 3]), convBias: tensor([0]), linearWeight: zeros([4, 1]), linearBias: zeros([4]) });
