import type { Topology } from "../../topology/plan";
import { type StageName, stagesOf } from "../../topology/stages";
import { outputsOf } from "../support/graph";
import { type Preview, previewOf, topologies } from "../support/preview";

/** The components that stand after each stage, beside those of the stages before it. */
const components: Readonly<Record<Topology, Partial<Record<StageName, readonly string[]>>>> = {
  ha: {
    loadBalancer: ["load-balancer"],
    bootstrap: ["bootstrap"],
    controlPlane: ["permissions", "control-plane"],
    services: ["services"],
    workers: ["workers"],
  },
  "external-etcd": {
    etcd: ["etcd"],
    loadBalancer: ["load-balancer"],
    controlPlane: ["first-control-plane", "permissions", "control-plane"],
    services: ["services"],
    workers: ["workers"],
  },
  "sno-plus": {
    controlPlane: ["first-control-plane", "permissions", "control-plane"],
    services: ["services"],
    workers: ["workers"],
  },
};

const foundation = ["network", "image", "secrets"];
const small = { controlPlanes: "1", workers: "1" };
const componentsOf = ({ all }: Preview) =>
  all.filter(({ parent }) => parent === "hardway-dev").map(({ name }) => name);

describe.each(topologies)("a stack of topology %s that stops", (topology) => {
  const stages = Object.entries(components[topology]);
  let whole: Preview;

  beforeAll(async () => {
    whole = await previewOf({ ...small, topology });
  }, 60_000);

  it("can do so after each stage, and is whole after the last but for its verification", () => {
    expect(stages.map(([stage]) => stage)).toEqual(stagesOf[topology]);
    expect(componentsOf(whole)).toEqual([
      ...foundation,
      ...stages.flatMap(([, names]) => names),
      "verification",
    ]);
  });

  it.each(stages)(
    "after %s has what belongs to the stages up to there, as it is in the whole",
    async (stage) => {
      const stopped = await previewOf({ ...small, topology, until: stage });
      const upToThere = stages.slice(0, stages.findIndex(([name]) => name === stage) + 1);
      expect(componentsOf(stopped)).toEqual([...foundation, ...upToThere.flatMap(([, names]) => names)]);
      expect(Object.fromEntries(stopped.registered)).toEqual(
        Object.fromEntries([...whole.registered].filter(([name]) => stopped.registered.has(name))),
      );
      const { stage: said, verification } = await outputsOf(stopped);
      expect(said?.value).toMatch(new RegExp(`^Stopped after the stage ${stage}: `));
      expect(verification?.value).toBe("");
    },
  );
});
