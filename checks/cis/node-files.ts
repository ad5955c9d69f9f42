import { allOf, atMost, itemsOfFile, ownedBy } from "./files";
import { nodes, type Part } from "./item";

const unit = /^\/etc\/systemd\/system\/kubelet\.service$/;
const proxyKubeconfig = /^\/etc\/kube-proxy\/kubeconfig$/;
const kubeconfigs = /^\/(etc\/kubernetes\/kubelet\/bootstrap\.|var\/lib\/kubelet\/)kubeconfig$/;
const clientAuthority = /^\/etc\/kubernetes\/kubelet\/client-ca\.crt$/;
const configuration = /^\/etc\/kubernetes\/kubelet\/config\.yaml$/;
const podNetworks = /^\/etc\/cni\/net\.d\/[^/]+$/;
const podAddresses = /^\/var\/lib\/cni\/networks$/;

/** Part 4.1, and what part 1.1 says of the pod network. */
export const nodeFiles: Part = {
  title: "4.1 Files of a node",
  on: nodes,
  items: [
    {
      id: "1.1.9",
      title: "the pod network's files: mode 0600 or stricter",
      why: "who writes them leads pods' traffic elsewhere; the addresses in use lie in a directory of root's alone",
      examine: allOf(atMost(0o600, podNetworks), atMost(0o700, podAddresses)),
    },
    {
      id: "1.1.10",
      title: "the pod network's files: owned by root:root",
      why: "as 1.1.9",
      examine: allOf(ownedBy("root:root", podNetworks), ownedBy("root:root", podAddresses)),
    },
    ...itemsOfFile({
      ids: ["4.1.1", "4.1.2"],
      what: "the kubelet's unit",
      why: "who writes it runs what they like as root",
      mode: 0o600,
      path: unit,
    }),
    ...itemsOfFile({
      ids: ["4.1.3", "4.1.4"],
      what: "kube-proxy's kubeconfig",
      why: "it says whom kube-proxy obeys; its token is not in it",
      mode: 0o600,
      path: proxyKubeconfig,
    }),
    ...itemsOfFile({
      ids: ["4.1.5", "4.1.6"],
      what: "the kubelet's kubeconfigs",
      why: "they hold the key of the node",
      mode: 0o600,
      path: kubeconfigs,
    }),
    ...itemsOfFile({
      ids: ["4.1.7", "4.1.8"],
      what: "the kubelet's certificate authority",
      why: "who writes it decides who may call the kubelet",
      mode: 0o644,
      path: clientAuthority,
    }),
    ...itemsOfFile({
      ids: ["4.1.9", "4.1.10"],
      what: "the kubelet's configuration",
      why: "who writes it decides who may call the kubelet, and what runs",
      mode: 0o600,
      path: configuration,
    }),
  ],
};
