import type { HostMount, ScratchMount } from "../bootstrap-mounts";

/** Where a control plane has what lets the API's address float (facts: sno-plus.md, section 4). */
export const floatingPlaces = {
  keepalivedTemplate: "/etc/kubernetes/keepalived.conf.template",
  keepalivedPod: "/etc/kubernetes/manifests/keepalived.yml",
  corefileTemplate: "/etc/kubernetes/Corefile.template",
  corednsPod: "/etc/kubernetes/manifests/coredns.yml",
  dispatcher: "/etc/NetworkManager/dispatcher.d/99-forcedns",
  /** Seen by containers alone. */
  keepalivedConfiguration: "/etc/keepalived/keepalived.conf",
  corefile: "/etc/coredns/Corefile",
} as const;

/** What stands in the templates for what a machine knows of itself alone. */
export const blanks = {
  networkInterface: "@INTERFACE@",
  address: "@ADDRESS@",
  nameserver: "@NAMESERVER@",
} as const;

/** A template, which a container sees where the machine has it. */
export function templateMount(path: string): HostMount {
  return { name: "template", inPod: path, onMachine: path, type: "File", access: "read" };
}

/** The folder of what is made from it, which is made anew with every pod. */
export function filledMount(folder: string): ScratchMount {
  return { name: "filled", inPod: folder };
}
