import { met } from "../../../../support/every-moment";
import { fake, type FakeMachine } from "./fake-machine";

/** What a machine asked the API, in its order. */
export const questions = (machine: FakeMachine) => machine.read(`${fake}/calls`).trimEnd().split("\n");

/**
 * The questions at which a machine is killed, with their numbers, given one that nobody killed. Most of them publish the
 * report; one stands for all of these.
 */
export function killedAt(undisturbed: FakeMachine): readonly (readonly [number, string])[] {
  const all = questions(undisturbed);
  const publishes = (call: string) => call.includes(" apply ");
  const numbered = all.map((call, index) => [index + 1, call] as const);
  return met(
    numbered.filter(([number, call]) => !publishes(call) || number === all.findIndex(publishes) + 1),
    6,
  );
}
