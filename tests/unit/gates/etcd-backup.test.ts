import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { systemClock } from "../../../gates/context";
import { backUpEtcd, removeBackup } from "../../../gates/etcd-backup";
import { operatorCredential } from "../../../pki/bundle";
import { ports } from "../../../topology/ports";
import { recordingContext, untimed } from "../../support/gate-context";
import { loopbackCluster } from "../../support/loopback-cluster";
import {
  brokenOff,
  inParts,
  refusedMidway,
  refusedWith,
  type SnapshotAnswer,
  snapshotOf,
  standInEtcd,
  type StandInEtcd,
} from "../../support/stand-in-etcd";
import { temporaryFolder } from "../../support/temporary-folder";

const cluster = loopbackCluster(97, { controlPlanes: 1, workers: 0 });
const machine = cluster.plan.bootstrap;
const credential = operatorCredential(cluster.bundle, "etcd-operator");
const snapshot = snapshotOf(Buffer.from("what etcd has. ".repeat(100)));
const whole = inParts(snapshot, 400);

let etcd: StandInEtcd | undefined;
let file: string;

beforeEach(() => {
  file = join(temporaryFolder("backup"), "state", "backups", "etcd-before-master-1.db");
});
afterEach(() => etcd?.end());
afterAll(() => cluster.remove());

async function serve(...answers: readonly SnapshotAnswer[]): Promise<void> {
  const place = { address: machine.address, port: ports.etcdClient };
  etcd = await standInEtcd({ bundle: cluster.bundle, machine }, place, answers);
}

/** Backs up with a patience, in milliseconds, that is over before the test's time is. */
async function backUp(patience = 120_000): Promise<readonly string[]> {
  const context = { ...recordingContext(systemClock), patience };
  expect(await backUpEtcd(context, { machine, credential, file })).toEqual({ backup: file });
  return context.lines.map(untimed);
}

const permissionsOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe("a backup of etcd", () => {
  it("is the snapshot, in a file and a folder that are their owner's alone", async () => {
    await serve(whole);
    expect(await backUp()).toEqual([`backup: ${file} has what etcd has on ${machine.name}`]);
    expect(readFileSync(file).equals(snapshot)).toBe(true);
    expect(permissionsOf(file)).toBe("600");
    for (const folder of [dirname(file), dirname(dirname(file))]) expect(permissionsOf(folder)).toBe("700");
    expect(readdirSync(dirname(file))).toHaveLength(1);
  });

  it.each([
    ["breaks off", brokenOff(snapshot, 100), /^backup: connection (closed|reset)$/],
    ["is not whole", inParts(snapshot.subarray(0, -40), 400), /^backup: the snapshot is not whole/],
    ["is refused midway", refusedMidway("etcdserver: busy"), /^backup: etcdserver: busy$/],
  ])("is begun anew where it %s, and nothing of the first copy stays", async (_, answer, said) => {
    await serve(answer, whole);
    expect((await backUp())[0]).toMatch(said);
    expect(readFileSync(file).equals(snapshot)).toBe(true);
  });

  it("that never gets whole is no file of that name, and the one from before stays as it was", async () => {
    await serve(brokenOff(snapshot, 100));
    await expect(backUp(300)).rejects.toThrow(/gave up waiting for what etcd has on bootstrap to be copied/);
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, "from before");
    await expect(backUp(300)).rejects.toThrow(/connection/);
    expect(readFileSync(file, "utf8")).toBe("from before");
  });

  it("that is refused ends with etcd's reason, and names etcd and no other", async () => {
    await serve(refusedWith(501, "etcdserver: not capable"));
    const error: unknown = await backUp(300).catch((reason: unknown) => reason);
    expect(String(error)).toMatch(/HTTP 501: etcdserver: not capable/);
    expect(String(error)).toMatch(/why: {4}the etcd of bootstrap does not answer/);
    expect(String(error)).not.toContain("Kubernetes");
  });

  it("ends when the gate is interrupted, in the midst of a part, and is no file of that name", async () => {
    const context = recordingContext();
    await serve((request, response) => {
      response.write("{");
      void delay(10).then(() => {
        context.end(new Error("interrupted"));
      });
      request.resume();
    });
    await expect(backUpEtcd(context, { machine, credential, file })).rejects.toThrow("interrupted");
    expect(existsSync(file)).toBe(false);
  });
});

describe("the removal of a backup", () => {
  it("takes the copy that was broken off with it, and the folder with the last one", async () => {
    mkdirSync(dirname(file), { recursive: true });
    for (const path of [file, `${file}.new`]) writeFileSync(path, "");
    await removeBackup({ file });
    expect(existsSync(dirname(file))).toBe(false);
    expect(existsSync(dirname(dirname(file)))).toBe(true);
  });

  it("leaves the others, and their folder", async () => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, "");
    writeFileSync(join(dirname(file), "etcd-before-master-3.db"), "");
    await removeBackup({ file });
    expect(readdirSync(dirname(file))).toEqual(["etcd-before-master-3.db"]);
  });

  it("is done where there is none any more", async () => {
    await expect(removeBackup({ file })).resolves.toBeUndefined();
  });
});
