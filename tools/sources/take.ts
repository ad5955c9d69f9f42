import type { Source, Tool } from "../tool";
import { fromDownload } from "./download";
import { fromGo } from "./go-build";
import { fromMachine } from "./machine-program";
import { fromPath } from "./path";
import type { OnLongWork, Result } from "./result";

/** Takes a tool from one source; a fault of the source's own work (a build that fails) is a Failure. */
export function take(tool: Tool, source: Source, onLongWork: OnLongWork): Promise<Result> {
  switch (source.kind) {
    case "path":
      return fromPath(tool, source);
    case "download":
      return fromDownload(tool, source, onLongWork);
    case "go":
      return fromGo(tool, source, onLongWork);
    case "machine":
      return fromMachine(tool, source);
  }
}
