import { corefileTemplate } from "../../../../../manifests/openshift/floating-address/corefile-template";
import { floatingPlanOf } from "../../../../support/floating-plan";

const plan = floatingPlanOf();
const template = corefileTemplate(plan);

describe("the template of the Corefile", () => {
  it("trap: VIP instead of a node's address: it names no machine, so that losing one makes no answer wrong", () => {
    expect(template).toContain(
      `        ${plan.virtualRouter.addresses[0]} api.okd.example.com api-int.okd.example.com\n`,
    );
    for (const address of plan.virtualRouter.sharers) expect(template.split(/[\s"]+/)).not.toContain(address);
  });

  it("trap: VIP instead of a node's address: it has nothing from the machine's /etc/hosts, which may name a machine", () => {
    expect(template).toContain("    hosts /dev/null {\n");
  });

  it("answers for its health, and takes up a change of itself", () => {
    expect(template).toContain("    health :18080\n");
    expect(template).toMatch(/^ {4}reload$/m);
  });

  it("has answers of both families in a cluster of both, and else says that there is none of the other", () => {
    expect(template).toMatch(/template IN AAAA apps\.okd\.example\.com \{\n {8}rcode NOERROR\n/);
    const dual = corefileTemplate(floatingPlanOf({ addressFamily: "dual" }));
    expect(dual).toMatch(/template IN AAAA apps\.okd\.example\.com \{\n {8}answer .* IN AAAA fd90::9"\n/);
    expect(dual).toContain("        fd90::9 api.okd.example.com api-int.okd.example.com\n");
  });
});
