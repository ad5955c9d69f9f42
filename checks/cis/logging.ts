import { documentOf, isSet } from "./flags";
import { controlPlanes, type Examination, type Part } from "./item";

interface Rule {
  readonly level: string;
  readonly verbs?: readonly string[];
  readonly users?: readonly string[];
  readonly resources?: readonly { readonly group?: string; readonly resources?: readonly string[] }[];
}

/** What the benchmark wants recorded: who did it, what to, by which verb. */
const concerns = [
  { verb: "get", group: "", resource: "secrets" },
  { verb: "get", group: "", resource: "configmaps" },
  { verb: "create", group: "authentication.k8s.io", resource: "tokenreviews" },
  { verb: "update", group: "", resource: "pods" },
  { verb: "update", group: "apps", resource: "deployments" },
  { verb: "get", group: "", resource: "pods/exec" },
  { verb: "get", group: "", resource: "pods/portforward" },
  { verb: "get", group: "", resource: "pods/proxy" },
  { verb: "get", group: "", resource: "services/proxy" },
] as const;
type Concern = (typeof concerns)[number];

/** Without their bodies, which are secret. */
const secretOnes: readonly string[] = ["secrets", "configmaps", "tokenreviews"];

/** A rule that leaves something out decides for all; one for some users alone decides for those. */
function matches(rule: Rule, { verb, group, resource }: Concern): boolean {
  if (rule.users !== undefined) return false;
  if (rule.verbs !== undefined && !rule.verbs.includes(verb)) return false;
  return (
    rule.resources?.some(
      (each) => (each.group ?? "") === group && (each.resources?.includes(resource) ?? true),
    ) ?? true
  );
}

/** The first rule that matches decides, as in the API server. */
const coversConcerns: Examination = (machine) => {
  const policy = documentOf(machine, "kube-apiserver", "audit-policy-file") as
    { readonly rules?: readonly Rule[] } | undefined;
  return concerns.flatMap((concern) => {
    const level = policy?.rules?.find((rule) => matches(rule, concern))?.level ?? "None";
    const what = `${concern.verb} ${concern.resource}`;
    if (level === "None") return [`${what} is not recorded`];
    return secretOnes.includes(concern.resource) && level !== "Metadata"
      ? [`${what} is recorded with its body`]
      : [];
  });
};

/** Part 3.2. */
export const logging: Part = {
  title: "3.2 Logging",
  on: controlPlanes,
  items: [
    {
      id: "3.2.1",
      title: "there is an audit policy",
      why: "without one nothing is recorded",
      examine: isSet("kube-apiserver", "audit-policy-file"),
    },
    {
      id: "3.2.2",
      title: "the audit policy covers Secrets, workloads and ways into pods",
      why: "these are what an intruder is after",
      examine: coversConcerns,
    },
  ],
};
