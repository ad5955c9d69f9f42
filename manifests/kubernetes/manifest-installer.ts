import { directories } from "./paths";

/** A function for scripts that put the files of static pods where the kubelet runs them from. */
export const manifestInstaller = `# Installs the manifest on standard input, if it is new. The kubelet must never read half a file, so it is written
# beside the directory and moved into it.
install_manifest() {
  new="${directories.configuration}/.$1.new"
  (umask 077 && cat >"$new")
  if cmp --silent "$new" "${directories.manifests}/$1"; then rm "$new"; else mv "$new" "${directories.manifests}/$1"; fi
}
`;
