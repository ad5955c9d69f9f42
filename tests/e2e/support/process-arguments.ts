import { readdirSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { commandLine } from "./traces";

/** Collects the arguments of every process of this machine until it is ended. */
export function watchArguments(): { readonly end: () => Promise<string> } {
  const seen = new Set<string>();
  const ending = new AbortController();
  const watching = (async () => {
    while (!ending.signal.aborted) {
      for (const entry of readdirSync("/proc")) if (/^[0-9]+$/.test(entry)) seen.add(commandLine(entry));
      await delay(100);
    }
  })();
  return {
    end: async () => {
      ending.abort();
      await watching;
      return [...seen].join("\n");
    },
  };
}
