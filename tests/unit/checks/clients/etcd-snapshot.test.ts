import { readSnapshot } from "../../../../checks/clients/etcd-snapshot";
import { failureOf } from "../../../../checks/clients/failures";
import { operatorCredential } from "../../../../pki/bundle";
import { issue } from "../../../../pki/issue";
import { requiredKeys } from "../../../../pki/keys";
import { newKey, testKeysNamed } from "../../../support/keys";
import { planOf } from "../../../support/plan";
import {
  brokenOff,
  inParts,
  refusedMidway,
  refusedWith,
  silent,
  type SnapshotAnswer,
  snapshotOf,
  standInEtcd,
  type StandInEtcd,
} from "../../../support/stand-in-etcd";

const plan = planOf({ controlPlanes: 1, workers: 0 });
const bundle = issue(plan, testKeysNamed(requiredKeys(plan), newKey(new Date())), new Date());
const credential = operatorCredential(bundle, "etcd-operator");
const etcds: StandInEtcd[] = [];

afterAll(() => {
  for (const etcd of etcds) etcd.end();
});

/** Reads what a stand-in answers, part by part, under a signal of its own. */
async function partsOf(
  answer: SnapshotAnswer,
  signal = new AbortController().signal,
): Promise<readonly Buffer[]> {
  const place = { address: "127.0.0.1", port: 0 };
  const etcd = await standInEtcd({ bundle, machine: plan.bootstrap }, place, [answer]);
  etcds.push(etcd);
  const parts: Buffer[] = [];
  await readSnapshot({ url: etcd.url, credential, signal, patience: 120_000 }, (part) => {
    parts.push(part);
    return Promise.resolve();
  });
  expect(etcd.asked).toEqual(["POST /v3/maintenance/snapshot"]);
  return parts;
}

/** What a gate that waits would show of an answer; fails where it is a snapshot. */
async function shownOf(answer: SnapshotAnswer): Promise<string | undefined> {
  const error: unknown = await partsOf(answer).then(
    () => new Error("it was taken for a snapshot"),
    (reason: unknown) => reason,
  );
  return failureOf(error)?.text;
}

const contents = Buffer.from("what etcd has, and it has a lot. ".repeat(40));
const snapshot = snapshotOf(contents);

describe("a snapshot that is read", () => {
  // The sum may come whole, in a part with what it sums up, or in two parts.
  it.each([snapshot.length, contents.length, 500, 31, 1])(
    "is handed on part by part, as etcd has made it: parts of %d bytes",
    async (size) => {
      const parts = await partsOf(inParts(snapshot, size));
      expect(Buffer.concat(parts).equals(snapshot)).toBe(true);
      expect(parts).toHaveLength(Math.ceil(snapshot.length / size));
    },
  );

  it.each([
    ["has lost its end", snapshot.subarray(0, -1)],
    ["has lost its sum", contents],
    ["was changed on its way", Buffer.from(snapshot.toString("latin1").replace("a lot", "A lot"), "latin1")],
    ["is nothing", Buffer.alloc(0)],
  ])("is refused where it %s", async (_, changed) => {
    expect(await shownOf(inParts(changed, 500))).toMatch(/^the snapshot is not whole/);
  });

  it("is refused with etcd's own reason, be it given at once or in the midst of the answer", async () => {
    expect(await shownOf(refusedWith(503, '{"message":"etcdserver: no space"}'))).toMatch(
      /^HTTP 503: .*no space/,
    );
    expect(await shownOf(refusedMidway("etcdserver: not capable"))).toBe("etcdserver: not capable");
  });

  it("fails as a connection does where that breaks off, so that whoever waits asks again", async () => {
    expect(await shownOf(brokenOff(snapshot, 100))).toMatch(/^connection (closed|reset)$/);
  });

  it("fails where etcd falls silent: a machine that is frozen still has its connections", async () => {
    expect(await shownOf(silent)).toBe("answer broke off");
  });

  it("ends with its caller, for the caller's reason", async () => {
    const ending = new AbortController();
    const answer: SnapshotAnswer = (request, response) => {
      silent(request, response);
      ending.abort(new Error("interrupted"));
    };
    await expect(partsOf(answer, ending.signal)).rejects.toThrow("interrupted");
  });
});
