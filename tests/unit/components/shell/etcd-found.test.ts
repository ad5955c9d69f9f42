import { spawnSync } from "node:child_process";
import { chownSync, existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { withStandIn } from "../../../support/stand-in-program";
import { temporaryFolder } from "../../../support/temporary-folder";

/** A user that every system has, by the number that Debian gives it. */
const nobody = 65534;

/** Tells a machine to found, whose programs are those of this host: the stand-in for podman runs them here. */
function found(mark: string) {
  const { status, stdout, stderr } = spawnSync("components/shell/etcd-found.sh", [], {
    env: {
      ...withStandIn(
        "podman",
        '[ "$1 $2 $3" = "exec --interactive hardway-x-master-0" ] || exit 9\nshift 3\nexec "$@"\n',
      ),
      PLATFORM: "podman",
      INSTANCE: "hardway-x",
      NAME: "master-0",
      MARK: mark,
    },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("the order to found etcd", () => {
  it.each([
    ["root, beside an API server", 0],
    ["etcd's own user, on a machine of its own", nobody],
  ])("makes the mark as the user of the folder: %s", (_, user) => {
    const folder = temporaryFolder("membership");
    chownSync(folder, user, user);
    const mark = join(folder, "founder");
    expect(found(mark)).toEqual({ status: 0, stdout: "master-0\n", stderr: "" });
    expect(statSync(mark)).toMatchObject({ uid: user, size: 0 });
  });

  it("is an error where the machine has no such folder, and makes none", () => {
    const mark = join(temporaryFolder("membership"), "missing", "founder");
    const { status, stderr } = found(mark);
    expect(status).toBe(1);
    expect(stderr).toContain(
      "master-0 cannot be told to found etcd\n  where:  container hardway-x-master-0\n",
    );
    expect(existsSync(mark)).toBe(false);
  });
});
