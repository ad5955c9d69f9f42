import type { Value } from "../../shared/values";
import { listAt, numberAt, textAt } from "../objects";
import type { Look, Verdict, Wait } from "./wait";
import { READY, timedOutReady, waiting } from "./wait";

export const jobWait: Wait = {
  kinds: ["batch/v1/Job"],
  why: "the job has done its work; one that failed does not become better by waiting",
  watched: [],
  judge,
  timedOut: timedOutReady,
};

function judge({ object }: Look): Verdict {
  const conditions = listAt(object, "status", "conditions").filter((one) => textAt(one, "status") === "True");
  const having = (type: string): Value | undefined => conditions.find((one) => textAt(one, "type") === type);
  if (having("Complete") !== undefined) return READY;
  // FailureTarget comes first: the job will fail, and only its pods are still being ended.
  const failed = having("FailureTarget") ?? having("Failed");
  if (failed !== undefined)
    return { state: "failed", problems: [`[${textAt(failed, "reason")}] ${textAt(failed, "message")}`] };
  const count = (name: string): number => numberAt(object, "status", name);
  return waiting(
    `Waiting for Job to succeed (Active: ${count("active")} | Succeeded: ${count("succeeded")} | Failed: ${count("failed")})`,
  );
}
