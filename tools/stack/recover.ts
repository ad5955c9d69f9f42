import { capture } from "../process";
import { removeHalfWritten, soundCheckpoint } from "./checkpoint";
import { removeDeadLocks } from "./engine-lock";
import { endLeftovers } from "./leftovers";
import { settle, type Deployment } from "./pending";
import { backendMetadata, checkpointFile, lockFolder, pulumi, stackExists } from "./pulumi";
import { unfinishedRun } from "./run";
import type { Stack } from "./stack";

/**
 * Makes a stack ready for the next operation, whatever became of the last one: first it makes sure that nothing of it
 * is still at work, then it mends the state. It can itself be interrupted anywhere. Returns a line for everything that
 * was found and mended; throws a Failure where another run is alive.
 */
export async function recover(stack: Stack): Promise<readonly string[]> {
  const locks = await removeDeadLocks(stack, lockFolder(stack));
  const leftovers = (await endLeftovers(stack)).map(
    ({ pid, command }) => `ended process ${pid}, which it left: ${command}`,
  );
  const half = await Promise.all([checkpointFile(stack), backendMetadata].map(removeHalfWritten));
  const state = stackExists(stack) ? await mendState(stack) : [];
  const found = [...leftovers, ...locks, ...half.flat(), ...state];
  const last = unfinishedRun(stack);
  if (last === undefined && found.length === 0) return [];
  const said =
    last === undefined
      ? "an operation of the engine was interrupted"
      : `the last ${last.operation}, begun at ${last.since}, did not end well`;
  return [`${said}: this one goes on from there`, ...found.map((line) => `  ${line}`)];
}

async function mendState(stack: Stack): Promise<readonly string[]> {
  const { checkpoint, said } = await soundCheckpoint(stack, checkpointFile(stack));
  const pending = checkpoint.checkpoint?.latest?.pending_operations ?? [];
  return pending.length === 0 ? said : [...said, ...(await settlePending(stack))];
}

/** Through the engine, secrets encrypted as they are, and through pipes: nothing of it touches a disk in clear. */
async function settlePending(stack: Stack): Promise<readonly string[]> {
  const exported = await capture(pulumi("stack", "export", "--stack", stack.name));
  const state = JSON.parse(exported) as { readonly deployment: Deployment };
  const { deployment, said } = settle(state.deployment);
  await capture({
    ...pulumi("stack", "import", "--stack", stack.name),
    input: JSON.stringify({ ...state, deployment }),
  });
  return said;
}
