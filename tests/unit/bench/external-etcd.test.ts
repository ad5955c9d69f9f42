import { readFileSync } from "node:fs";
import { join } from "node:path";
import { valuesIn } from "../../../tools/stack/config-file";
import { haConfig } from "../../ha/subject";

describe("the configuration of a stack", () => {
  it("is of k8s-ha that of the clusters which faults are tried on", () => {
    const file = readFileSync(join(__dirname, "..", "..", "..", "Pulumi.k8s-ha.yaml"), "utf8");
    expect(valuesIn(file)).toMatchObject(haConfig);
  });
});
