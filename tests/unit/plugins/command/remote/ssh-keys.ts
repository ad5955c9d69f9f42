import { utils } from "ssh2";

/** Keys for the ssh protocol. Of those that ssh2 makes by ed25519, one of two hundred cannot be read, not even by ssh2. */
export const sshKeys = () => utils.generateKeyPairSync("ecdsa", { bits: 256 });
