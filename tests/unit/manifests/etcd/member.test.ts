import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { etcdMember } from "../../../../manifests/etcd/member";
import type { Machine } from "../../../../topology/plan";
import { testBundle } from "../../../support/keys";
import { externalPlanOf } from "../../../support/plan";
import { withStandIn } from "../../../support/stand-in-program";
import { fileAt } from "../rendered";
import { temporaryFolder } from "../../../support/temporary-folder";

const plan = externalPlanOf();
const [machine] = plan.etcdMachines as readonly [Machine];
const part = etcdMember(plan, testBundle(plan), machine);
const script = fileAt(part, "/usr/local/bin/etcd-member").contents;
const listed =
  "1, started, etcd-1, https://10.90.0.194:2380, https://10.90.0.194:2379, false\n2, unstarted, , https://10.90.0.193:2380, , true";

/** Runs the script on a machine that has these files, with an etcd that prints what it is told of the cluster. */
function run(present: readonly string[]) {
  const root = temporaryFolder("member");
  for (const path of ["/var/lib/etcd", "/var/lib/etcd-membership"])
    mkdirSync(join(root, path), { recursive: true });
  for (const path of present)
    if (path.endsWith("/")) mkdirSync(join(root, path), { recursive: true });
    else writeFileSync(join(root, path), "");
  const etcd = join(root, "etcd");
  writeFileSync(
    etcd,
    '#!/bin/sh\necho "cluster ${ETCD_INITIAL_CLUSTER:-as its data say} ${ETCD_INITIAL_CLUSTER_STATE:-}"\n',
    { mode: 0o755 },
  );
  const moved = script.replaceAll("/var/lib", join(root, "/var/lib")).replace("/opt/k8s/bin/etcd", etcd);
  const { status, stdout, stderr } = spawnSync("sh", ["-c", moved, "etcd-member", "--name=etcd-0"], {
    encoding: "utf8",
    timeout: 10_000,
    env: {
      ...withStandIn("etcdctl", `cat <<'END'\n${listed}\nEND\n`),
      NAME: "etcd-0",
      PEER_URL: "https://10.90.0.193:2380",
      OTHER_MEMBERS: "https://10.90.0.194:2379",
    },
  });
  return { status, said: stdout + stderr };
}

const mark = (name: string) => `/var/lib/etcd-membership/${name}`;
const data = "/var/lib/etcd/member/wal/";

describe("a machine of etcd's own", () => {
  it("founds the cluster, alone, where it was told to", () => {
    expect(run([mark("founder")]).said).toContain("cluster etcd-0=https://10.90.0.193:2380 new");
  });

  it("joins the cluster that exists as soon as another member lists it", () => {
    expect(run([]).said).toContain(
      "cluster etcd-1=https://10.90.0.194:2380,etcd-0=https://10.90.0.193:2380 existing",
    );
  });

  it("goes on from its data after a reboot and asks nobody, the founder too", () => {
    expect(run([data, mark("started")]).said).toBe("cluster as its data say \n");
    expect(run([data, mark("started"), mark("founder")]).said).toBe("cluster as its data say \n");
  });

  it.each([[[mark("started")]], [[mark("started"), mark("founder")]]])(
    "does not vote a second time when it has lost its data, and names the remedy: %j",
    (present) => {
      const { status, said } = run(present);
      expect(status).toBe(78);
      expect(said).toContain("machineGenerations.etcd-0");
      expect(said).not.toContain("cluster ");
      expect(part.units?.[0]?.contents).toContain("RestartPreventExitStatus=78");
    },
  );

  it("keeps its data and its keys to etcd's own user", () => {
    expect(part.directories).toEqual([
      { path: "/var/lib/etcd", mode: 0o700, owner: "etcd" },
      { path: "/var/lib/etcd-membership", mode: 0o700, owner: "etcd" },
    ]);
    const keys = (part.files ?? []).filter(({ path }) => path.endsWith(".key"));
    expect(keys.map(({ mode, owner }) => ({ mode, owner }))).toEqual(
      Array(2).fill({ mode: 0o600, owner: "etcd" }),
    );
  });
});
