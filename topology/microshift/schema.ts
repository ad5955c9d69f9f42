import { z } from "zod";
import { isDnsName } from "../names";
import { isAddress, parseNetwork } from "../network";
import { highestNodeId } from "./numbers";
import { microshiftVersions } from "./versions";

const ipv4 = z.string().refine((text) => parseNetwork(`${text}/32`)?.family === "ipv4");
const addressRange = z.string().refine((text) => {
  const ends = text.split("-");
  return ends.length === 2 && ends.every((end) => ipv4.safeParse(end).success);
});
const absolutePath = z.string().regex(/^(\/[A-Za-z0-9_.-]+)+$/);
/** A registry or a part of one, or an image's name without its tag. */
const registry = z
  .string()
  .regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?(:[0-9]{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/);
const image = z
  .string()
  .regex(/^[a-z0-9][-a-z0-9./_]*(:[0-9]{1,5}\/[-a-z0-9./_]+)?(:[A-Za-z0-9._-]+|@sha256:[0-9a-f]{64})$/);

/** A node of a cluster of several: its number, by which it is called and addressed, and what it is. */
const node = z.strictObject({
  id: z.int().min(1).max(highestNodeId),
  role: z.enum(["controlPlane", "worker"]),
});

/** The values of the key `microshift`, which says how MicroShift is stood up. */
export const microshiftSchema = z.strictObject({
  version: z.enum(microshiftVersions).default("4.21"),
  /** The host that is there already, for platform ssh. */
  host: z
    .strictObject({
      address: z.string().refine((text) => isAddress(text) || isDnsName(text)),
      port: z.int().min(1).max(65535).default(22),
      user: z
        .string()
        .regex(/^[a-z_][a-z0-9_-]{0,31}$/)
        .default("root"),
      /** The host's public key as `ssh-keyscan` prints it, without the name: kind and key. */
      hostKey: z
        .string()
        .regex(/^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]{32,}={0,3}$/),
    })
    .optional(),
  /** Where packages come from; `installed`: they are in the operating system's image already. */
  packages: z.enum(["redhat", "community", "installed"]).optional(),
  addOns: z.array(z.enum(["olm", "gitops"])).default([]),
  gitopsChannel: z
    .string()
    .regex(/^\d+\.\d+$/)
    .default("1.12"),
  firewall: z.enum(["rules", "off", "untouched"]).default("rules"),
  networkPlugin: z.enum(["ovn", "kindnet"]).default("ovn"),
  /** Further keys of MicroShift's own configuration file. */
  settings: z.record(z.string().regex(/^[a-z][A-Za-z0-9]*$/), z.json()).default({}),
  /** Drop-ins by their names, which are read in the order of these. */
  dropIns: z.record(z.string().regex(/^[a-z0-9][-a-z0-9]*$/), z.record(z.string(), z.json())).default({}),
  /** Where *.apps of the domain points to: the node, or an address such as that of the router's pod. */
  wildcardDns: z
    .strictObject({
      target: z.union([z.literal("node"), ipv4]).default("node"),
      externalNameservers: z.array(z.string().refine(isAddress)).default([]),
    })
    .optional(),
  demo: z.strictObject({ image: image.default("quay.io/alberthua/golang-code-server:v1.1") }).optional(),
  startMinutes: z.int().min(1).max(1440).default(150),
  /** The image of podman containers, which has MicroShift in it. */
  image: image.default("localhost/microshift-okd:latest"),
  nodes: z.array(node).min(1).optional(),
  joinAs: z.enum(["voter", "learner"]).default("learner"),
  virtualAddress: ipv4.optional(),
  virtualInterface: z
    .string()
    .regex(/^[A-Za-z0-9][-A-Za-z0-9_.]{0,14}$/)
    .default("br-ex"),
  /** How many control planes are Ready before others are told to use the virtual address. */
  virtualAddressFrom: z.int().min(1).max(9).optional(),
  loadBalancerRange: addressRange.optional(),
  imageCache: absolutePath.optional(),
  /** Whether nodes on podman reach registries outside: `none` where their images have all in them. */
  outbound: z.enum(["nat", "none"]).default("nat"),
  mirrors: z.array(z.strictObject({ source: registry, mirrors: z.array(registry).min(1) })).default([]),
});

/** The values of the key `microshift`, complete. */
export type MicroshiftValues = z.output<typeof microshiftSchema>;
