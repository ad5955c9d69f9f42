import type { LibvirtFacts } from "../../../../../../tools/stack/preflight/libvirt/facts";
import { memoryProblems } from "../../../../../../tools/stack/preflight/libvirt/memory";
import { memoryOf } from "../../../../../../tools/stack/preflight/libvirt/memory-facts";
import { onlyHypervisorOf } from "../../../../../../topology/libvirt";
import { okdInput } from "../../../../../support/openshift-config";
import { anyPlanOf, planOf } from "../../../../../support/plan";
import { fitFacts } from "./fit-facts";

const okd = anyPlanOf(okdInput({}, { controlPlanes: 3, workers: 2 }));
const uri = "qemu:///system";

/** What is wrong with a hypervisor that has so much memory left of 128 GiB, and these of the machines of OKD. */
function problems(available: number, facts: Partial<LibvirtFacts> = {}) {
  const memory = { available, total: 131_072 };
  return memoryProblems({ ...fitFacts, memory, ...facts }, okd, onlyHypervisorOf(okd));
}

const controlPlanes = ["master-0", "master-1", "master-2"];
const everything = ["bootstrap", ...controlPlanes, "worker-0", "worker-1"];

describe("too little memory on the hypervisor", () => {
  it("is said before anything is made, with both sums: beside the bootstrap machine, and when it is off", () => {
    expect(problems(65_535)).toEqual([
      {
        what: "the hypervisor has too little memory for the cluster",
        where: `6 machines that are to be made at ${uri}`,
        seen:
          "65535 MiB are available, 65536 MiB are needed while the bootstrap machine runs (1 × bootstrap machine of 16384, 3 × control plane of 16384), " +
          "and 65536 MiB are needed when it is off (3 × control plane of 16384, 2 × worker of 8192)",
        why: "other programs use it: it has 131072 MiB in all",
        remedy:
          "end what is not needed, have fewer machines (pulumi config set workers 0), or give them less: pulumi config set --path libvirt.machines.controlPlane.memory",
      },
    ]);
  });

  it("is not that of the bootstrap machine and the workers together, which never run at once", () => {
    expect(problems(65_536)).toEqual([]);
  });

  it("that no end of other programs would mend is told from it", () => {
    const [problem] = problems(30_000, { memory: { available: 30_000, total: 32_768 } });
    expect(problem?.why).toBe("the machines are too large for it: it has 32768 MiB in all");
  });

  it("is never that of machines which are there: a second up finds none that are missing", () => {
    expect(problems(0, { machines: everything, running: everything.slice(1) })).toEqual([]);
  });

  it("counts as free later what the bootstrap machine has as long as it runs", () => {
    const machines = ["bootstrap", ...controlPlanes];
    expect(problems(0, { machines, running: machines })).toEqual([]);
    // Off, it has none to give.
    expect(problems(0, { machines, running: controlPlanes })[0]?.seen).toBe(
      "0 MiB are available, 0 MiB are needed while the bootstrap machine runs, and 16384 MiB are needed when it is off (2 × worker of 8192)",
    );
  });

  it("is no problem where libvirt does not say how much there is", () => {
    expect(problems(0, { memory: undefined })).toEqual([]);
  });

  it("counts the load balancer and all machines at once of upstream Kubernetes", () => {
    const plan = planOf({ platform: "libvirt", controlPlanes: 1, workers: 1 });
    const memory = { available: 1000, total: 8000 };
    expect(memoryProblems({ ...fitFacts, memory }, plan, onlyHypervisorOf(plan))[0]?.seen).toBe(
      "1000 MiB are available, 7680 MiB are needed while the bootstrap machine runs (1 × load balancer of 512, 1 × bootstrap machine of 2048, 1 × control plane of 3072, 1 × worker of 2048), " +
        "and 5632 MiB are needed when it is off (1 × load balancer of 512, 1 × control plane of 3072, 1 × worker of 2048)",
    );
  });

  it.each([
    [
      { sizes: { controlPlane: { memory: 20_480 } }, workers: 0 },
      "77824 MiB are needed while the bootstrap machine runs",
    ],
    [{ sizes: { worker: { memory: 32_768 } }, workers: 1 }, "81920 MiB are needed when it is off"],
  ])("is the larger of the two sums, with the configured sizes: %j", ({ sizes, workers }, words) => {
    const input = okdInput({}, { workers });
    const plan = anyPlanOf({ ...input, libvirt: { ...(input["libvirt"] as object), machines: sizes } });
    const memory = { available: 70_000, total: 131_072 };
    expect(memoryProblems({ ...fitFacts, memory }, plan, onlyHypervisorOf(plan))[0]?.seen).toContain(words);
  });
});

describe("the memory of a hypervisor", () => {
  const answering = (output: string, exitCode = 0) =>
    memoryOf(() => Promise.resolve({ exitCode, output, errors: "" }));

  it("is what is free and what can be made so", async () => {
    const answer =
      "total  :  33554432 KiB\nfree   :   1048576 KiB\nbuffers:    524288 KiB\ncached :   2097152 KiB\n";
    expect(await answering(answer)).toEqual({ available: 3584, total: 32_768 });
  });

  it("is not known where libvirt does not say it", async () => {
    expect(await answering("error: this function is not supported", 1)).toBeUndefined();
  });
});
