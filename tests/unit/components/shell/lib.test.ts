import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { repository } from "../../../../tools/paths";
import { patienceVariable, usualPatienceSeconds } from "../../../../topology/patience";

/** How long a wait of thirty seconds may take on a host that is given this patience. */
function timeFor(patience: string | undefined): string {
  const environment = { PATH: process.env["PATH"] };
  return execFileSync("sh", ["-euc", `. ${join(repository, "components/shell/lib.sh")}; time_for 30`], {
    env: patience === undefined ? environment : { ...environment, [patienceVariable]: patience },
    encoding: "utf8",
  }).trim();
}

describe("the time that a script gives a machine", () => {
  it("is the usual one where nobody says otherwise, or is less patient", () => {
    expect(timeFor(undefined)).toBe("30");
    expect(timeFor("10")).toBe("30");
    expect(timeFor(String(usualPatienceSeconds))).toBe("30");
    expect(timeFor(String(2 * usualPatienceSeconds))).toBe("60");
  });

  it("is as much more as the gates have: an emulated API server takes minutes to start anew", () => {
    expect(timeFor("1200")).toBe("300");
  });
});
