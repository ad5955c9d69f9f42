import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { abandonedIn } from "../../../../tools/testing/abandoned";
import { temporaryFolder } from "../../../support/temporary-folder";

describe("an instance of a test", () => {
  const host = temporaryFolder("hardway-instances");
  const project = temporaryFolder("hardway-project");
  const made = (instance: string, by: string) => {
    mkdirSync(join(host, instance));
    writeFileSync(join(host, instance, "project"), `${by}\n`);
  };

  it("is abandoned where the project that made it has no state of it, or is no more", () => {
    mkdirSync(join(project, ".state", "e2e-runs"), { recursive: true });
    made("hardway-e2e-runs", project);
    made("hardway-e2e-lost", project);
    made("hardway-e2e-gone", "/no/such/project");
    expect(abandonedIn(host)).toEqual(["hardway-e2e-gone", "hardway-e2e-lost"]);
  });

  it("is never a user's, nor one that does not say whose it is", () => {
    made("hardway-dev", "/no/such/project");
    mkdirSync(join(host, "hardway-e2e-begun"));
    expect(abandonedIn(host)).toEqual(["hardway-e2e-gone", "hardway-e2e-lost"]);
  });

  it("is nowhere where no cluster has ever been", () => {
    expect(abandonedIn(join(host, "no-such-folder"))).toEqual([]);
  });
});
