import {
  bootstrapScheduler,
  schedulerFlags,
} from "../../../../../manifests/openshift/static-pods/kube-scheduler";
import { openshiftPlanOf } from "../../../../support/openshift-plan";
import { podOf } from "../../rendered";
import { containerOf, flagsIn } from "../bootstrap-rendered";

const plan = openshiftPlanOf();
const flags = flagsIn(containerOf(podOf(bootstrapScheduler(plan).yaml), "kube-scheduler"));

describe("the bootstrap machine's scheduler", () => {
  it("shows one certificate of its own for all that it asks", () => {
    const own = "/etc/kubernetes/secrets/kube-scheduler.kubeconfig";
    for (const name of ["kubeconfig", "authentication-kubeconfig", "authorization-kubeconfig"])
      expect(flags.get(name)).toBe(own);
  });

  it("is given the authorities that it would else ask an API server for that is not up yet (P6)", () => {
    expect(flags.has("client-ca-file")).toBe(true);
    expect(flags.has("requestheader-client-ca-file")).toBe(true);
  });

  it("gives way to the control planes' schedulers", () => {
    expect(flags.get("leader-elect")).toBe("true");
  });

  it("leads longer where the machine is emulated", () => {
    const emulated = openshiftPlanOf({}, { platform: "libvirt", libvirt: { domainType: "qemu" } });
    expect(schedulerFlags(emulated)).toHaveProperty("leader-elect-lease-duration");
  });

  it("listens on loopback", () => {
    expect(flags.get("bind-address")).toBe("127.0.0.1");
  });
});
