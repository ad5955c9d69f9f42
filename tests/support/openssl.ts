import { execFile } from "node:child_process";

/**
 * Runs openssl (Debian package openssl) and resolves to what it wrote to stdout and stderr, whatever its exit code:
 * `openssl verify` fails as a whole where one certificate fails.
 */
export function openssl(...args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile("openssl", args, (error, stdout, stderr) => {
      if (error?.code === "ENOENT")
        reject(new Error("there is no openssl on this machine; install it: sudo apt-get install -y openssl"));
      else resolve(stdout + stderr);
    });
  });
}
