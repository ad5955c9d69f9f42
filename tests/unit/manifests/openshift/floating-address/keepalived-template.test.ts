import { keepalivedTemplate } from "../../../../../manifests/openshift/floating-address/keepalived-template";
import { floatingPlanOf } from "../../../../support/floating-plan";

const plan = floatingPlanOf();
const template = keepalivedTemplate(plan);
const numberOf = (text: string): string => /virtual_router_id (\d+)/.exec(text)?.[1] ?? "";

describe("the template of keepalived.conf", () => {
  it("trap: deterministic VRID: it is the plan's, the same whoever renders it, and that of one domain alone", () => {
    expect(numberOf(template)).toBe(String(plan.virtualRouter.id));
    expect(keepalivedTemplate(floatingPlanOf())).toBe(template);
    expect(Number(numberOf(template))).toBeGreaterThanOrEqual(1);
    expect(Number(numberOf(template))).toBeLessThanOrEqual(255);
    expect(numberOf(keepalivedTemplate(floatingPlanOf({ clusterName: "other" })))).not.toBe(
      numberOf(template),
    );
    expect(numberOf(keepalivedTemplate(floatingPlanOf({ virtualRouterId: 77 })))).toBe("77");
  });

  it("begins as a backup and with one priority on every machine, so that none takes the address from its holder", () => {
    expect(template).toContain("  state BACKUP\n");
    expect(template.match(/^ {2}priority .*$/gm)).toEqual(["  priority 200"]);
  });

  it("gives more to a machine whose own API server is ready, and nothing beforehand, within what VRRP has room for", () => {
    const [, script = ""] = /vrrp_script readyz \{([^}]*)\}/.exec(template) ?? [];
    expect(script).toMatch(/curl .*--insecure .*--max-time 0\.9 https:\/\/localhost:6443\/readyz"/);
    expect(script).toMatch(/^ {2}weight 50$/m);
    expect(script).toMatch(/^ {2}init_fail$/m);
    expect(200 + 50).toBeLessThanOrEqual(254);
  });

  it("marks the shared address, which OVN would else take for the node's", () => {
    expect(template).toContain(`    ${plan.api.address}/32 dev @INTERFACE@ label vip\n`);
  });

  it("tells all that may share the address, those included that are yet to join", () => {
    for (const address of plan.virtualRouter.sharers) expect(template).toContain(`\n    ${address}\n`);
  });

  it("has another password for a cluster of the same domain", () => {
    const passwordIn = (text: string): string => /auth_pass (\S+)/.exec(text)?.[1] ?? "";
    const other = { ...plan, openshift: { ...plan.openshift, clusterId: "another" } };
    expect(passwordIn(template)).toMatch(/^[-_A-Za-z0-9]{8}$/);
    expect(passwordIn(keepalivedTemplate(other))).not.toBe(passwordIn(template));
  });
});
