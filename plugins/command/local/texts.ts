/** Messages in the words of the official plugin, which are those of Go's os/exec. */

/** The signals that end commands in practice, as Go's syscall.Signal names them. */
const signals: Readonly<Partial<Record<NodeJS.Signals, string>>> = {
  SIGHUP: "hangup",
  SIGINT: "interrupt",
  SIGQUIT: "quit",
  SIGABRT: "aborted",
  SIGKILL: "killed",
  SIGSEGV: "segmentation fault",
  SIGPIPE: "broken pipe",
  SIGALRM: "alarm clock",
  SIGTERM: "terminated",
};

const systemErrors: Readonly<Record<string, string>> = {
  ENOENT: "no such file or directory",
  EACCES: "permission denied",
  ENOTDIR: "not a directory",
  E2BIG: "argument list too long",
  ENOEXEC: "exec format error",
};

/** How a program ended, or undefined if it ended well. */
export function exitText(code: number | null, signal: NodeJS.Signals | null): string | undefined {
  if (signal) return `signal: ${signals[signal] ?? signal}`;
  return code === 0 ? undefined : `exit status ${code ?? -1}`;
}

/** Why a program could not be started. */
export function startText(program: string, error: unknown): string {
  const { code = "", message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" && !program.includes("/")) {
    return `exec: "${program}": executable file not found in $PATH`;
  }
  return `fork/exec ${program}: ${systemErrors[code] ?? message}`;
}

/** The error of a failed command: why, which, and all that it wrote. */
export function failed(why: string, command: string, output: string): Error {
  return new Error(`${why}: running ${quote(command)}:\n${output}`);
}

/** Go's %q; JSON differs from it only in control characters that no command has. */
const quote = (text: string): string => JSON.stringify(text);
