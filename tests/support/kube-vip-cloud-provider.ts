import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { capture } from "../../tools/process";
import { toolsFolder } from "../../tools/paths";
import type { RunningProgram } from "./program";

/** The real program, which Go's proxy has as source; its version is that of the image that clusters run. */
const source = { path: "github.com/kube-vip/kube-vip-cloud-provider", version: "v0.0.12" } as const;

const folder = join(toolsFolder, "work", `kube-vip-cloud-provider-${source.version}`);

/**
 * The path of kube-vip's cloud provider, built by Go from its module the first time, which takes some minutes and needs
 * Go and its proxy. Go verifies the module by its database of sums.
 */
export async function kubeVipCloudProvider(): Promise<string> {
  const program = join(folder, "kube-vip-cloud-provider");
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "go.mod"),
    `module built\n\ngo 1.24\n\nrequire ${source.path} ${source.version}\n`,
  );
  const unfinished = `${program}.${process.pid}`;
  await capture({
    program: "go",
    arguments: ["build", "-o", unfinished, source.path],
    folder,
    environment: { GOFLAGS: "-mod=mod", GOWORK: "off" },
  });
  renameSync(unfinished, program);
  return program;
}

/** How it runs outside of a pod. */
export interface CloudProviderRun {
  /** As its service account. */
  readonly kubeconfig: string;
  /** Where it shows its health, on the port of the image. */
  readonly address: string;
  /** Arguments as the Deployment has them. */
  readonly arguments: readonly string[];
  /** Gets a file of what it says, and is the home folder in which it looks for its kubeconfig. */
  readonly home: string;
}

/** Starts it; it says what it does in the file cloud-provider.log. */
export async function startCloudProvider(run: CloudProviderRun): Promise<RunningProgram> {
  const program = await kubeVipCloudProvider();
  const file = join(run.home, ".kube", "config");
  mkdirSync(join(run.home, ".kube"), { mode: 0o700 });
  writeFileSync(file, run.kubeconfig, { mode: 0o600 });
  const output = openSync(join(run.home, "cloud-provider.log"), "a");
  const child = spawn(
    program,
    [...run.arguments, "--OutSideCluster", `--kubeconfig=${file}`, `--bind-address=${run.address}`],
    { cwd: run.home, env: { HOME: run.home }, stdio: ["ignore", output, output] },
  );
  closeSync(output);
  const ended = new Promise<void>((resolve, reject) => {
    child.once("exit", () => {
      resolve();
    });
    child.once("error", reject);
  });
  return {
    stop: async (signal = "SIGTERM") => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await ended;
    },
  };
}
