import { forget, makeWell, testStack } from "../../e2e/support/stack";
import { tracesOf } from "../../e2e/support/traces";
import { changesOfAnother, found, planned } from "./converged";
import { cutOff } from "./cut";
import type { Config, CutOff, Round } from "./rounds";

const minutes = 60_000;

/** Specifies a round: after an operation that was cut off the same `make` target brings everything to its end. */
export function specify({ size, up, changes, destroy }: Round, number: number): void {
  const configure = (config: Config) =>
    testStack(`e2e-chop-${number}`, { controlPlanes: size.controlPlanes, ...config });
  const stack = configure({ workers: size.workers });

  describe(`round ${number}, ${size.controlPlanes} control planes`, () => {
    afterAll(async () => {
      await makeWell("destroy", stack);
      forget(stack);
    }, 5 * minutes);

    it(
      `an up, ${told(up)}, is completed by the next`,
      async () => {
        await cutAndRunAgain("up", up);
        await expectConverged(size.workers);
      },
      limit(up),
    );

    it.each(changes.map((change) => [told(change.cuts), change] as const))(
      "a changing up, %s, is completed by the next",
      async (_, { to, workers, cuts }) => {
        configure(to);
        await cutAndRunAgain("up", cuts);
        await expectConverged(workers);
      },
      Math.max(...changes.map(({ cuts }) => limit(cuts))),
    );

    it(
      `a destroy, ${told(destroy)}, is completed by the next`,
      async () => {
        await cutAndRunAgain("destroy", destroy);
        expect(await tracesOf(stack)).toEqual([]);
      },
      limit(destroy),
    );
  });

  async function cutAndRunAgain(target: "up" | "destroy", cuts: readonly CutOff[]): Promise<void> {
    let before = "nothing";
    for (const cut of cuts) {
      const { printed, seconds } = await cutOff(target, stack, cut);
      tell(`${target} after ${before}: cut after ${seconds.toFixed(1)} s`, printed);
      before = told([cut]);
    }
    const again = await makeWell(target, stack);
    tell(`${target} after ${before}: completed in ${again.seconds.toFixed(1)} s`, again.text);
  }

  async function expectConverged(workers: number): Promise<void> {
    expect(await found(stack)).toEqual(planned(stack, { ...size, workers }));
    expect(await changesOfAnother(stack)).toEqual([]);
    expect((await makeWell("status", stack)).text).not.toMatch(/FAIL/);
  }
}

function told(cuts: readonly CutOff[]): string {
  return cuts.map(({ cut, moment }) => `${cut} when ${moment.name}`).join(", then ");
}

function limit(cuts: readonly CutOff[]): number {
  return (6 + 2 * cuts.length) * minutes;
}

/** Shows what a run found of the one before it. */
function tell(title: string, printed: string): void {
  const recovery = /^(the last .*|an operation of the engine .*)\n((?: {2}\S.*\n)*)/m.exec(printed);
  process.stdout.write(`${title}\n${recovery?.[0] ?? ""}`);
}
