// The small language of the exercise fine-tune: who does what, in three words, formal or informal, in three word orders.

import { Tensor, type Random } from "#tensor";

/** For each place of a sentence its concepts, each with an informal and a formal word. */
const words = {
  who: "kid child, mum mother, cop officer, doc physician, boss employer, guy gentleman, pal companion, prof professor",
  does: "buys purchases, gets obtains, needs requires, fixes repairs, shows demonstrates, keeps retains, asks-for requests, uses employs",
  what: "bike bicycle, phone telephone, photo photograph, fridge refrigerator, telly television, car automobile, test examination, ad advertisement",
};
const places = Object.values(words).map((list) => list.split(", ").map((concept) => concept.split(" ")));
export const concepts = places[0]!.length;
const registers = 2;

/** Token 0 is [MASK], and a token above 0 a word. */
export const vocabularySize = 1 + places.length * concepts * registers;
export const sentenceLength = places.length;

/** Who does what; what who does, as for emphasis; does who what, as in a question. */
const orders = [
  [0, 1, 2],
  [2, 0, 1],
  [1, 0, 2],
] as const;

/** How likely a text is about one thing at each of its places, and how likely each of its words has the text's register. */
const chance = { onTopic: 0.8, inRegister: 0.8 };

/** A sentence that says `meaning`, a concept for each place, in a random order. */
function sentence(random: Random, meaning: readonly number[], registerOf: () => number): number[] {
  const tokens = meaning.map((concept, place) => 1 + (place * concepts + concept) * registers + registerOf());
  return orders[random.integer(0, orders.length)]!.map((place) => tokens[place]!);
}

/** Unlabelled text: the word for what somebody does tells a lot about who it is, and a formal word announces others. */
export function texts(random: Random, count: number): Tensor {
  return sentences(count, () => {
    const topic = random.integer(0, concepts);
    const meaning = places.map(() => (random.number() < chance.onTopic ? topic : random.integer(0, concepts)));
    const register = random.integer(0, registers);
    return sentence(random, meaning, () =>
      random.number() < chance.inRegister ? register : random.integer(0, registers),
    );
  });
}

/**
 * Pairs of sentences. Where the label is 1, both say the same, each in its own register and order; else one concept differs.
 * Nothing but the meaning tells: registers and orders are as often alike in one class as in the other.
 */
export function pairs(random: Random, labels: readonly number[]) {
  const rows = labels.map((label) => {
    const meaning = places.map(() => random.integer(0, concepts));
    const changed = [...meaning];
    const place = random.integer(0, places.length);
    if (label === 0) changed[place] = (changed[place]! + random.integer(1, concepts)) % concepts;
    return [meaning, changed].map((one) => {
      const register = random.integer(0, registers);
      return sentence(random, one, () => register);
    });
  });
  const [first, second] = [0, 1].map((side) => sentences(labels.length, (n) => rows[n]![side]!));
  return { first: first!, second: second! };
}

function sentences(count: number, sentenceOf: (n: number) => readonly number[]): Tensor {
  return new Tensor(Array.from({ length: count }, (_, n) => sentenceOf(n)).flat(), [count, sentenceLength]);
}
