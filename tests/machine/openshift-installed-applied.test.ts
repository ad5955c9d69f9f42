import { chmodSync } from "node:fs";
import { bootkubeScript } from "../../manifests/openshift/bootkube/script";
import { carriedPods } from "../../manifests/openshift/in-place/carried";
import { type IgnitionRun, RootFileSystem } from "../support/root-file-system";
import {
  type InstalledConfig,
  installedOn,
  liveMachine,
  servedConfig,
  standInPlan,
} from "../unit/manifests/openshift/in-place/fake-node";

/** The config that the live system merges is applied by the machine's own first boot, which no unit test sees. */
describe("the real Ignition on the node that was installed in place", () => {
  const node = new RootFileSystem(["kubelet.service"]);
  let config: InstalledConfig;
  let run: IgnitionRun;

  beforeAll(async () => {
    const live = liveMachine();
    // As etcd makes it.
    chmodSync(live.at("/var/lib/etcd"), 0o700);
    expect(live.run(bootkubeScript(standInPlan))).toMatchObject({ status: 0 });
    config = installedOn(live);
    run = await node.ignite(JSON.stringify(config));
  }, 120_000);
  afterAll(() => {
    node.remove();
  });

  it("applies what was served and what was carried over, without a complaint", () => {
    expect(run).toMatchObject({ ended: "well" });
    expect(run.said).not.toMatch(/^(WARNING|CRITICAL|ERROR)/m);
  });

  it("has every file of it, with its mode", () => {
    const found = config.storage.files.map(({ path }) => [path, node.has(path) && node.entry(path).mode]);
    expect(found).toEqual(config.storage.files.map(({ path, mode }) => [path, mode.toString(8)]));
    expect(found.length).toBeGreaterThan(10);
  });

  it("has etcd's data as they were when etcd had ended, unpacked", () => {
    expect(node.text("/var/lib/etcd/member/snap/db")).toBe("\0\u0001 data");
    expect(node.entry("/var/lib/etcd").mode).toBe("700");
  });

  it("runs the control plane's pods from where a kubelet looks, and keeps the name that it has been given itself", () => {
    for (const { onNode } of carriedPods(standInPlan)) expect(node.has(onNode)).toBe(true);
    expect(node.text("/etc/hostname")).toBe("master-0\n");
    expect(servedConfig.storage.files.map(({ path }) => path)).toContain("/etc/hostname");
  });
});
