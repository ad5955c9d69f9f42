import { strongCiphers } from "./ciphers";
import { isUnset } from "./flags";
import { type Examination, nodes, type Part } from "./item";

const known: readonly unknown[] = strongCiphers;
const unit = "/etc/systemd/system/kubelet.service";

/** The kubelet's setting of that name, which may be one within another, is good. */
function setting(name: string, good: (value: unknown) => boolean, wrong: string): Examination {
  return ({ kubelet }) => {
    const value = name.split(".").reduce<unknown>((part, key) => {
      return typeof part === "object" && part !== null ? (part as Record<string, unknown>)[key] : undefined;
    }, kubelet);
    return good(value) ? [] : [`${name} of the kubelet ${wrong}`];
  };
}

const isGiven = (value: unknown) => typeof value === "string" && value !== "";
const isStrong = (value: unknown) =>
  Array.isArray(value) && value.length > 0 && value.every((suite) => known.includes(suite));

/** systemd's own words for all addresses, and networks of that size. */
const everything = /^(any|0\.0\.0\.0\/0|::\/0)$/;

const talksToKnownAddresses: Examination = ({ texts }) => {
  const setting = (name: string) => new RegExp(`^${name}=(.*)$`, "m").exec(texts[unit] ?? "")?.[1] ?? "";
  if (setting("IPAddressDeny") !== "any") return ["the kubelet's unit has no IPAddressDeny=any"];
  const allowed = setting("IPAddressAllow").split(" ");
  return allowed.some((address) => everything.test(address))
    ? ["the kubelet's unit allows all addresses"]
    : [];
};

/** Part 4.2. */
export const kubelet: Part = {
  title: "4.2 Kubelet",
  on: nodes,
  items: [
    {
      id: "4.2.1",
      title: "requests without a credential are refused",
      why: "anybody could run programs in pods",
      examine: setting("authentication.anonymous.enabled", (value) => value === false, "is not false"),
    },
    {
      id: "4.2.2",
      title: "the API decides who may do what",
      why: "every certificate of the authority could run programs in pods",
      examine: setting("authorization.mode", (value) => value === "Webhook", "is not Webhook"),
    },
    {
      id: "4.2.3",
      title: "an authority for clients",
      why: "the API server could not show who it is",
      examine: setting("authentication.x509.clientCAFile", isGiven, "is not set"),
    },
    {
      id: "4.2.4",
      title: "no port for reading without a credential",
      why: "it shows all pods of the node to anybody",
      examine: setting("readOnlyPort", (value) => value === undefined || value === 0, "is not 0"),
    },
    {
      id: "4.2.5",
      title: "connections that are silent for long are closed",
      why: "forgotten shells would hold the node's resources",
      examine: setting(
        "streamingConnectionIdleTimeout",
        (value) => value === undefined || !/^"?0+[a-z]*"?$/.test(JSON.stringify(value)),
        "is 0",
      ),
    },
    {
      id: "4.2.6",
      title: "the kubelet makes its own chains of the packet filter",
      why: "others' chains could come before those that kube-proxy needs",
      examine: setting("makeIPTablesUtilChains", (value) => value !== false, "is false"),
    },
    {
      id: "4.2.7",
      title: "the node has the machine's name",
      why: "its certificates would be for another",
      examine: isUnset("kubelet", "hostname-override"),
    },
    {
      id: "4.2.8",
      title: "events are recorded, but not without limit",
      why: "a flood of them would take the API's time",
      examine: setting("eventRecordQPS", (value) => value === undefined || Number(value) > 0, "is 0"),
    },
    {
      id: "4.2.9",
      title: "a certificate as a server",
      why: "the API server could not know whom it talks to",
      examine: (machine) => [
        ...setting("tlsCertFile", isGiven, "is not set")(machine),
        ...setting("tlsPrivateKeyFile", isGiven, "is not set")(machine),
      ],
    },
    {
      id: "4.2.10",
      title: "the client certificate rotates",
      why: "the node would be lost when it expires",
      examine: setting("rotateCertificates", (value) => value !== false, "is false"),
    },
    {
      id: "4.2.11",
      title: "serving certificates may rotate",
      why: "as 1.3.6",
      examine: setting("featureGates.RotateKubeletServerCertificate", (value) => value !== false, "is false"),
    },
    {
      id: "4.2.12",
      title: "strong ciphers alone",
      why: "what is recorded today could be read later",
      examine: setting("tlsCipherSuites", isStrong, "has others than the strong ones"),
    },
    {
      id: "4.2.13",
      title: "a pod has a limit of processes",
      why: "one pod could take the processes of all",
      examine: setting("podPidsLimit", (value) => Number(value) > 0, "is not set"),
    },
    {
      id: "4.2.14",
      title: "pods are given the runtime's filter of system calls",
      why: "a hole in the kernel is easier to reach without it",
      examine: setting("seccompDefault", (value) => value === true, "is not true"),
    },
    {
      id: "4.2.15",
      title: "the kubelet talks to known addresses alone",
      why: "one that is taken over could send what it knows anywhere",
      examine: talksToKnownAddresses,
    },
    {
      id: "4.2.6 (earlier)",
      title: "the kernel's settings are as the kubelet wants them",
      why: "a machine that goes on after a crash of its kernel may write what is wrong",
      examine: setting("protectKernelDefaults", (value) => value === true, "is not true"),
    },
  ],
};
