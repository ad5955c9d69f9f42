import { hostLoadBalancerHints } from "../../../../../../tools/stack/preflight/libvirt/host-load-balancer-hints";
import { answered } from "../../../../../../tools/stack/preflight/libvirt/host-load-balancer-facts";
import { okdInput } from "../../../../../support/openshift-config";
import { anyPlanOf } from "../../../../../support/plan";

const plan = anyPlanOf(okdInput());
const hints = (answer: string) => hostLoadBalancerHints(answered(answer), plan);

describe("what may stand in the way of a load balancer on the hypervisor", () => {
  it("is nothing where neither SELinux nor firewalld is in it", () => {
    expect(hints("user 0\n")).toEqual([]);
    expect(hostLoadBalancerHints(undefined, plan)).toEqual([]);
  });

  it("is SELinux, with the switch that it has for HAProxy", () => {
    expect(hints("denied haproxy_connect_any\n")).toEqual([
      {
        what: "SELinux may keep HAProxy from the ports of the load balancer",
        where: "qemu:///system",
        seen: "it enforces its policy, and haproxy_connect_any is not on",
        why: "the usual policy lets HAProxy listen at and connect to ports of the Web alone",
        remedy: "setsebool -P haproxy_connect_any 1, there",
      },
    ]);
  });

  it("is firewalld, with one command that opens all ports that are closed", () => {
    expect(hints("closed 6443/tcp\nclosed 22623/tcp\n")).toMatchObject([
      {
        seen: "its zone libvirt has not open: 6443/tcp, 22623/tcp",
        remedy:
          "firewall-cmd --permanent --zone=libvirt --add-port=6443/tcp --add-port=22623/tcp && firewall-cmd --reload, there",
      },
    ]);
  });
});
