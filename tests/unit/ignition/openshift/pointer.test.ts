import { textOf } from "../../../../ignition/config";
import { allFiles } from "../../../../ignition/given";
import { ignitionConfig, nodeIgnition } from "../../../../ignition/node";
import { pointerFiles } from "../../../../ignition/openshift/pointer";
import { rehearsalNodeFiles } from "../../../../ignition/openshift/rehearsal-node";
import type { OpenshiftClusterPlan } from "../../../../topology/openshift/plan";
import type { NodeMachine } from "../../../../topology/plan";
import { openshiftTestBundle } from "../../../support/openshift-keys";
import { inPlacePlanOf, openshiftPlanOf } from "../../../support/openshift-plan";
import { first } from "../../manifests/rendered";

const plan = openshiftPlanOf({}, { workers: 1, platform: "libvirt" });
const bundle = openshiftTestBundle(plan);
const control = first(plan.controlPlanes);
const worker = first(plan.workers);

const configOf = (node: NodeMachine) => ignitionConfig(pointerFiles(plan, bundle, node));
const textFor = (given: OpenshiftClusterPlan, node: NodeMachine): string =>
  nodeIgnition(pointerFiles(given, bundle, node), { machine: node.name, platform: given.platform });

describe("what a node boots with", () => {
  it.each([
    ["master", control],
    ["worker", worker],
  ] as const)("fetches the configuration of pool %s by the API's name for machines", (pool, node) => {
    expect(configOf(node).ignition.config).toEqual({
      merge: [{ source: `https://api-int.okd.example.com:22623/config/${pool}` }],
    });
  });

  it("trap: plain port: fetches without TLS only where the user asks for it, by the address that the control planes share", () => {
    const sourceOf = (machineConfigs: "tls" | "plain") => {
      const { openshift } = inPlacePlanOf();
      const own = inPlacePlanOf({
        inPlace: openshift.inPlace && { ...openshift.inPlace, machineConfigs },
      });
      const { ignition } = ignitionConfig(pointerFiles(own, bundle, first(own.controlPlanes)));
      return ignition.config?.merge.map(({ source }) => source);
    };
    expect(sourceOf("tls")).toEqual(["https://api-int.okd.example.com:22623/config/master"]);
    expect(sourceOf("plain")).toEqual([`http://${inPlacePlanOf().api.address}:22624/config/master`]);
  });

  it("trap: VIP instead of a node's address: names no other machine, and has no /etc/hosts that would", () => {
    const grown = inPlacePlanOf({}, { controlPlanes: 3 });
    const [begun, joining] = [first(grown.controlPlanes), grown.controlPlanes[1] ?? control];
    const files = allFiles(pointerFiles(grown, openshiftTestBundle(grown), joining));
    const text = JSON.stringify(files) + textFor(grown, joining);
    expect(files.map(({ path }) => path)).not.toContain("/etc/hosts");
    expect(text).toContain(joining.address);
    expect(text).not.toMatch(new RegExp(`\\b${begun.address.replaceAll(".", "[.]")}\\b|${begun.name}`));
  });

  it("trusts the authority of the machine config server, and no other", () => {
    const { tls } = configOf(control).ignition.security ?? {};
    expect(tls?.certificateAuthorities.map(({ source }) => textOf(source))).toEqual([
      bundle.authorities["root-ca"].certificatePem,
    ]);
  });

  it("is its own network and name, and nothing that the server would give it as well", () => {
    expect(pointerFiles(plan, bundle, worker).files.map(({ path, mode }) => [path, mode])).toEqual([
      ["/etc/hostname", 0o644],
      ["/etc/NetworkManager/system-connections/hardway.nmconnection", 0o600],
    ]);
    expect(configOf(worker).systemd.units).toEqual([]);
  });

  it("differs from node to node in that alone", () => {
    const without = (node: typeof control) => ({ ...configOf(node), storage: undefined });
    const [one, other] = plan.controlPlanes;
    expect(other).toBeDefined();
    expect(without(one ?? control)).toEqual(without(other ?? control));
    expect(configOf(control).storage).not.toEqual(configOf(other ?? control).storage);
  });

  it("holds no key, and is small enough for the firmware's channel", () => {
    expect(JSON.stringify(configOf(control))).not.toContain(
      Buffer.from("PRIVATE KEY").toString("base64").slice(0, 8),
    );
    expect(textFor(plan, control).length).toBeLessThan(4096);
  });

  it("blocker 18: has no kube-proxy, whose rules nobody would ever remove, nor any other pod", () => {
    const rehearsed = openshiftPlanOf({ payload: "folder" });
    const node = first(rehearsed.controlPlanes);
    for (const files of [
      pointerFiles(plan, bundle, control),
      rehearsalNodeFiles(rehearsed, openshiftTestBundle(rehearsed), node),
    ]) {
      const all = allFiles(files);
      expect(all.filter(({ contents }) => /^(?!#).*kube-proxy/m.test(contents))).toEqual([]);
      expect(all.filter(({ path }) => path.startsWith("/etc/kubernetes/manifests/"))).toEqual([]);
    }
  });

  it("is refused where it could not be applied", () => {
    const container = openshiftPlanOf();
    expect(() => textFor(container, first(container.controlPlanes))).toThrow(
      "/etc/hostname is mounted by the machine's runtime",
    );
  });
});
