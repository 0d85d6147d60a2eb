package dev.maestro.client.settings;

/** What happens when an agent asks whether it may use a tool. It never waits without an end. */
public enum PermissionMode {
    /** The sandbox is the fence: inside it everything is allowed. */
    ALLOW,
    /** A person is asked; without an answer in time it is denied. */
    ASK,
    /** What the agent may not do by itself is denied. */
    DENY
}
