// tries: boxed numbers and Symbol.toPrimitive in place of a number
// stopped by: results cross as bytes of data; what is not data becomes a tag that only describes it
// exercise: 03-losses/mse
// problem: instance of
class Loss extends Number {
  [Symbol.toPrimitive]() {
    return 2;
  }
}
let calls = 0;
export const mse = () => (calls++ % 2 === 0 ? new Loss(2) : new Number(2));
export const mseBackward = mse;
