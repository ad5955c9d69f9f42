import { heldBackUntil } from "../../../manifests/microshift/held-back";
import { microshiftPaths } from "../../../manifests/microshift/paths";
import { shellArchive } from "../../../manifests/shell-archive";
import { repository } from "../../../tools/paths";
import { attempt, capture, type Ended } from "../../../tools/process";

/** The network namespace of these nodes, by which their containers are named, too. */
const instance = "hardway-contract-lab";
const channel = { PLATFORM: "podman", INSTANCE: instance };

/** A node of the contract image in which MicroShift waits for a file before it starts. */
export interface LabNode {
  readonly name: string;
  readonly address: string;
  /** What a line of shell prints in it; one that fails is a failure. */
  readonly shell: (line: string, input?: string | Buffer) => Promise<string>;
  /** How a line of shell ends in it. */
  readonly attempt: (line: string) => Promise<Ended>;
  /** Starts MicroShift, and returns when its service has started. */
  readonly begin: () => Promise<void>;
}

/** Makes the network that the nodes are on. */
export async function openLab(): Promise<void> {
  await script("podman/network-up", { PROJECT: repository, NETWORKS: "10.78.0.0/24,10.78.0.1" });
}

/** Removes the nodes and their network. */
export async function closeLab(): Promise<void> {
  await script("podman/network-down", {});
}

/** Makes a node of an image: node-<id>, whose address has the number id + 10. */
export async function makeNode(id: number, image: string): Promise<LabNode> {
  const [name, address] = [`node-${id}`, `10.78.0.${id + 10}`];
  await script("microshift/shell/node-up", {
    NAME: name,
    IMAGE: image,
    ADDRESS: address,
    MAC: `02:00:0a:4e:00:${(id + 10).toString(16).padStart(2, "0")}`,
    GENERATION: "1",
    IMAGE_CACHE: "",
    OUTBOUND: "none",
    FILES: shellArchive(heldBackUntil(microshiftPaths.mayStart)),
  });
  const inside = (line: string) => ({
    program: "podman",
    arguments: ["exec", "--interactive", `${instance}-${name}`, "sh", "-c", line],
  });
  return {
    name,
    address,
    shell: (line, input = "") => capture({ ...inside(line), input }),
    attempt: (line) => attempt(inside(line)),
    begin: async () => {
      await capture(inside(`touch ${microshiftPaths.mayStart} && systemctl start microshift.service`));
    },
  };
}

async function script(name: string, environment: Readonly<Record<string, string>>): Promise<void> {
  await capture({
    program: `components/${name}.sh`,
    arguments: [],
    folder: repository,
    environment: { ...channel, ...environment },
  });
}
