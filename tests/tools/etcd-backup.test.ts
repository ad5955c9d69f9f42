import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openHttps } from "../../checks/clients/https";
import { backUpEtcd } from "../../gates/etcd-backup";
import { operatorCredential } from "../../pki/bundle";
import { etcdClientUrl } from "../../topology/endpoints";
import { recordingContext } from "../support/gate-context";
import { loopbackCluster } from "../support/loopback-cluster";
import { temporaryFolder } from "../support/temporary-folder";

jest.setTimeout(60_000);

/** What bbolt's first page is known by, behind a header of 16 bytes (bbolt, internal/common/meta.go). */
const boltMagic = 0xed0cdaed;

describe("a backup of a real etcd", () => {
  const cluster = loopbackCluster(98, { controlPlanes: 1, workers: 0 });
  const machine = cluster.plan.bootstrap;
  const credential = operatorCredential(cluster.bundle, "etcd-operator");
  const context = recordingContext();
  const send = openHttps(credential, context);
  const file = join(temporaryFolder("backup"), "backups", "etcd.db");
  let backup: Buffer;

  async function put(key: string, value: string): Promise<void> {
    const body = JSON.stringify({
      key: Buffer.from(key).toString("base64"),
      value: Buffer.from(value).toString("base64"),
    });
    const { status } = await send({ method: "POST", url: `${etcdClientUrl(machine)}/v3/kv/put`, body });
    expect(status).toBe(200);
  }

  /** Several parts of a snapshot, which have 32 KiB each. */
  async function fill(): Promise<void> {
    for (let index = 0; index < 20; index++) await put(`filling-${index}`, `${index}`.repeat(20_000));
  }

  beforeAll(async () => {
    cluster.startEtcd(machine, { members: [machine], state: "new" });
    // It waits for an etcd that is still starting, as any gate does.
    await backUpEtcd(context, { machine, credential, file });
    await fill();
    await put("written-before", "value before");
    await backUpEtcd(context, { machine, credential, file });
    await put("written-after", "value after");
    backup = readFileSync(file);
  });
  afterAll(async () => {
    context.end();
    await cluster.remove();
  });

  it("is a database of etcd's store, and its sum behind it", () => {
    expect(backup.readUInt32LE(16)).toBe(boltMagic);
    const pageSize = backup.readUInt32LE(24);
    expect((backup.length - 32) % pageSize).toBe(0);
    const sum = createHash("sha256").update(backup.subarray(0, -32)).digest();
    expect(backup.subarray(-32).equals(sum)).toBe(true);
  });

  it("has what was written before it, and nothing that was written after", () => {
    expect(backup.length).toBeGreaterThan(20 * 20_000);
    expect(backup.includes("value before")).toBe(true);
    expect(backup.includes("value after")).toBe(false);
  });
});
