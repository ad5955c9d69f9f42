import { setTimeout } from "node:timers/promises";
import { attempt, capture } from "../../../tools/process";
import { forget, type Made, testStack, type TestStack } from "../../e2e/support/stack";
import { pulumiEnvironment } from "../../../tools/stack/environment";
import { stackOf } from "../../../tools/stack/stack";
import { repository } from "../../../tools/paths";
import { Storage } from "./storage";

/** Shorter than a user's, so that the tests end sooner; a booting cluster shows a new state more often than that. */
const patience = { HARDWAY_PATIENCE: "60" };

type Environment = Readonly<Record<string, string>>;

/** Where a bad moment is made: a stack of the test's own, on a podman storage of its own. */
export class Scene {
  readonly storage = new Storage();
  readonly stack: TestStack;

  constructor(name: string, config: Readonly<Record<string, string | number>>) {
    this.stack = testStack(name, config);
  }

  /** Runs `make up`, or another target, whatever its exit code. */
  async make(target: string, environment: Environment = {}): Promise<Made> {
    return this.run("make", ["--no-print-directory", target, `STACK=${this.stack.name}`], environment);
  }

  /** Runs `pulumi up` without what `make` does before, as a user of the official distribution does. */
  async pulumiUp(environment: Environment): Promise<Made> {
    const config = `${stackOf(this.stack.name).folder}/Pulumi.${this.stack.name}.yaml`;
    const options = ["--yes", "--skip-preview", "--stack", this.stack.name, "--config-file", config];
    return this.run("pulumi", ["up", ...options], { ...pulumiEnvironment(), ...environment });
  }

  /** Runs a command of `ip` in the cluster's namespace. */
  async ip(...parts: readonly string[]): Promise<void> {
    await capture({ program: "ip", arguments: ["-n", this.stack.instance, ...parts] });
  }

  /** The process number of a machine's first process, once the machine runs. */
  async whenRunning(machine: string, signal: AbortSignal): Promise<string> {
    const question = [
      "inspect",
      "--format",
      "{{.State.Running}} {{.State.Pid}}",
      `${this.stack.instance}-${machine}`,
    ];
    for (;;) {
      signal.throwIfAborted();
      const { output } = await attempt({
        program: "podman",
        arguments: question,
        environment: this.storage.environment,
      });
      const [running, pid] = output.trim().split(" ");
      if (running === "true" && pid !== undefined && pid !== "0") return pid;
      await setTimeout(200);
    }
  }

  /** Takes everything away again. */
  async end(): Promise<void> {
    const { exitCode, text } = await this.make("destroy");
    if (exitCode !== 0) throw new Error(`make destroy ended with ${exitCode}\n${text}`);
    await this.storage.remove();
    forget(this.stack);
  }

  private async run(program: string, parts: readonly string[], environment: Environment): Promise<Made> {
    const started = Date.now();
    const ended = await attempt({
      program,
      arguments: parts,
      folder: repository,
      environment: { ...patience, ...this.storage.environment, ...environment },
    });
    return { ...ended, text: ended.output + ended.errors, seconds: (Date.now() - started) / 1000 };
  }
}
