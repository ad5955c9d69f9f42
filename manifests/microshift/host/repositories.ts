import type { MicroshiftPlan } from "../../../topology/microshift/plan";

/** Where packages come from; `installed` needs none. */
type Source = MicroshiftPlan["packages"];

/** A repository of packages, as the host's own tool is told to enable it. */
interface Repository {
  /** With the host's architecture as @ARCH@. */
  readonly name: string;
  readonly neededFor: "always" | "gitops";
  readonly why: string;
}

/** The repositories of a version by their source (facts: microshift.md, A2 and A3). */
const repositories: Readonly<
  Record<Source, (plan: Pick<MicroshiftPlan, "version" | "gitopsChannel">) => readonly Repository[]>
> = {
  redhat: ({ version, gitopsChannel }) => [
    {
      name: `rhocp-${version}-for-rhel-9-@ARCH@-rpms`,
      neededFor: "always",
      why: "MicroShift, CRI-O and the clients",
    },
    { name: "fast-datapath-for-rhel-9-@ARCH@-rpms", neededFor: "always", why: "Open vSwitch" },
    {
      name: `gitops-${gitopsChannel}-for-rhel-9-@ARCH@-rpms`,
      neededFor: "gitops",
      why: "microshift-gitops is in a product of its own",
    },
  ],
  community: () => [
    {
      name: "@microshift-io/microshift-nightly",
      neededFor: "always",
      why: "the community's builds, which need no pull secret",
    },
  ],
  installed: () => [],
};

/** The repositories that a plan's packages are in. */
export function repositoriesOf(plan: MicroshiftPlan): readonly string[] {
  return repositories[plan.packages](plan)
    .filter(({ neededFor }) => neededFor === "always" || plan.addOns.includes(neededFor))
    .map(({ name }) => name);
}
