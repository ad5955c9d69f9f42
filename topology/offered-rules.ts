import type { ConfigValues } from "./config-schema";
import type { Problem } from "./problems";
import { rule, type Rule } from "./rule";

/** What this version stands up: the topologies of each distribution, the usual one first. */
const offered: Readonly<Record<ConfigValues["distribution"], readonly ConfigValues["topology"][]>> = {
  kubernetes: ["ha", "external-etcd", "sno-plus"],
  okd: ["ha", "sno-plus"],
  ocp: ["ha", "sno-plus"],
  microshift: ["single", "ha"],
};
const offer = Object.entries(offered)
  .map(([distribution, topologies]) => `${distribution} in topology ${topologies.join(" or ")}`)
  .join(", ");

/** The rules on choices that are none yet. Each distribution is offered on every platform, or says itself why not. */
export const offeredRules: readonly Rule[] = [
  rule(["distribution", "topology"], ({ distribution, topology }) => {
    return offered[distribution].includes(topology)
      ? []
      : [notBuilt("topology", topology, insteadOf(distribution, topology))];
  }),
];

/** A single node is one of those that can grow. */
function insteadOf(distribution: ConfigValues["distribution"], topology: ConfigValues["topology"]): string {
  const grows = offered[distribution].includes("sno-plus");
  return topology === "single" && grows ? "sno-plus && pulumi config set controlPlanes 1" : "ha";
}

function notBuilt(where: "topology", value: string, remedy: string): Problem {
  return {
    what: `${value} is not built yet`,
    where,
    value,
    why: `this version stands up ${offer}`,
    remedy: `pulumi config set ${where} ${remedy}`,
  };
}
