package dev.maestro.client.hooks;

/** Whose configuration is meant. */
public enum HookScope {
    /** Of the checkout one stands in; never committed. */
    PROJECT,
    /** Of the user, in all repositories. */
    USER
}
