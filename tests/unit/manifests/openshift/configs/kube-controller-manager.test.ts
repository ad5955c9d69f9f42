import { parse } from "yaml";
import {
  kubeControllerManagerConfig,
  kubeControllerManagerConfigText,
} from "../../../../../manifests/openshift/configs/kube-controller-manager";
import { bootstrapSecretFiles } from "../../../../../manifests/openshift/static-pods";
import { openshiftTestBundle } from "../../../../support/openshift-keys";
import { openshiftPlanOf } from "../../../../support/openshift-plan";

const plan = openshiftPlanOf();
const { extendedArguments: given } = kubeControllerManagerConfig(plan);
const secrets = "/etc/kubernetes/secrets";

describe("the controller manager's configuration", () => {
  it("is the same in its file as in its value", () => {
    expect(parse(kubeControllerManagerConfigText(plan))).toEqual(kubeControllerManagerConfig(plan));
  });

  it("signs kubelets' certificates for 30 days, with their own signer", () => {
    expect(given["cluster-signing-cert-file"]).toEqual([`${secrets}/kubelet-signer.crt`]);
    expect(given["cluster-signing-key-file"]).toEqual([`${secrets}/kubelet-signer.key`]);
    expect(given["cluster-signing-duration"]).toEqual(["720h"]);
  });

  it("signs with a key that belongs to the certificate", () => {
    const bundle = openshiftTestBundle(plan);
    const contents = (name: string) =>
      bootstrapSecretFiles(plan, bundle).find(({ path }) => path.endsWith(name))?.contents;
    expect(contents("/kubelet-signer.crt")).toBe(bundle.authorities["kubelet-signer"].certificatePem);
    expect(contents("/kubelet-signer.key")).toBe(bundle.authorities["kubelet-signer"].keyPem);
  });

  it("gives nodes no pod networks, as OVN does", () => {
    expect(given["allocate-node-cidrs"]).toEqual(["false"]);
    expect(given["cluster-cidr"]).toEqual([plan.networks.pod[0].cidr]);
  });

  it("leaves out the controllers of bootstrap tokens", () => {
    expect(given["controllers"]).toEqual(["*", "-ttl", "-bootstrapsigner", "-tokencleaner"]);
  });

  it("gives pods every signer of the API's serving certificates", () => {
    expect(given["root-ca-file"]).toEqual([`${secrets}/kube-apiserver-complete-server-ca-bundle.crt`]);
  });

  it("signs the tokens in Secrets with the key whose public half the API servers know", () => {
    expect(given["service-account-private-key-file"]).toEqual([`${secrets}/service-account.key`]);
  });

  it("is given the authorities that it would else ask an API server for that is not up yet (P6)", () => {
    expect(given).toHaveProperty("client-ca-file");
    expect(given).toHaveProperty("requestheader-client-ca-file");
  });

  it("leads for as long as OpenShift has it, and longer where the machine is emulated", () => {
    expect(given["leader-elect-renew-deadline"]).toEqual(["12s"]);
    const emulated = openshiftPlanOf({}, { platform: "libvirt", libvirt: { domainType: "qemu" } });
    const [deadline] =
      kubeControllerManagerConfig(emulated).extendedArguments["leader-elect-renew-deadline"] ?? [];
    expect(Number.parseInt(deadline ?? "")).toBeGreaterThan(12);
  });
});
