// tries: functions whose source looks like that of a class
// stopped by: what is exported is called as a function, whatever its text says
// exercise: 02-activations/relu
// problem: class
function looksLikeAClass() {}
looksLikeAClass.toString = () => "class relu {}";
export class relu {
  static [Symbol.hasInstance]() {
    return true;
  }
}
export const reluBackward = looksLikeAClass;
