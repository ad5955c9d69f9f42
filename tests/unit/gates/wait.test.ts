import { EtcdError } from "../../../checks/clients/etcd";
import { GateFailure, Interrupted } from "../../../gates/context";
import {
  duration,
  limitsFor,
  type Observation,
  untilAnswered,
  type Wait,
  waitFor,
} from "../../../gates/wait";
import { fakeClock, recordingContext } from "../../support/gate-context";

type Look = () => Promise<Observation<string>>;

const pending = (state: string): Observation<string> => ({ done: false, state });
const reached: Observation<string> = { done: true, state: "ready", value: "the value" };

/** A wait that sees these states one after the other, and the last of them for ever. */
function seeing(...looks: readonly (Observation<string> | Error)[]): Wait<string> {
  let next = 0;
  const observe: Look = () => {
    const look = looks[Math.min(next++, looks.length - 1)] ?? reached;
    return look instanceof Error ? Promise.reject(look) : Promise.resolve(look);
  };
  return {
    subject: "etcd",
    goal: "master-1 to vote",
    where: "10.90.0.12",
    observe,
    why: "it does not start",
    remedy: "look at it",
  };
}

const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
const limits = { patience: 120_000, total: 600_000, interval: 1000, reminder: 30_000 };

describe("the bounds of a wait", () => {
  it("give a host of more patience more time in all, and ask it less often", () => {
    expect(limitsFor(120_000)).toMatchObject({ total: 900_000, interval: 200 });
    expect(limitsFor(1_200_000)).toMatchObject({ total: 9_000_000, interval: 2000 });
  });

  it("are the usual ones where the user wants to be told sooner", () => {
    expect(limitsFor(10_000)).toMatchObject({ patience: 10_000, total: 900_000, interval: 200 });
  });
});

describe("waitFor", () => {
  it("returns what it waited for and shows each state once, with the seconds since it began", async () => {
    const context = recordingContext(fakeClock());
    const wait = seeing(pending("is no member"), pending("is a learner"), pending("is a learner"), reached);
    expect(await waitFor(context, { ...wait, limits })).toBe("the value");
    expect(context.lines).toEqual(["etcd: is no member, 0 s", "etcd: is a learner, 1 s", "etcd: ready, 3 s"]);
  });

  it("takes a failed request for a state, in few words", async () => {
    const context = recordingContext(fakeClock());
    await waitFor(context, { ...seeing(refused, new EtcdError("unhealthy cluster"), reached), limits });
    expect(context.lines).toEqual([
      "etcd: connection refused, 0 s",
      "etcd: unhealthy cluster, 1 s",
      "etcd: ready, 2 s",
    ]);
  });

  it("says from time to time that it still waits, for what, until when and what it saw last", async () => {
    const context = recordingContext(fakeClock());
    const looks = Array.from({ length: 40 }, () => refused);
    await waitFor(context, { ...seeing(...looks, reached), limits });
    expect(context.lines[1]).toBe("waiting up to 1m30s more for master-1 to vote (last: connection refused)");
  });

  it("gives up when nothing has changed for as long as its patience", async () => {
    const context = recordingContext(fakeClock());
    const failure = await failureOfWait(
      waitFor(context, { ...seeing(pending("no state that tells more")), limits }),
    );
    expect(failure.problem).toEqual({
      what: "gave up waiting for master-1 to vote after 2m",
      where: "10.90.0.12",
      since: "1970-01-01 00:16:40 UTC, for 2m",
      seen: "no state that tells more",
      why: "it does not start",
      remedy: "look at it",
    });
  });

  it("names the likely cause where the last state tells it", async () => {
    const context = recordingContext(fakeClock());
    const failure = await failureOfWait(waitFor(context, { ...seeing(refused), limits }));
    expect(failure.problem.seen).toBe("connection refused");
    expect(failure.problem.why).toMatch(/^the machine is up and nothing listens there/);
  });

  it("looks closer when it gives up, and not before", async () => {
    const looks: number[] = [];
    const context = recordingContext(fakeClock());
    const closerLook = () => {
      looks.push(context.clock.now());
      return Promise.resolve("the server itself is not ready: etcd");
    };
    const failure = await failureOfWait(waitFor(context, { ...seeing(refused), closerLook, limits }));
    expect(failure.problem.seen).toBe("connection refused; the server itself is not ready: etcd");
    expect(failure.problem.why).toMatch(/no etcd with a leader/);
    expect(looks).toEqual([1_000_000 + limits.patience]);
  });

  it("has the patience that the gate program was given where a wait names none", async () => {
    const context = { ...recordingContext(fakeClock()), patience: 10_000 };
    const failure = await failureOfWait(waitFor(context, seeing(refused)));
    expect(failure.problem.what).toBe("gave up waiting for master-1 to vote after 10 s");
  });

  it("counts since when from the last state that was new, not from the flapping after it", async () => {
    const context = recordingContext(fakeClock());
    const flapping = Array.from({ length: 1000 }, (_, step) => pending(step % 2 === 0 ? "up" : "down"));
    const failure = await failureOfWait(waitFor(context, { ...seeing(...flapping), limits }));
    expect(failure.problem.since).toBe("1970-01-01 00:16:41 UTC, for 2m");
  });

  it("goes on as long as there is progress", async () => {
    const context = recordingContext(fakeClock());
    const slowly = Array.from({ length: 5 }, (_, step) =>
      Array.from({ length: 100 }, () => pending(`step ${step}`)),
    );
    expect(await waitFor(context, { ...seeing(...slowly.flat(), reached), limits })).toBe("the value");
  });

  it("gives up on progress that never ends", async () => {
    const context = recordingContext(fakeClock());
    const endless = Array.from({ length: 2000 }, (_, step) => pending(`step ${step}`));
    const failure = await failureOfWait(waitFor(context, { ...seeing(...endless), limits }));
    expect(failure.problem.what).toBe("gave up waiting for master-1 to vote after 10m");
  });

  it("does not take a server that flaps between two states for progress", async () => {
    const context = recordingContext(fakeClock());
    const flapping = Array.from({ length: 1000 }, (_, step) => pending(step % 2 === 0 ? "up" : "down"));
    const failure = await failureOfWait(waitFor(context, { ...seeing(...flapping), limits }));
    expect(failure.problem.what).toMatch(/after 2m1s$/);
  });

  it("gives up at once on a refused certificate, which no time heals", async () => {
    const context = recordingContext(fakeClock());
    const expired = Object.assign(new Error("certificate has expired"), { code: "CERT_HAS_EXPIRED" });
    const failure = await failureOfWait(waitFor(context, { ...seeing(expired), limits }));
    expect(failure.problem.seen).toBe("certificate refused: certificate has expired");
  });

  it("lets a defect of the program through as it is", async () => {
    const defect = new TypeError("undefined is not a function");
    await expect(waitFor(recordingContext(fakeClock()), { ...seeing(defect), limits })).rejects.toBe(defect);
  });

  it("ends at once when it is interrupted while it sleeps", async () => {
    const context = recordingContext(
      fakeClock((time) => {
        if (time === 3000) context.end(new Interrupted("SIGTERM"));
      }),
    );
    await expect(waitFor(context, { ...seeing(refused), limits })).rejects.toThrow(/interrupted by SIGTERM/);
  });

  it("takes a request that an interruption ended for the interruption", async () => {
    const context = recordingContext(fakeClock());
    const observe: Look = () => {
      context.end(new Interrupted("SIGINT"));
      return Promise.reject(refused);
    };
    await expect(waitFor(context, { ...seeing(), observe })).rejects.toThrow(Interrupted);
  });
});

describe("untilAnswered", () => {
  it("repeats a request until it is answered and says what came of it", async () => {
    const context = recordingContext(fakeClock());
    let calls = 0;
    const answer = await untilAnswered(context, {
      subject: "pivot",
      goal: "an answer",
      where: "here",
      send: () => (++calls < 3 ? Promise.reject(refused) : Promise.resolve(calls)),
      state: (count) => `answered at call ${count}`,
    });
    expect(answer).toBe(3);
    expect(context.lines).toEqual(["pivot: connection refused, 0 s", "pivot: answered at call 3, 0 s"]);
  });
});

describe("duration", () => {
  it.each([
    [0, "0 s"],
    [1499, "1 s"],
    [59_400, "59 s"],
    [60_000, "1m"],
    [125_000, "2m5s"],
  ])("shows %d ms as %s", (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});

async function failureOfWait(wait: Promise<unknown>): Promise<GateFailure> {
  const error: unknown = await wait.catch((reason: unknown) => reason);
  if (error instanceof GateFailure) return error;
  throw new Error("the wait did not give up", { cause: error });
}
