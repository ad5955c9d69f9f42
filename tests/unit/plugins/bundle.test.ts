import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const repository = join(__dirname, "../../..");
const bundle = (): string =>
  execFileSync("node", [join(repository, "plugins/bundle.mjs")], { encoding: "utf8" });

describe("the bundles of the programs that Pulumi starts", () => {
  it("are there for every launcher", () => {
    bundle();
    for (const name of ["language-nodejs", "resource-command", "resource-kubernetes"]) {
      expect(existsSync(join(repository, `.tools/lib/pulumi-${name}.cjs`))).toBe(true);
    }
  });

  it("are not built again where nothing has changed", () => {
    bundle();
    expect(bundle()).toBe("");
  });
});
