import { heldBackUntil } from "../../../manifests/microshift/held-back";
import { microshiftPaths } from "../../../manifests/microshift/paths";
import { shellArchive } from "../../../manifests/shell-archive";
import { attempt, capture, type Ended } from "../../../tools/process";
import { componentScript, networkDown, networkUp } from "../../support/component-script";

/** The network namespace of these nodes, by which their containers are named, too. */
const instance = "hardway-contract-lab";

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
  await capture(networkUp(instance, "10.78.0"));
}

/** Removes the nodes and their network. */
export async function closeLab(): Promise<void> {
  await capture(networkDown(instance));
}

/** Makes a node of an image: node-<id>, whose address has the number id + 10. */
export async function makeNode(id: number, image: string): Promise<LabNode> {
  const [name, address] = [`node-${id}`, `10.78.0.${id + 10}`];
  const environment = {
    PLATFORM: "podman",
    INSTANCE: instance,
    NAME: name,
    IMAGE: image,
    ADDRESS: address,
    MAC: `02:00:0a:4e:00:${(id + 10).toString(16).padStart(2, "0")}`,
    GENERATION: "1",
    IMAGE_CACHE: "",
    OUTBOUND: "none",
    FILES: shellArchive(heldBackUntil(microshiftPaths.mayStart)),
  };
  await capture(componentScript("microshift/shell/node-up", environment));
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
