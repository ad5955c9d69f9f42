import { attempt } from "../../process";

/** What podman and the machines do with IPv6, on the loopback interface of a namespace that is gone with the program. */
const trial = `
set -e
ip link set lo up
ip -6 address add fd00::1/128 dev lo
ip6tables --table nat --list > /dev/null
`;

/** Why a new network namespace of this host has no IPv6; empty where it has. */
export async function refusalOfIpv6(script = trial): Promise<string> {
  const { exitCode, errors } = await attempt({
    program: "unshare",
    arguments: ["--net", "sh", "-c", script],
    limitSeconds: 10,
  });
  if (exitCode === 0) return "";
  const words = errors.trim().replaceAll("\n", "; ");
  return words === "" ? `the trial ended with exit code ${String(exitCode)}` : words;
}
