/** How one step of the setup ended. */
export interface Step {
  /** What it was about, such as "kubernetes 1.34.3". */
  readonly name: string;
  /** "current" when nothing had to be done. */
  readonly outcome: "current" | "done";
  /** What was done or found, such as "built from source". */
  readonly detail: string;
  readonly milliseconds: number;
}

/** Where the steps are told: `begin` for one that takes long, `end` for each. */
export interface Reporter {
  readonly begin: (name: string, doing: string) => void;
  readonly end: (step: Step) => void;
}

/** A duration as a person says it: "45 ms", "3.2 s", "4 min 40 s". */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function line(step: Step): string {
  return `${step.name}: ${step.detail} (${duration(step.milliseconds)})`;
}

/** Tells every step: for `make tools` and `make image`. */
export const everyStep: Reporter = {
  begin: (name, doing) => {
    console.log(`${name}: ${doing} ...`);
  },
  end: (step) => {
    console.log(line(step));
  },
};

/** Tells only what was done: for the setup that runs before every other command. */
export const changesOnly: Reporter = {
  begin: everyStep.begin,
  end: (step) => {
    if (step.outcome === "done") console.log(line(step));
  },
};

/** Runs one step, times it and tells how it ended. */
export async function timed(
  reporter: Reporter,
  name: string,
  work: () => Promise<Pick<Step, "outcome" | "detail">>,
): Promise<void> {
  const started = Date.now();
  const { outcome, detail } = await work();
  reporter.end({ name, outcome, detail, milliseconds: Date.now() - started });
}
