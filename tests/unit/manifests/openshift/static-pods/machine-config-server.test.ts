import { bootstrapMachineConfigServer } from "../../../../../manifests/openshift/static-pods/machine-config-server";
import { openshiftPlanOf } from "../../../../support/openshift-plan";
import { podOf } from "../../rendered";
import { containerOf, environmentIn, flagsIn } from "../bootstrap-rendered";

const plan = openshiftPlanOf();
const pod = podOf(bootstrapMachineConfigServer(plan).yaml);
const controller = containerOf(pod, "machine-config-controller");
const server = containerOf(pod, "machine-config-server");

describe("the machine config server of the bootstrap machine", () => {
  it("serves what the controller has rendered before it", () => {
    expect(pod.spec?.initContainers).toHaveLength(1);
    expect(flagsIn(controller).get("dest-dir")).toBe("/etc/mcs/bootstrap");
    expect(server.volumeMounts).toContainEqual({
      name: "server-basedir",
      mountPath: "/etc/mcs/bootstrap",
      readOnly: true,
    });
    expect(controller.volumeMounts).toContainEqual({
      name: "server-basedir",
      mountPath: "/etc/mcs/bootstrap",
    });
  });

  it("tells the render its version, without which it ends (6.2: missing desired version)", () => {
    for (const container of [controller, server])
      expect(flagsIn(container).get("payload-version")).toBe(plan.openshift.release.version);
  });

  it("runs without an API server: it mounts no kubeconfig but the one that it hands on", () => {
    const volume = pod.spec?.volumes?.find(({ name }) => name === "bootstrap-kubeconfig");
    expect(volume?.hostPath?.path).toBe("/etc/mcs/kubeconfig");
    expect([...flagsIn(controller).keys(), ...flagsIn(server).keys()]).not.toContain("kubeconfig");
  });

  it("mounts each volume once, though both containers have it", () => {
    const names = pod.spec?.volumes?.map(({ name }) => name) ?? [];
    expect(new Set(names).size).toBe(names.length);
  });

  it("hands the proxy on to the render", () => {
    const proxy = { httpProxy: "http://proxy:3128", httpsProxy: "http://proxy:3128", noProxy: ["a", "b"] };
    const behind = podOf(bootstrapMachineConfigServer(openshiftPlanOf({ proxy })).yaml);
    expect(environmentIn(containerOf(behind, "machine-config-controller")).get("NO_PROXY")).toBe("a,b");
    expect(controller.env).toBeUndefined();
  });
});
