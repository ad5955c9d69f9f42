import { ensureMachineImage } from "../../machine-image/image";
import { asFailure } from "../../tools/failure";
import { alone } from "../../tools/lock";
import { capture } from "../../tools/process";
import { changesOnly } from "../../tools/report";
import { rehearsalImage } from "../../topology/openshift/openshift-plan";
import { ensureRehearsalImage } from "./image";

/** Makes the image of a rehearsal's machines where it is missing; its reference is the last line. */
async function main(): Promise<number> {
  try {
    const reference = await alone(async () => {
      await ensureMachineImage(changesOnly);
      const made = await ensureRehearsalImage(changesOnly);
      // By this name a configuration finds the last one.
      await capture({ program: "podman", arguments: ["tag", made, rehearsalImage] });
      return made;
    });
    console.log(reference);
    return 0;
  } catch (error) {
    const failure = asFailure(error);
    if (failure === undefined) throw error;
    console.error(`error: ${failure.message}`);
    return 1;
  }
}

void main().then((exitCode) => {
  process.exitCode = exitCode;
});
