import { z } from "zod";
import { always, counted, findingOf } from "../check";
import type { OpenshiftCheck } from "./check";
import { conditionsSchema, type Expected, unmet } from "./conditions";
import { listObjects } from "./resources";

const schema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string() }),
      status: z.object({ conditions: conditionsSchema }).default({ conditions: [] }),
    }),
  ),
});

/** What an operator says that has nothing left to do (facts: openshift-hard-way.md, 9.1). */
const expected: Expected = { Available: "True", Progressing: "False", Degraded: "False" };

/**
 * Every operator has converged. The list must be as long as that of a complete cluster: of no operators at all each
 * has converged, and the check would hold at once.
 */
export const operatorsConverged: OpenshiftCheck = {
  id: "cluster-operators",
  sentence: "every cluster operator is available, and none is progressing or degraded",
  why: "each operator runs a part of the cluster, such as its network, its DNS or its login",
  appliesTo: always,
  probe: async ({ kubernetes, minimumOperators }) => {
    const operators = await listObjects(kubernetes, "ClusterOperator", schema);
    const tooFew =
      operators.length < minimumOperators
        ? [`${counted(operators.length, "operator")}, of at least ${minimumOperators}`]
        : [];
    const problems = operators.flatMap(({ metadata, status }) => {
      const unlike = unmet(status.conditions, expected);
      return unlike.length === 0 ? [] : [`${metadata.name} ${unlike.join(", ")}`];
    });
    return findingOf([...tooFew, ...problems], counted(operators.length, "operator"));
  },
};
