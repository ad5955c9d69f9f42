import type { Server, ServerCredentials } from "@grpc/grpc-js";

const PARENT_CHECK_MS = 1000;

/**
 * Serves on a free loopback port the way the engine expects it of a plugin: the port is the only
 * line on stdout, and the process lives until the engine ends it (SIGINT, which must not be caught:
 * the engine waits for the end), or is gone itself.
 */
export function listen(server: Server, credentials: ServerCredentials): void {
  server.bindAsync("127.0.0.1:0", credentials, (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
  });
  endWithParent();
}

/** An engine that was killed cannot end its plugins: they notice that they have another parent. */
function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, PARENT_CHECK_MS).unref();
}
