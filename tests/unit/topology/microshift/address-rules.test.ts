import { microshiftHaInput } from "../../../support/microshift-plan";
import { problemsIn } from "../../../support/openshift-config";

describe("the virtual address and those of Services", () => {
  it("are refused where nodes have theirs, with the addresses and with what the program takes itself", () => {
    expect(problemsIn(microshiftHaInput({ virtualAddress: "10.90.0.42" }))).toEqual([
      {
        what: "it would share an address with nodes",
        where: "microshift.virtualAddress",
        value: "10.90.0.42",
        why: "10.90.0.11-10.90.0.99 are for nodes",
        remedy: "pulumi config rm --path microshift.virtualAddress, which takes 10.90.0.100",
      },
    ]);
  });

  it("are told both, where both are wrong", () => {
    const both = { virtualAddress: "10.90.0.1", loadBalancerRange: "10.90.0.50-10.90.0.60" };
    expect(problemsIn(microshiftHaInput(both)).map(({ where, why }) => `${where}: ${why}`)).toEqual([
      "microshift.virtualAddress: 10.90.0.1 is for the network's gateway",
      "microshift.loadBalancerRange: 10.90.0.11-10.90.0.99 are for nodes",
    ]);
  });

  it("are told once where they meet: at the one that was given", () => {
    const [problem] = problemsIn(microshiftHaInput({ loadBalancerRange: "10.90.0.100-10.90.0.120" }));
    expect(problem).toMatchObject({
      where: "microshift.loadBalancerRange",
      value: "10.90.0.100-10.90.0.120",
    });
    expect(problem?.why).toBe("a Service that is given it would take connections to the API");
  });

  it.each(["10.90.0.10", "10.90.0.100", "10.90.0.200", "10.90.0.254"])("may be %s", (virtualAddress) => {
    expect(problemsIn(microshiftHaInput({ virtualAddress }))).toEqual([]);
  });

  it("may be one address of Services alone", () => {
    expect(problemsIn(microshiftHaInput({ loadBalancerRange: "10.90.0.254-10.90.0.254" }))).toEqual([]);
  });
});
