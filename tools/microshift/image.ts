import { attempt, failed, type Command } from "../process";
import type { HostProblem } from "../stack/preflight/judge";

/** Whether podman has an image. */
export async function imageExists(image: string): Promise<boolean> {
  const command: Command = { program: "podman", arguments: ["image", "exists", image] };
  const ended = await attempt(command);
  if (ended.exitCode > 1) throw failed(command, ended);
  return ended.exitCode === 0;
}

/** Images that only this host can have: no registry has them. */
export function isOfThisHost(image: string): boolean {
  return image.startsWith("localhost/");
}

/** The image that nodes are made from, and what a missing one takes. */
export interface WantedImage {
  readonly image: string;
  readonly topology: "single" | "ha";
}

/**
 * Sees to the image that nodes are made from: one that podman has not, and that a registry may have, is pulled. Returns what
 * is wrong where it is missing then, with the way to it.
 */
export async function imageProblems({ image, topology }: WantedImage): Promise<readonly HostProblem[]> {
  if (await imageExists(image)) return [];
  const missing = { what: "the image of MicroShift's nodes is missing", where: `podman image ${image}` };
  if (isOfThisHost(image))
    return [
      {
        ...missing,
        seen: "podman has no such image",
        why: "its name begins with localhost/: it is built on this host, and no registry has it",
        remedy: `${buildHint[topology]}; or name one that can be pulled: ${nameIt}`,
      },
    ];
  console.log(`pulling ${image} ...`);
  const { exitCode, errors } = await attempt({ program: "podman", arguments: ["pull", "--quiet", image] });
  if (exitCode === 0) return [];
  return [
    {
      ...missing,
      seen: lastWordsOf(errors),
      why: "podman has no such image, and could not pull it",
      remedy: `mend its name, or log podman in to its registry; or ${buildHint[topology]}, and name it: ${nameIt}`,
    },
  ];
}

const nameIt = "pulumi config set --path microshift.image";

/** Where the community's images come from (facts: microshift.md, sources, A3 and B4). */
const buildHint = {
  single:
    "build it from the sources of the project microshift-io/microshift (make rpm, then make image), and tag it so",
  ha: "build it from the sources of the fork leelavg/microshift-usm, whose MicroShift alone has virtual addresses and workers (make rpm, then make image), and tag it so",
} as const;

function lastWordsOf(errors: string): string {
  const lines = errors.split("\n").filter((line) => line.trim() !== "");
  return lines.at(-1)?.trim() ?? "podman said nothing";
}
