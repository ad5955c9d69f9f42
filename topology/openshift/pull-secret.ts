import type { ClusterConfig } from "../config";
import { hiddenValue, type Problem } from "../problems";

/** What stands for the pull secret of a release that anybody may pull (facts: openshift-hard-way.md, 11.1): id:pass. */
const dummy = '{"auths":{"fake":{"auth":"aWQ6cGFzcwo="}}}';

/** The pull secret of a valid configuration, as JSON text. Secret: it is not in the plan, which is shown. */
export function pullSecretOf({ pullSecret }: Pick<ClusterConfig, "pullSecret">): string {
  return pullSecret ?? dummy;
}

/** What is wrong with a pull secret at a time. No problem repeats any of it but the names of registries. */
export function pullSecretProblems(text: string, now: Date): readonly Problem[] {
  const auths = authsOf(text);
  if (auths === undefined)
    return [
      pullSecretProblem("the pull secret is no JSON object", "registries' credentials are in it as JSON"),
    ];
  const entries = Object.entries(auths);
  if (entries.length === 0)
    return [pullSecretProblem("the pull secret has no auths", "its auths are the credentials, by registry")];
  return entries.flatMap(([registry, entry], index) =>
    authProblems(isShowable(registry) ? registry : `registry number ${index + 1}`, entry, now),
  );
}

/** The registries that a pull secret has credentials for; none where it is not JSON. */
export function registriesOf(text: string): readonly string[] {
  return Object.keys(authsOf(text) ?? {});
}

/** The problem of a pull secret, which shows nothing of it. */
export function pullSecretProblem(what: string, why: string): Problem {
  return {
    what,
    where: "pullSecret",
    value: hiddenValue,
    why,
    remedy:
      "get it anew from its issuer and hand it over as it is: pulumi config set --secret pullSecret < pull-secret.json",
  };
}

function authProblems(registry: string, entry: unknown, now: Date): readonly Problem[] {
  const auth = valueOf(entry, "auth");
  if (typeof auth !== "string")
    return [
      pullSecretProblem(
        `the pull secret has no auth for ${registry}`,
        "an entry of auths has its auth as text",
      ),
    ];
  const password = passwordOf(auth);
  if (password === undefined)
    return [
      pullSecretProblem(
        `the auth for ${registry} is no user and password`,
        "an auth is the user's name, a colon and the password in base64",
      ),
    ];
  const end = endOf(password);
  if (end === undefined || end > now) return [];
  return [
    pullSecretProblem(
      `the credentials for ${registry} have expired`,
      `they were valid until ${end.toISOString()}, as the token in them says`,
    ),
  ];
}

/** The entries of `auths`, none where there are no such; undefined where the text is no JSON object. */
function authsOf(text: string): Readonly<Record<string, unknown>> | undefined {
  const secret = jsonObject(text);
  const auths = secret?.["auths"];
  return secret && (isRecord(auths) ? auths : {});
}

/** What stands behind the colon of an auth; undefined where it is no base64, or has nothing on one side of the colon. */
function passwordOf(auth: string): string | undefined {
  const bytes = Buffer.from(auth, "base64");
  if (auth === "" || bytes.toString("base64") !== auth) return undefined;
  return /^[^:]+:([^]+)$/.exec(bytes.toString("utf8"))?.[1];
}

/** When a token ends that says so (RFC 7519, section 4.1.4); undefined for any other password. */
function endOf(password: string): Date | undefined {
  const [header, claims, signature, ...more] = password.split(".");
  if (header === undefined || claims === undefined || signature === undefined || more.length > 0)
    return undefined;
  const end = jsonObject(Buffer.from(claims, "base64url").toString("utf8"))?.["exp"];
  // A number that is no time at all is as good as none.
  const time = typeof end === "number" ? new Date(end * 1000) : undefined;
  return time === undefined || Number.isNaN(time.getTime()) ? undefined : time;
}

function jsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function valueOf(entry: unknown, key: string): unknown {
  return isRecord(entry) ? entry[key] : undefined;
}

/** A name of a registry, and not credentials that came to stand in its place. */
function isShowable(registry: string): boolean {
  return /^(https:\/\/)?[-a-zA-Z0-9.]+(:\d+)?(\/[-\w./]*)?$/.test(registry) && registry.length <= 100;
}
