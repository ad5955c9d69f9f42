/** Keeps in mind that a program was called, and kills the whole run at the call that the test names. */
const step = `#!/bin/bash
set -euo pipefail
said="\${0##*/} $*"
echo "\${said%%$'\\n'*}" >>"$FAKE/steps"
if [ -e "$FAKE/kill-at-step" ] && [ "$(wc -l <"$FAKE/steps")" -ge "$(<"$FAKE/kill-at-step")" ]; then
  rm "$FAKE/kill-at-step"
  kill -KILL -- "-$GROUP"
  exit 1
fi
`;

/** A program of the machine that the test runs on, which can be killed as the stand-ins can. */
const real = (path: string): string => `${step}exec ${path} "$@"\n`;

/** Programs that stand in for those that the live system and the installed node have beside the bootstrap machine's. */
export const inPlaceStandIns: Readonly<Record<string, string>> = {
  /** Disks are folders, with files for the columns. */
  lsblk: `${step}
column=''
disk=''
while [ "$#" -gt 0 ]; do
  case $1 in
    --output) column=$2; shift ;;
    --*) ;;
    *) disk=$1 ;;
  esac
  shift
done
if [ -z "$disk" ]; then
  printf '/dev/vda\\n/dev/sr0\\n'
  exit 0
fi
if [ ! -e "$FAKE/disks$disk" ]; then
  echo "lsblk: $disk: not a block device" >&2
  exit 32
fi
if [ -e "$FAKE/disks$disk/$column" ]; then cat "$FAKE/disks$disk/$column"; fi
`,
  /** Etcd lives on for as many questions as the test says, once its pod is gone; what it writes last it writes then. */
  crictl: `${step}
if [ -e "$PODS/etcd-member-pod.yaml" ]; then
  echo 0123456789abcdef
elif [ -e "$FAKE/etcd-lives" ]; then
  left=$(<"$FAKE/etcd-lives")
  if [ "$left" = 1 ]; then rm "$FAKE/etcd-lives"; else echo "$((left - 1))" >"$FAKE/etcd-lives"; fi
  echo 0123456789abcdef
else
  echo 'the last write' >"\${PODS%/etc/kubernetes/manifests}/var/lib/etcd/member/wal/0.wal"
fi
`,
  /** The server's answer depends on what it is asked for, as the real one's does. */
  "served-config": `${step}
printf '%s\\n' "$@" >"$FAKE/asked-server"
if [ -e "$FAKE/server-is-away" ]; then rm "$FAKE/server-is-away"; exit 7; fi
out=''
accept=v2
while [ "$#" -gt 0 ]; do
  case $1 in
    --output) out=$2; shift ;;
    --header) case $2 in *'application/vnd.coreos.ignition+json;version=3'*) accept=v3 ;; esac; shift ;;
  esac
  shift
done
cat "$FAKE/served-$accept" >"$out"
`,
  "coreos-installer": `${step}
disk=\${!#}
if [ -e "$FAKE/install-fails" ]; then
  rm "$FAKE/install-fails"
  echo 'Error: reading image: unexpected end of file' >&2
  exit 1
fi
while [ "$1" != --ignition-file ]; do shift; done
cp "$2" "$FAKE/disks$disk/ignition"
printf 'BIOS-BOOT\\nEFI-SYSTEM\\nboot\\nroot\\n' >"$FAKE/disks$disk/PARTLABEL"
`,
  journalctl: `${step}
echo 'what the units said'
`,
  sync: step,
  jq: real("/usr/bin/jq"),
  gzip: real("/usr/bin/gzip"),
};
