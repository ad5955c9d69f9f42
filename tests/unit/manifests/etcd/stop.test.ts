import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { etcdStopScript } from "../../../../manifests/etcd/stop";
import { temporaryFolder } from "../../../support/temporary-folder";

/** Runs the script on a member of three, of whose two others so many are healthy. */
function run({ active, healthy }: { readonly active: number; readonly healthy: number }) {
  const folder = temporaryFolder("stop");
  const play = (name: string, text: string): void => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  };
  play("systemctl", `case $1 in is-active) exit ${active} ;; *) echo "systemctl $*" ;; esac`);
  play("etcdctl", 'for n in 0 1 2; do echo "$n, started, etcd-$n, url, url, false"; done');
  // The last argument is the URL; the members are numbered.
  play(
    "curl",
    `for url; do :; done\ncase $url in *//${healthy === 2 ? "[12]" : healthy === 1 ? "1" : "none"}/*) exit 0 ;; esac\nexit 7`,
  );
  writeFileSync(
    join(folder, "env"),
    "NAME=etcd-0\nOTHER_MEMBERS=https://1,https://2\nOWN_MEMBER=https://0\nETCDCTL_CACERT=a\nETCDCTL_CERT=b\nETCDCTL_KEY=c\n",
  );
  const { status, stdout, stderr } = spawnSync("sh", ["-c", etcdStopScript(join(folder, "env"))], {
    env: { PATH: `${folder}:/usr/bin:/bin` },
    encoding: "utf8",
  });
  return { status, said: stdout + stderr };
}

describe("the end of a member in order", () => {
  it("comes where the others are enough to write", () => {
    expect(run({ active: 0, healthy: 2 })).toEqual({
      status: 0,
      said: "systemctl stop etcd.service\netcd-0: etcd has ended in order\n",
    });
  });

  it.each([0, 1])("is refused with the reason where %d of two others are healthy", (healthy) => {
    const { status, said } = run({ active: 0, healthy });
    expect(status).toBe(1);
    expect(said).toContain(`of the others ${healthy} are healthy, and 2 of 3 voters are needed`);
    expect(said).not.toContain("systemctl stop");
  });

  it("is nothing to do where it does not run", () => {
    expect(run({ active: 3, healthy: 0 })).toEqual({ status: 0, said: "" });
  });
});
