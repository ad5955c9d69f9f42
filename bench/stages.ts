/** A part of `up` that the next one waits for. */
export interface Stage {
  readonly name: string;
  /** In seconds. */
  readonly seconds: number;
}

/** What the engine's state says of a resource: its name, and when its making had ended. */
export interface MadeResource {
  readonly name: string;
  /** In milliseconds since 1970. */
  readonly made: number;
}

/** When an `up` was started and when it had ended, in milliseconds since 1970. */
export interface Span {
  readonly began: number;
  readonly ended: number;
}

/** A stage ends when the last of the resources whose names fit has been made. */
interface Milestone {
  readonly name: string;
  readonly until: RegExp;
}

/** The stages of a boot, in the order in which one waits for the other; what runs beside them does not show. */
const milestones: readonly Milestone[] = [
  { name: "start of make, engine and program", until: /^hardway-/ },
  { name: "keys, network", until: /^bootstrap-machine-keys$/ },
  { name: "bootstrap boots", until: /^bootstrap-machine-booted$/ },
  { name: "its API is ready", until: /^bootstrap-api-ready$/ },
  ...[0, 1, 2].flatMap((index): readonly Milestone[] => [
    { name: `master-${index} boots`, until: new RegExp(`^control-plane-master-${index}-booted$`) },
    { name: `master-${index} joins`, until: new RegExp(`^control-plane-master-${index}-join$`) },
  ]),
  { name: "pivot", until: /^control-plane-pivot$/ },
  { name: "workers join", until: /^workers-worker-\d+-join$/ },
  { name: "verification", until: /^verification-healthy$/ },
];

/**
 * Divides the time of an `up` of three control planes among its stages, which add up to it. Throws where a milestone was
 * not reached.
 */
export function stagesOf(resources: readonly MadeResource[], { began, ended }: Span): readonly Stage[] {
  let since = began;
  const stage = (name: string, until: number): Stage => {
    const seconds = Math.max(0, until - since) / 1000;
    since = Math.max(since, until);
    return { name, seconds };
  };
  const reached = milestones.map(({ name, until }) => {
    const times = resources.filter((resource) => until.test(resource.name)).map(({ made }) => made);
    if (times.length === 0) throw new Error(`no resource ends the stage "${name}" (${until.source})`);
    return stage(name, Math.max(...times));
  });
  return [...reached, stage("end of the engine", ended)];
}

/** The resources of an exported stack (`pulumi stack export`), of which neither inputs nor outputs are read. */
export function madeResources(exported: string): readonly MadeResource[] {
  const { deployment } = JSON.parse(exported) as {
    readonly deployment: {
      readonly resources?: readonly { readonly urn: string; readonly created?: string }[];
    };
  };
  return (deployment.resources ?? []).flatMap(({ urn, created }) =>
    created === undefined ? [] : [{ name: urn.split("::").at(-1) ?? "", made: Date.parse(created) }],
  );
}
