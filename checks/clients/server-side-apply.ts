import { setHeaderOptions } from "@kubernetes/client-node/dist/middleware.js";
import { PatchStrategy } from "@kubernetes/client-node/dist/patch.js";

/** The options of a patch that makes an object or brings it to what its manifest says (Kubernetes, "Server-Side Apply"). */
export const serverSideApply = setHeaderOptions("Content-Type", PatchStrategy.ServerSideApply);
