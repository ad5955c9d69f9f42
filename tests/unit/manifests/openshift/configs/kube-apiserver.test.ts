import { parse } from "yaml";
import {
  kubeApiServerConfig,
  kubeApiServerConfigText,
} from "../../../../../manifests/openshift/configs/kube-apiserver";
import { openshiftPlanOf } from "../../../../support/openshift-plan";

const plan = openshiftPlanOf();
const config = kubeApiServerConfig(plan);
const text = kubeApiServerConfigText(plan);

describe("the API server's configuration", () => {
  it("is of the kind that --openshift-config reads", () => {
    expect(config).toMatchObject({
      apiVersion: "kubecontrolplane.config.openshift.io/v1",
      kind: "KubeAPIServerConfig",
    });
  });

  it("is the same in its file as in its value", () => {
    expect(parse(text, { strict: true, uniqueKeys: true })).toEqual(config);
  });

  it("gives every argument as a list of texts, as the type in Go has it", () => {
    const values = Object.values(config.apiServerArguments);
    expect(values.every((list) => list.length > 0 && list.every((item) => typeof item === "string"))).toBe(
      true,
    );
  });

  it("says why above the arguments that do not speak for themselves", () => {
    expect(text).toMatch(/ # where the control planes' API servers look.*\n +etcd-prefix:/);
  });

  it("listens on every address of the machine", () => {
    expect(config.servingInfo).toMatchObject({ bindAddress: "0.0.0.0:6443", bindNetwork: "tcp4" });
    const ipv6 = kubeApiServerConfig(openshiftPlanOf({}, { addressFamily: "ipv6" }));
    expect(ipv6.servingInfo).toMatchObject({ bindAddress: "[::]:6443", bindNetwork: "tcp6" });
  });

  it("serves the same certificate by default in both places that name one", () => {
    expect(config.apiServerArguments["tls-cert-file"]).toEqual([config.servingInfo.certFile]);
    expect(config.apiServerArguments["tls-private-key-file"]).toEqual([config.servingInfo.keyFile]);
  });

  it("keeps endpoints of its own Services and pods from whoever makes endpoints by hand", () => {
    const restricted = config.admission.pluginConfig["network.openshift.io/RestrictedEndpointsAdmission"];
    expect(restricted?.configuration["restrictedCIDRs"]).toEqual(
      [...plan.networks.service, ...plan.networks.pod].map(({ cidr }) => cidr),
    );
  });

  it("refuses no pod by its profile, as security context constraints decide", () => {
    expect(config.admission.pluginConfig["PodSecurity"]?.configuration["defaults"]).toMatchObject({
      enforce: "privileged",
      audit: "restricted",
    });
  });

  it("has no name of a plugin among its configured ones that is not on", () => {
    const on = config.apiServerArguments["enable-admission-plugins"] ?? [];
    const configured = Object.keys(config.admission.pluginConfig).filter((name) => name !== "PodSecurity");
    expect(on).toEqual(expect.arrayContaining(configured));
  });
});
