import * as pulumi from "@pulumi/pulumi";

/**
 * The base of every component: children are named after it and belong to it.
 * A name that stays the same is what keeps a resource from being made anew, so it is made in one place.
 */
export abstract class Component extends pulumi.ComponentResource {
  protected constructor(
    kind: string,
    private readonly componentName: string,
    options: pulumi.ComponentResourceOptions,
  ) {
    super(`hardway:${kind}`, componentName, {}, options);
  }

  /** The logical name of a child: the component's own name, then what the child is. */
  protected nameOf(child: string): string {
    return `${this.componentName}-${child}`;
  }
}
