import { forget, makeWell, testStack, type TestStack } from "./stack";

const minutes = 60_000;

/** A cluster that is up while the tests of a file run, and is gone after them. */
export function standingCluster(name: string, config: Readonly<Record<string, unknown>>): TestStack {
  const stack = testStack(name, config);
  beforeAll(async () => {
    await makeWell("up", stack);
  }, 10 * minutes);
  afterAll(async () => {
    await makeWell("destroy", stack);
    forget(stack);
  }, 5 * minutes);
  return stack;
}
