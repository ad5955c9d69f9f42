import { filesOf } from "../../../../ignition/given";
import { hostLoadBalancer, hostLoadBalancerUnit } from "../../../../manifests/libvirt/host-load-balancer";
import { testAuthority } from "../../../support/keys";
import { anyPlanOf } from "../../../support/plan";
import { fileAt } from "../rendered";

const planWith = (more: object = {}) =>
  anyPlanOf({ platform: "libvirt", libvirt: { loadBalancer: "host" }, ...more });
const plan = planWith();
const given = hostLoadBalancer(plan, testAuthority(plan));
const unit = fileAt({ files: filesOf(given) }, "/etc/systemd/system/hardway-dev-load-balancer.service");

describe("the load balancer on the hypervisor", () => {
  it("keeps to a folder and a unit of the cluster's own", () => {
    expect(filesOf(given).map(({ path }) => path)).toEqual([
      "/etc/hardway/dev/haproxy-states",
      "/etc/hardway/dev/haproxy.cfg",
      "/etc/hardway/dev/kubernetes-ca.crt",
      "/etc/hardway/dev/addresses",
      `/etc/systemd/system/${hostLoadBalancerUnit(plan)}`,
    ]);
    const texts = given.files.map(({ contents }) => contents).join();
    expect(texts).not.toMatch(/\/etc\/haproxy|\/run\/haproxy|\/usr\/local/);
  });

  it("holds no key", () => {
    expect(
      filesOf(given)
        .map(({ contents }) => contents)
        .join(),
    ).not.toContain("PRIVATE KEY");
  });

  it("listens at the API's addresses alone, in each family", () => {
    const bind = (more: object) => {
      const dual = planWith(more);
      const { contents } = fileAt(
        hostLoadBalancer(dual, testAuthority(dual)),
        "/etc/hardway/dev/haproxy.cfg",
      );
      return /^ {2}bind (.*)$/m.exec(contents)?.at(1);
    };
    expect(bind({})).toBe("10.90.0.5:6443");
    expect(bind({ addressFamily: "dual" })).toBe("10.90.0.5:6443,[fd90::5]:6443");
  });

  it("starts at boot, after libvirt, and again until the bridge is there", () => {
    expect(unit.contents).toContain("WantedBy=multi-user.target");
    expect(unit.contents).toMatch(/^After=.*libvirtd\.service/m);
    expect(unit.contents).toMatch(/^StartLimitIntervalSec=0$/m);
    expect(unit.contents).toMatch(/^Restart=always$/m);
  });

  it("has its addresses as long as it runs", () => {
    expect(unit.contents).toContain("ExecStartPre=/etc/hardway/dev/addresses add\n");
    expect(unit.contents).toContain("ExecStopPost=/etc/hardway/dev/addresses remove\n");
    const dual = planWith({ addressFamily: "dual" });
    const { contents } = fileAt(hostLoadBalancer(dual, testAuthority(dual)), "/etc/hardway/dev/addresses");
    expect(contents).toContain('ip address replace 10.90.0.5/32 dev "$BRIDGE"\n');
    expect(contents).toContain('ip address replace fd90::5/128 dev "$BRIDGE" nodad\n');
    expect(contents).toContain("remove 10.90.0.5/32\n    remove fd90::5/128\n");
  });
});
