import { microshiftPaths } from "../../../../manifests/microshift/paths";
import { founderId, type MicroshiftPlan } from "../../../../topology/microshift/plan";
import { attempt } from "../../../process";
import type { Stack } from "../../stack";
import type { HostFacts } from "../facts";

/** A node that has not started yet, as a run that was cut off leaves it, has no mark either: its first start writes the other file. */
const hasMark = `test -e ${microshiftPaths.clusterConfig} || exit 3; test -e ${microshiftPaths.enableHa}`;

/**
 * Whether the cluster that runs was begun as a highly available one; undefined where its first node is not there, has not
 * begun it yet or does not say.
 */
export async function madeForHa(
  { instance }: Stack,
  plan: MicroshiftPlan,
  machines: HostFacts["machines"],
): Promise<boolean | undefined> {
  const founder = `${instance}-node-${founderId}`;
  if (plan.topology !== "ha" || !machines.includes(founder)) return undefined;
  const { exitCode } = await attempt({
    program: "podman",
    arguments: ["exec", founder, "sh", "-c", hasMark],
    limitSeconds: 10,
  });
  // Whatever else podman ends with says nothing of the file.
  return exitCode === 0 ? true : exitCode === 1 ? false : undefined;
}
