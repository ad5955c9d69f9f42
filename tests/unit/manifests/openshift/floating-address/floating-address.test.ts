import { parse } from "yaml";
import { bootkubeScript } from "../../../../../manifests/openshift/bootkube/script";
import {
  floatingAddress,
  floatingAddressStage,
  floatingAddressStep,
} from "../../../../../manifests/openshift/floating-address/floating-address";
import {
  floatingFiles,
  type MachineConfig,
} from "../../../../../manifests/openshift/floating-address/machine-config";
import { floatingPlanOf } from "../../../../support/floating-plan";
import { openshiftPlanOf } from "../../../../support/openshift-plan";
import { fakeMachine, type FakeMachine, machineWithRelease } from "../bootkube/fake-machine";

const plan = floatingPlanOf();
const manifest = "/opt/openshift/manifests/99-master-hardway-floating-address.yaml";
const script = `${bootkubeScript(plan)}${floatingAddressStep(plan)}`;
const beside = "/opt/openshift/manifests/00-namespace.yaml";
const stage = `run_stage ${floatingAddressStage.name} ${floatingAddressStage.budgetSeconds}`;

function withTemplate(machine: FakeMachine): FakeMachine {
  for (const { path, contents } of floatingAddress(plan).files ?? []) machine.write(path, contents);
  machine.write(beside, "kind: Namespace\n");
  return machine;
}

describe("the files of the shared address on the system that makes the cluster", () => {
  it("are none where load balancers have the address", () => {
    expect(floatingAddress(openshiftPlanOf())).toEqual({});
    expect(floatingAddressStep(openshiftPlanOf())).toBe("");
  });

  it("are a template that is not among the cluster's objects, as nobody could pull its images", () => {
    const paths = floatingAddress(plan).files?.map(({ path }) => path);
    expect(paths).toEqual(["/opt/openshift/99-master-hardway-floating-address.yaml"]);
  });
});

describe("the stage that names the images", () => {
  it("makes an object of the cluster, in which the files have the release's images and are else the same", () => {
    const machine = withTemplate(machineWithRelease(plan));
    expect(machine.run(script, stage).status).toBe(0);
    const { spec } = parse(machine.read(manifest)) as MachineConfig;
    const texts = spec.config.storage.files.map(({ contents }) =>
      decodeURIComponent(contents.source.replace(/^data:,/, "")),
    );
    const expected = floatingFiles(plan).map(({ contents }) =>
      contents.replace(/release-image:\/\/([a-z-]+)/g, "registry/$1@sha256:1"),
    );
    expect(texts).toEqual(expected);
    expect(texts.join()).toContain("image: registry/coredns@sha256:1");
  });

  it("comes to the same when it is begun anew", () => {
    const machine = withTemplate(machineWithRelease(plan));
    machine.run(script, stage);
    const made = machine.read(manifest);
    machine.remove("/opt/openshift/stages/floating-address");
    expect(machine.run(script, stage).status).toBe(0);
    expect(machine.read(manifest)).toBe(made);
  });

  it("leaves no object where the release has no such image, and says which", () => {
    const machine = withTemplate(fakeMachine());
    machine.write("/opt/openshift/release/images", "coredns=registry/coredns@sha256:1\n");
    expect(machine.run(script, stage).status).toBe(1);
    expect(machine.has(manifest)).toBe(false);
    expect(machine.read("/opt/openshift/stages/floating-address/lastError")).toBe(
      "the release has no image keepalived-ipfailover\n",
    );
  });
});
