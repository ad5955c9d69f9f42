import { executableFile, type NodeFile } from "./file";
import { type HaproxyPlaces, machinePlaces } from "./haproxy-places";

/** The servers that are the API servers. */
export const backendName = "api-servers";

/**
 * What a reload hands on. A process that is told nothing counts every server as up until it has looked, and a new control
 * plane machine that does not run yet would be given connections that end in nothing.
 * The servers of haproxy.cfg are written one a line: server NAME ADDRESS:PORT, an IPv6 address in brackets.
 */
export function haproxyStates(places: HaproxyPlaces, kind: keyof typeof programs = "one backend"): NodeFile {
  return executableFile(places.statesScript, statesScript(places, programs[kind]));
}

/** What a unit does before HAProxy starts, so that the start knows nothing: an empty list of states. */
export function forgetStates({ states }: HaproxyPlaces): string {
  return `/bin/sh -c "echo 1 >${states}"`;
}

/** A drop-in of Debian's haproxy.service: a start knows nothing, and a reload is the same after the states were written. */
export const reloadWithStates = {
  name: "10-states.conf",
  contents: `[Service]
ExecStartPre=${forgetStates(machinePlaces)}
ExecReload=
ExecReload=/usr/sbin/haproxy -Ws -f $CONFIG -c -q $EXTRAOPTS
ExecReload=${machinePlaces.statesScript}
ExecReload=/bin/kill -USR2 $MAINPID
`,
} as const;

/** A server that nobody has looked at yet, which is stopped: the backend's number, name, address and port to be put in. */
export const unknownServer = unknownServerOf(backendName);

function unknownServerOf(backend: string): string {
  return `%s ${backend} 0 %s %s 0 0 1 1 0 1 0 0 0 0 0 0 - %s - 0 0 - - 0`;
}

/** Takes the third word of a server's line apart. */
const portAndAddress = `port = $3; sub(/.*:/, "", port)
    address = $3; sub(/:[0-9]+$/, "", address); gsub(/[][]/, "", address)`;

/** By which awk reads what the process knows and then the configuration: where API servers are all, and where they are not. */
const programs = {
  "one backend": `FNR == NR { if ($2 == "${backendName}") { backend = $1; known[$4] = 1 } if (NF > 0) print; next }
  $1 == "server" && !($2 in known) {
    ${portAndAddress}
    printf "${unknownServer}\\n", backend, $2, address, port
  }`,
  // A backend that the process does not know at all has no number yet; its servers count as up until they are looked at.
  "any backend": `FNR == NR { if (NF > 4) { number[$2] = $1; known[$2, $4] = 1 } if (NF > 0) print; next }
  $1 == "backend" { backend = $2 }
  $1 == "server" && (backend in number) && !((backend, $2) in known) {
    ${portAndAddress}
    printf "${unknownServerOf("%s")}\\n", number[backend], backend, $2, address, port
  }`,
} as const;

/** The format is that of HAProxy's management guide, section 9.3, "show servers state", version 1. */
function statesScript({ configuration, socket, states }: HaproxyPlaces, program: string): string {
  return `#!/bin/sh
# Writes what the running HAProxy knows of its servers for the process that follows it. A server that it does not know yet
# is down until it has been looked at.
set -eu

echo "show servers state" | socat -t 5 - UNIX-CONNECT:${socket} >${states}.new
awk '
  ${program}
' ${states}.new ${configuration} >${states}.whole
mv ${states}.whole ${states}
rm ${states}.new
`;
}
