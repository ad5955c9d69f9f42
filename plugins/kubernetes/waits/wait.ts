import type { KubernetesObject, TypeMeta } from "../objects";

/** What the waiting has come to, as far as the objects show it now. */
export type Verdict =
  | { readonly state: "ready" }
  | { readonly state: "failed"; readonly problems: readonly string[] }
  | StillWaiting;

export interface StillWaiting {
  readonly state: "waiting";
  /** Shown while it lasts. */
  readonly seen: string;
  /** Shown, and stored with the object, if time runs out now. */
  readonly problems: readonly string[];
  /** Look again by then, even if nothing happens. */
  readonly againInMs?: number;
}

export const READY: Verdict = { state: "ready" };
export const waiting = (seen: string, problems: readonly string[] = []): StillWaiting => ({
  state: "waiting",
  seen,
  problems,
});

/** What a judge may look at. */
export interface Look {
  /** As it is now. */
  readonly object: KubernetesObject;
  readonly waitedMs: number;
  readonly timeoutMs: number;
  /** Objects of another kind in the same namespace. */
  readonly related: (kind: TypeMeta, labelSelector: string) => Promise<readonly KubernetesObject[]>;
}

/** How one kind of object becomes ready. */
export interface Wait {
  /** `apiVersion/kind`. */
  readonly kinds: readonly string[];
  readonly why: string;
  /** Other kinds whose events may change the verdict. */
  readonly watched: readonly TypeMeta[];
  readonly judge: (look: Look) => Promise<Verdict> | Verdict;
  /** What is said when time runs out. */
  readonly timedOut: (name: string) => string;
}

export const timedOutReady = (name: string): string => `'${name}' timed out waiting to be Ready`;
export const timedOutCondition = (): string => "timed out waiting for the condition";
