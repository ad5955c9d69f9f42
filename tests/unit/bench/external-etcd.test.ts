import { readFileSync } from "node:fs";
import { join } from "node:path";
import { configIn } from "../../../bench/external-etcd";
import { haConfig } from "../../ha/subject";

describe("the configuration of a stack", () => {
  it("is read by its keys without the program's name", () => {
    expect(configIn("# a comment\nconfig:\n  hardway:workers: 2\n  hardway:topology: ha\n")).toEqual({
      workers: 2,
      topology: "ha",
    });
  });

  it("is of k8s-ha that of the clusters which faults are tried on", () => {
    const file = readFileSync(join(__dirname, "..", "..", "..", "Pulumi.k8s-ha.yaml"), "utf8");
    expect(configIn(file)).toMatchObject(haConfig);
  });
});
