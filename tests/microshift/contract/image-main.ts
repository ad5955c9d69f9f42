import { ensureMachineImage } from "../../../machine-image/image";
import { asFailure } from "../../../tools/failure";
import { alone } from "../../../tools/lock";
import { capture } from "../../../tools/process";
import { changesOnly } from "../../../tools/report";
import { ensureContractImage } from "./image";
import { latestImage, usualVariant } from "./names";

/** Makes the contract image where it is missing; its reference is the last line. */
async function main(): Promise<number> {
  try {
    const reference = await alone(async () => {
      await ensureMachineImage(changesOnly);
      const made = await ensureContractImage(changesOnly, usualVariant);
      await capture({ program: "podman", arguments: ["tag", made, latestImage] });
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
