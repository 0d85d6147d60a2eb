package dev.maestro.client.state;

import java.util.UUID;

/** The refs under which a mirror holds what is on no branch. */
public final class HiddenRefs {

    /** Unfinished work of a task; the same ref is on the remote. */
    public static final String WIP = "refs/maestro/wip/";

    /** What something else took the place of; on this machine only. */
    public static final String LEFTOVER = "refs/maestro/leftover/";

    private HiddenRefs() {}

    /** By convention the same on both sides. */
    public static String wip(UUID task) {
        return WIP + task;
    }
}
