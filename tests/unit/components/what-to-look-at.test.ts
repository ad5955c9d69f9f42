import { whatToLookAt } from "../../../components/what-to-look-at";
import { stagesFor, stagesOf } from "../../../topology/stages";
import { inPlacePlanOf } from "../../support/openshift-plan";
import { anyPlanOf, externalPlanOf, planOf } from "../../support/plan";

const plans = [planOf(), externalPlanOf()];
const stops = plans.flatMap((plan) =>
  stagesOf[plan.topology].map((stage) => ({ stage, plan, of: plan.topology })),
);

describe("what to look at after a stage", () => {
  it.each(stops)(
    "$stage of $of names commands on machines that are there, and how to go on",
    ({ plan, stage }) => {
      const text = whatToLookAt(plan, stage);
      expect(text).toMatch(new RegExp(`^Stopped after the stage ${stage}: `));
      expect(text).toMatch(/pulumi config rm until/);
      expect(text).not.toMatch(/undefined|hardway-dev- /);
      expect(text.match(/^ {2}\S/gm)?.length).toBeGreaterThan(1);
    },
  );

  it("goes into a virtual machine by SSH, whose shell reads the command once more", () => {
    const text = whatToLookAt(anyPlanOf({ platform: "libvirt" }), "loadBalancer");
    expect(text).toContain('ssh -F .state/dev/ssh/config lb-0 "cat /etc/haproxy/haproxy.cfg"');
    expect(whatToLookAt(anyPlanOf({ platform: "libvirt" }), "bootstrap")).toContain(
      "  curl --insecure 'https://10.90.0.5:6443/readyz?verbose'",
    );
  });

  it("says of a cluster that begins in place what stands there, where no load balancer is", () => {
    const plan = inPlacePlanOf();
    const text = whatToLookAt(plan, "bootstrap");
    expect(text).toContain("the first control plane runs from its disk; its node waits for its certificates");
    expect(text).toContain('ssh -F .state/dev/ssh/config master-0 "cat /opt/openshift/stages.json"');
    expect(text).toContain("To go on: pulumi config set until controlPlane");
    for (const stage of stagesFor(plan)) expect(whatToLookAt(plan, stage)).not.toContain("load balancer");
  });

  it("says which machines are on which of several hypervisors", () => {
    const hypervisors = { kvm1: "qemu:///system", kvm2: "qemu+ssh://root@kvm2/system" };
    const libvirt = { hypervisors, bridge: "br0" };
    const spread = anyPlanOf({ platform: "libvirt", controlPlanes: 1, workers: 1, libvirt });
    expect(whatToLookAt(spread, "loadBalancer")).toContain(
      "\nPlanned on kvm1, qemu:///system: bootstrap, master-0\nPlanned on kvm2, qemu+ssh://root@kvm2/system: lb-0, worker-0\n",
    );
    expect(whatToLookAt(anyPlanOf({ platform: "libvirt" }), "loadBalancer")).not.toContain("Planned on");
  });

  it.each([
    ["qemu:///system", "sudo cat /etc/hardway/dev/haproxy.cfg"],
    ["qemu+ssh://root@far:2222/system", 'ssh ssh://root@far:2222 "cat /etc/hardway/dev/haproxy.cfg"'],
  ])("looks at a load balancer on the hypervisor there: %s", (uri, command) => {
    const plan = anyPlanOf({ platform: "libvirt", libvirt: { uri, loadBalancer: "host" } });
    expect(whatToLookAt(plan, "loadBalancer")).toContain(command);
    expect(whatToLookAt(plan, "loadBalancer")).toContain("UNIX-CONNECT:/run/hardway-dev/haproxy.sock");
  });

  it("names the next stage", () => {
    expect(whatToLookAt(externalPlanOf(), "etcd")).toContain(
      "To go on: pulumi config set until loadBalancer",
    );
    expect(whatToLookAt(planOf(), "workers")).toContain("To have it verified: pulumi config rm until");
  });
});
