import { halfGrownStack } from "./half-grown";
import { operate } from "./pulumi";
import { recover } from "./recover";
import { asOnlyRun, beginRun, endRun, type Run, unfinishedRun } from "./run";
import type { Stack } from "./stack";

/**
 * Runs an operation that changes what the stack has, as the only one, after what a run that did not end well has left
 * is mended; returns the exit code. Half a destroyed cluster is none that an `up` could go on from, so a `destroy`
 * that was interrupted is finished first.
 */
export function change(stack: Stack, operation: Run["operation"]): Promise<number> {
  return asOnlyRun(stack, async () => {
    if (operation === "up" && unfinishedRun(stack)?.operation === "destroy") {
      console.log("the last destroy was not finished: that comes first");
      const exitCode = await run(stack, "destroy");
      if (exitCode !== 0) return exitCode;
    }
    return run(stack, operation);
  });
}

async function run(stack: Stack, operation: Run["operation"]): Promise<number> {
  for (const line of await recover(stack)) console.log(line);
  if (operation === "up") await warnOfHalfGrown(stack);
  await beginRun(stack, operation);
  const exitCode = await operate(stack, operation);
  if (exitCode === 0) await endRun(stack);
  else if (operation === "up") await warnOfHalfGrown(stack);
  return exitCode;
}

/** An etcd of two members is worse off than one of one: whoever looks away now must know. */
async function warnOfHalfGrown(stack: Stack): Promise<void> {
  const warning = await halfGrownStack(stack);
  if (warning !== undefined) console.error(`\n${warning}\n`);
}
