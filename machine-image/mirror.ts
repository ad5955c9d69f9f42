import { Failure } from "../tools/failure";
import { capture } from "../tools/process";

/** One archive of the host's apt sources, as `apt-get indextargets` tells it. */
const FORMAT = "$(CODENAME) $(RELEASE) $(COMPONENT) $(REPO_URI)";

/** The variable by which a user names a mirror where apt's sources have none. */
const VARIABLE = "MACHINE_IMAGE_MIRROR";

/** The first archive that holds the main component of a release. */
export function mirrorFor(suite: string, targets: string): string | undefined {
  return targets
    .split("\n")
    .map((line) => line.split(" "))
    .find(([codename, release, component]) => [codename, release].includes(suite) && component === "main")
    ?.at(3);
}

/**
 * The Debian mirror that the host itself uses: the machine image comes from where the host's packages come
 * from, and no mirror is named in this repository.
 */
export async function hostMirror(suite: string): Promise<string> {
  const chosen = process.env[VARIABLE];
  if (chosen !== undefined && chosen !== "") return chosen;
  const known = mirrorFor(suite, await indexTargets());
  if (known !== undefined) return known;
  // A fresh container image has sources but no lists, and only the lists tell a release's codename.
  await capture({ program: "apt-get", arguments: ["update"] });
  const updated = mirrorFor(suite, await indexTargets());
  if (updated !== undefined) return updated;
  throw new Failure({
    what: `no mirror of Debian ${suite} is known`,
    where: "the host's apt sources",
    why: `none of them holds ${suite} main`,
    remedy: `name one: make image ${VARIABLE}=<address of a Debian mirror>`,
  });
}

async function indexTargets(): Promise<string> {
  const options = ["indextargets", "--format", FORMAT, "Created-By: Packages"];
  return capture({ program: "apt-get", arguments: options });
}
