import type { ConfigKey, KeyHelp } from "../config-keys";
import { highestNodeId } from "./numbers";
import { microshiftVersions } from "./versions";

const remove = (key: string, then: string): string =>
  `pulumi config rm --path microshift.${key}, which ${then}`;

/** What a user is told of the keys that MicroShift has for itself. */
export const microshiftKeys = {
  microshift: {
    must: "must be an object with the keys version, host, packages, addOns, gitopsChannel, firewall, networkPlugin, settings, dropIns, wildcardDns, demo, startMinutes, image, nodes, joinAs, virtualAddress, virtualInterface, virtualAddressFrom, loadBalancerRange, imageCache, outbound and mirrors, each of which may be left out",
    why: "it says how MicroShift is stood up",
    remedy: "pulumi config set --path microshift.version 4.21",
  },
  "microshift.version": {
    must: `must be one of ${microshiftVersions.join(", ")}`,
    why: "settings, drop-ins, joins and what must run when it is ready differ from version to version",
    remedy: "pulumi config set --path microshift.version 4.21",
  },
  "microshift.host": {
    must: "must be an object with the keys address, port (22), user (root) and hostKey, the host's public key: its kind, a blank and the key",
    why: "it is the host of platform ssh, and only with its key is it known to be that one",
    remedy:
      "pulumi config set --path microshift.host.hostKey \"$(ssh-keyscan -t ed25519 HOST | cut -d ' ' -f 2,3)\", once you have compared it",
  },
  "microshift.packages": {
    must: "must be redhat, community or installed",
    why: "packages come from Red Hat's repositories, from the community's, or are in the operating system's image",
    remedy: remove("packages", "takes redhat for platform ssh, and installed for the others"),
  },
  "microshift.addOns": {
    must: "must be a list of olm and gitops",
    why: "these are what MicroShift can bring besides",
    remedy: remove("addOns", "leaves them out"),
  },
  "microshift.gitopsChannel": {
    must: "must be a version such as 1.12",
    why: "the repository of microshift-gitops is named by it",
    remedy: "pulumi config set --path microshift.gitopsChannel 1.12",
  },
  "microshift.firewall": {
    must: "must be rules, off or untouched",
    why: "firewalld is given MicroShift's rules, is switched off, or is left as it is",
    remedy: "pulumi config set --path microshift.firewall rules",
  },
  "microshift.networkPlugin": {
    must: "must be ovn or kindnet",
    why: "it is the pod network that the packages or the image have",
    remedy: "pulumi config set --path microshift.networkPlugin ovn",
  },
  "microshift.settings": {
    must: "must be an object of keys of MicroShift's config.yaml",
    why: "it is merged into the configuration file that this program writes",
    remedy: remove("settings", "leaves MicroShift's own"),
  },
  "microshift.dropIns": {
    must: "must give objects of keys of config.yaml by name, each name of small letters, digits and hyphens",
    why: "each is a file under /etc/microshift/config.d, read in the order of their names",
    remedy: remove("dropIns", "leaves none"),
  },
  "microshift.wildcardDns": {
    must: "must be an object with the keys target (node, or an IPv4 address) and externalNameservers, a list of addresses, each of which may be left out",
    why: "the host's own dnsmasq answers for *.apps of the domain with it",
    remedy: "pulumi config set --path microshift.wildcardDns.target node",
  },
  "microshift.demo": {
    must: "must be an object with the key image, which may be left out",
    why: "it is the demo application's image, by its tag or its digest",
    remedy: remove("demo", "leaves the demo application out"),
  },
  "microshift.startMinutes": {
    must: "must be a whole number from 1 to 1440",
    why: "the first start pulls images: on a slow line it has been seen to take two hours",
    remedy: "pulumi config set --path microshift.startMinutes 150",
  },
  "microshift.image": {
    must: "must be an image's name with its tag or digest",
    why: "containers of platform podman are made from it",
    remedy: remove("image", "takes localhost/microshift-okd:latest"),
  },
  "microshift.nodes": {
    must: `must be a list of objects with the keys id, a whole number from 1 to ${highestNodeId}, and role, controlPlane or worker`,
    why: "a node is called node-<id> and has the address with the number id + 10: the addresses from 100 on are the virtual address and those of Services",
    remedy: `pulumi config set --path 'microshift.nodes[0].id' 1, and 'microshift.nodes[0].role' controlPlane`,
  },
  "microshift.joinAs": {
    must: "must be voter or learner",
    why: "a control plane joins etcd with a vote at once, or is promoted when it has caught up",
    remedy: "pulumi config set --path microshift.joinAs learner",
  },
  "microshift.virtualAddress": {
    must: "must be an IPv4 address",
    why: "control planes share it; clients and workers reach the API by it",
    remedy: remove("virtualAddress", "takes the one of machineNetwork that ends in 100"),
  },
  "microshift.virtualInterface": {
    must: "must be the name of an interface of at most 15 characters",
    why: "it is the interface of the nodes that has the virtual address",
    remedy: "pulumi config set --path microshift.virtualInterface br-ex",
  },
  "microshift.virtualAddressFrom": {
    must: "must be a whole number from 1 to 9",
    why: "so many control planes are Ready before others are told to use the virtual address",
    remedy: "pulumi config set --path microshift.virtualAddressFrom 2",
  },
  "microshift.loadBalancerRange": {
    must: "must be two IPv4 addresses with a hyphen between them",
    why: "Services of type LoadBalancer are given addresses from the first to the last of these",
    remedy: remove("loadBalancerRange", "takes those of machineNetwork that end in 101 to 199"),
  },
  "microshift.imageCache": {
    must: "must be an absolute path of letters, digits, hyphens, underscores and dots",
    why: "the nodes share the images of containers in this folder of the host",
    remedy: remove("imageCache", "leaves each node its own"),
  },
  "microshift.outbound": {
    must: "must be nat or none",
    why: "nodes pull images from outside, or have all of them in their image or in the cache",
    remedy: "pulumi config set --path microshift.outbound nat",
  },
  "microshift.mirrors": {
    must: "must be a list of objects with a source and a list of mirrors, each a registry with or without a part of its path",
    why: "nodes pull from the mirrors what is named at its source",
    remedy: remove("mirrors", "has images pulled from where they are named"),
  },
  hostPrivateKey: {
    must: "must be a private key in PEM, as ssh-keygen writes it",
    why: "the host of platform ssh is logged in to by it",
    remedy: "pulumi config set --secret hostPrivateKey < ~/.ssh/id_ed25519",
    leftOut: "",
    isHidden: true,
  },
} as const satisfies Partial<Record<ConfigKey, KeyHelp>>;
