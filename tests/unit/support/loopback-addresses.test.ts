import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../../tools/paths";

/** How a file says which part of loopback is its own: by the number of a cluster, or by addresses. */
const claims = /(?:loopbackCluster|openshiftLoopbackPlan|startMicroshiftApi)\((\d+)|\b127\.(\d+)\.0\.\d+\b/g;

/** The second numbers of the loopback networks that a file uses; every program may listen at 127.0.0.1. */
function networksIn(file: string): readonly string[] {
  const found = [...readFileSync(file, "utf8").matchAll(claims)].map(
    ([, cluster, address]) => cluster ?? address,
  );
  return [...new Set(found)].filter((number) => number !== undefined && number !== "0") as readonly string[];
}

describe("files of tests that run side by side", () => {
  it("trap: have loopback networks of their own, as a server in another one's would answer for it", () => {
    const files = ["tools", "rehearsal"].flatMap((folder) =>
      readdirSync(join(repository, "tests", folder), { recursive: true, encoding: "utf8" })
        .filter((path) => path.endsWith(".test.ts"))
        .map((path) => join(folder, path)),
    );
    const used = files.flatMap((file) =>
      networksIn(join(repository, "tests", file)).map((network) => ({ network, file })),
    );
    const shared = used.filter(({ network, file }) =>
      used.some((other) => other.network === network && other.file !== file),
    );
    expect(used.length).toBeGreaterThan(10);
    expect(shared).toEqual([]);
  });
});
