import { everyMoment } from "../support/every-moment";
import { beforehand, port } from "./support/beforehand";
import { bootMoments, brokenImage } from "./support/boot";
import { joinMoments } from "./support/join";
import { lacksOf, meet, messageIn } from "./support/moment";
import { Scene } from "./support/scene";

const minutes = 60_000;
/** `make test` meets those that cost little, `make test-moments` all. */
const moments = everyMoment ? [...beforehand, ...bootMoments, ...joinMoments] : [...beforehand, brokenImage];
const scene = new Scene("e2e-moments", { controlPlanes: 1, workers: 1, forwardedPort: port });

beforeAll(() => scene.storage.open());
afterAll(() => scene.end(), 5 * minutes);

/** That an `up` gets as far as the next moment, or to its end, shows that it has mended the one before. */
describe("a cluster that meets one bad moment after the other while it comes up", () => {
  it.each(moments)(
    "$moment: `up` ends in time and says what, where, since when, what it saw, why and what to do",
    async (moment) => {
      const made = await meet(scene, moment);
      console.log(`${moment.moment} (${made.seconds.toFixed(0)} s)\n${messageIn(made.text)}`);
      const lacks = lacksOf(moment, made);
      if (lacks.length > 0) throw new Error([...lacks, made.text].join("\n"));
    },
    12 * minutes,
  );

  if (everyMoment)
    it(
      "is mended by the next `up`, which ends with every check of its health",
      async () => {
        const up = await scene.make("up");
        if (up.exitCode !== 0) throw new Error(`make up ended with ${up.exitCode}\n${up.text}`);
        const status = await scene.make("status");
        expect(status.text).not.toMatch(/FAIL/);
        expect(status.exitCode).toBe(0);
      },
      12 * minutes,
    );
});
