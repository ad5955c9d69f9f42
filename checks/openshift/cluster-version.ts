import { z } from "zod";
import { always, findingOf } from "../check";
import type { OpenshiftCheck } from "./check";
import { conditionsSchema, type Expected, unmet } from "./conditions";
import { readObject } from "./resources";

const schema = z.object({
  status: z
    .object({
      conditions: conditionsSchema,
      desired: z.object({ version: z.string().default("") }).default({ version: "" }),
    })
    .default({ conditions: [], desired: { version: "" } }),
});

/** What the cluster version operator says when all of a release is applied (facts: openshift-hard-way.md, 9.1). */
const expected: Expected = { Available: "True", Failing: "False", Progressing: "False" };

/** All manifests of the release are applied. */
export const clusterVersionAvailable: OpenshiftCheck = {
  id: "cluster-version",
  sentence: "the release is installed: the ClusterVersion is available, not failing and not progressing",
  why: "until then parts of the release are missing, and the list of operators may be short of some",
  appliesTo: always,
  probe: async ({ kubernetes }) => {
    const found = await readObject(kubernetes, "ClusterVersion", "version", schema);
    if (found === undefined) return { level: "failure", detail: "there is no ClusterVersion named version" };
    const { conditions, desired } = found.status;
    return findingOf(unmet(conditions, expected), desired.version);
  },
};
