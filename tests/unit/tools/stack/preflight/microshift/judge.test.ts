import {
  microshiftHints,
  microshiftProblems,
} from "../../../../../../tools/stack/preflight/microshift/judge";
import { microshiftHaInput, microshiftPlanFor } from "../../../../../support/microshift-plan";

const instance = "hardway-dev";
const plan = microshiftPlanFor(microshiftHaInput());
const nothing = { machines: [], madeForHa: undefined } as const;

describe("a host that is fit for MicroShift", () => {
  it("has no problem, before anything is made and when all is there", () => {
    expect(microshiftProblems(nothing, { plan, instance })).toEqual([]);
    const machines = plan.nodes.map(({ name }) => `${instance}-${name}`);
    expect(microshiftProblems({ machines, madeForHa: true }, { plan, instance })).toEqual([]);
  });
});

describe("a list of nodes without the first", () => {
  const grown = microshiftPlanFor(
    microshiftHaInput({ nodes: [2, 3].map((id) => ({ id, role: "controlPlane" })) }),
  );

  it("begins no cluster", () => {
    const [problem] = microshiftProblems(nothing, { plan: grown, instance });
    expect(problem).toMatchObject({
      what: "no node begins the cluster",
      seen: "the stack has no containers, and its nodes are node-2, node-3",
    });
  });

  it("is that of a cluster which the first has left", () => {
    const machines = [`${instance}-node-2`];
    expect(microshiftProblems({ machines, madeForHa: undefined }, { plan: grown, instance })).toEqual([]);
  });
});

describe("a cluster that was not begun highly available", () => {
  it("takes no further control plane: the reason, and the way to make it anew", () => {
    const facts = { machines: [`${instance}-node-1`], madeForHa: false };
    const [problem, ...others] = microshiftProblems(facts, { plan, instance });
    expect(others).toEqual([]);
    expect(problem?.why).toContain(
      "only a cluster that begins with a virtual address takes further control planes",
    );
    expect(problem?.remedy).toContain("make destroy STACK=dev && make up STACK=dev");
  });
});

describe("memory", () => {
  it("is a hint where it is less than is recommended for the nodes that are still to be made", () => {
    const [hint] = microshiftHints({ memory: 4000, machines: [`${instance}-node-1`] }, { plan, instance });
    expect(hint).toMatchObject({
      where: "4 nodes that are to be made",
      seen: "4000 MiB are available, and 3072 MiB for a node are 12288 MiB",
    });
  });

  it("is none where there is enough, or all nodes are there", () => {
    expect(microshiftHints({ memory: 16_000, machines: [] }, { plan, instance })).toEqual([]);
    const machines = plan.nodes.map(({ name }) => `${instance}-${name}`);
    expect(microshiftHints({ memory: 1, machines }, { plan, instance })).toEqual([]);
  });
});
