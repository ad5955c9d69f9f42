/**
 * Which recorded cases of a plugin's contract (../shared/plugin-contract) its stand-in must match, and which
 * not. A case that is recorded and stands in neither list fails a test: it must be decided on.
 */
export interface ContractSuite {
  /** The plugin's name, and the folder of its cases. */
  readonly name: string;
  readonly match: readonly string[];
  /** Cases of what the stand-in does not offer: each is played, too, and must be refused. */
  readonly leftOut: readonly LeftOutCase[];
  /** Those of both lists that are played at every `make test`: few that see much. */
  readonly sample: readonly string[];
  /** Programs that its cases start, besides Pulumi. */
  readonly programs: readonly string[];
}

export interface LeftOutCase {
  readonly name: string;
  /** What of the official plugin the case uses. */
  readonly feature: string;
  /** Why the stand-in does not offer it. */
  readonly why: string;
  /** What the stand-in's error calls it; the place and the remedy follow (see refusalText). */
  readonly refusal: string;
  /** The resources, components or functions of the case's program that use it. */
  readonly users: readonly string[];
  /** How the error names the place; by a user's name, if left out. */
  readonly where?: string;
  /** What the case's commands see after a refused step: that nothing was done. */
  readonly seen?: Readonly<Record<string, unknown>>;
}
