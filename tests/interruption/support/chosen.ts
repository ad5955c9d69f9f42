/** The round that `make test` runs: what is left half done differs most in it. */
const SAMPLE = 5;

/** The numbers of the rounds that are run: `all`, or a list such as `2,5`; the sample where nothing is asked for. */
export function chosenRounds(asked: string | undefined, count: number): readonly number[] {
  if (asked === undefined) return [SAMPLE];
  if (asked === "all") return Array.from({ length: count }, (_, index) => index + 1);
  const numbers = asked.split(",").map(Number);
  const wrong = numbers.find((number) => !Number.isInteger(number) || number < 1 || number > count);
  if (wrong !== undefined) throw new Error(`ROUNDS=${asked}: there are rounds 1 to ${count}`);
  return numbers;
}
