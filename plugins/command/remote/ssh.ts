/** All that needs ssh2, behind one import. */
export { connected } from "./connected";
export { acceptedVariables } from "./environment";
export { runSession } from "./session";
export { upload } from "./upload";
