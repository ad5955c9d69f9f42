import { forget, makeWell, testStack } from "../../e2e/support/stack";
import { tracesOf } from "../../e2e/support/traces";
import { changesOfAnother, found, planned } from "./converged";
import { cutOff } from "./cut";
import type { Config, CutOff, Round } from "./rounds";

const minutes = 60_000;

/** Specifies a round: after each operation that was cut off, the same `make` target brings everything to its end. */
export function specify(round: Round, number: number): void {
  const { size, up, change, destroy } = round;
  const name = `e2e-cut-${number}`;
  const configure = (config: Config) => testStack(name, { controlPlanes: size.controlPlanes, ...config });
  const stack = configure(change.from);
  const workersBefore = Number(change.from["workers"]);

  describe(`round ${number}, ${size.controlPlanes} control planes`, () => {
    afterAll(async () => {
      await makeWell("destroy", stack);
      forget(stack);
    }, 5 * minutes);

    it(
      `up, ${up.cut} when ${up.moment.name}, is completed by the next`,
      async () => {
        await cutAndRunAgain("up", up);
        expect(await found(stack)).toEqual(planned(stack, { ...size, workers: workersBefore }));
        await expectHealthy();
      },
      8 * minutes,
    );

    it(
      `a changing up, ${change.cut} when ${change.moment.name}, is completed by the next`,
      async () => {
        configure(change.to);
        await cutAndRunAgain("up", change);
        expect(await found(stack)).toEqual(planned(stack, { ...size, workers: change.workers }));
        await expectHealthy();
      },
      8 * minutes,
    );

    it(
      `destroy, ${destroy.cut} when ${destroy.moment.name}, is completed by the next`,
      async () => {
        await cutAndRunAgain("destroy", destroy);
        expect(await tracesOf(stack)).toEqual([]);
      },
      5 * minutes,
    );
  });

  async function cutAndRunAgain(target: "up" | "destroy", cut: CutOff): Promise<void> {
    await cutOff(target, stack, cut);
    const again = await makeWell(target, stack);
    const recovery = /^(the last .*|an operation of the engine .*)\n((?: {2}\S.*\n)*)/m.exec(again.text);
    console.log(
      `${target}, ${cut.cut} when ${cut.moment.name}; again: ${again.seconds.toFixed(1)} s\n${recovery?.[0] ?? ""}`,
    );
  }

  async function expectHealthy(): Promise<void> {
    expect(await changesOfAnother(stack)).toEqual([]);
    expect((await makeWell("status", stack)).text).not.toMatch(/FAIL/);
  }
}
