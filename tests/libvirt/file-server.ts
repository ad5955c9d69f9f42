import { spawn } from "node:child_process";
import type { Lab } from "./lab";

const port = 8080;
/** Serves the files of the folder that it is given, as they are when they are asked for. */
const script = `
  const { createReadStream } = require("node:fs");
  require("node:http")
    .createServer((request, response) => {
      const file = createReadStream(process.argv[1] + request.url);
      file.on("error", () => response.writeHead(404).end());
      file.pipe(response);
    })
    .listen(${port}, "127.0.0.1", () => console.log("listens"));`;

/** Serves a folder's files in a lab's network, until the lab stops; returns the address of a file. */
export async function serveIn(lab: Lab, folder: string): Promise<(file: string) => string> {
  const { program, arguments: words } = lab.inNamespace({
    program: "node",
    arguments: ["-e", script, folder],
  });
  const server = spawn(program, [...words], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise<void>((resolve, reject) => {
    server.stdout.once("data", () => {
      resolve();
    });
    server.once("error", reject);
    server.once("close", (code) => {
      reject(new Error(`the server of files ended with ${code ?? "a signal"}`));
    });
  });
  return (file) => `http://127.0.0.1:${port}/${file}`;
}
