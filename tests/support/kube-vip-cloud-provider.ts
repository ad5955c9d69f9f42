import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { capture } from "../../tools/process";
import { repository, toolsFolder } from "../../tools/paths";
import type { RunningProgram } from "./program";

/** The real program, which Go's proxy has as source. */
const source = "github.com/kube-vip/kube-vip-cloud-provider";

/** The module that requires it in the version of the image that clusters run, with the sums of all that it needs. */
const goModule = join(repository, "tests", "microshift", "contract", "cloud-provider");

/** The path of kube-vip's cloud provider, built the first time, which takes some minutes and needs Go and its proxy. */
export async function kubeVipCloudProvider(): Promise<string> {
  const sums = createHash("sha256").update(readFileSync(join(goModule, "go.sum")));
  const folder = join(toolsFolder, "work", `kube-vip-cloud-provider-${sums.digest("hex").slice(0, 12)}`);
  const program = join(folder, "kube-vip-cloud-provider");
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const unfinished = `${program}.${process.pid}`;
  await capture({
    program: "go",
    arguments: ["build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w", "-o", unfinished, source],
    folder: goModule,
    // The image that has it has no libraries.
    environment: { CGO_ENABLED: "0" },
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
