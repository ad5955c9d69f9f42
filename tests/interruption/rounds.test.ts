import { chosenRounds } from "./support/chosen";
import { specify } from "./support/round";
import { rounds } from "./support/rounds";

for (const number of chosenRounds(process.env["ROUNDS"], rounds.length)) {
  const round = rounds[number - 1];
  if (round !== undefined) specify(round, number);
}
