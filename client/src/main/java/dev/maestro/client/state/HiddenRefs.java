package dev.maestro.client.state;

import java.util.Optional;
import java.util.UUID;

/** The refs under which a mirror holds what is on no branch. */
public final class HiddenRefs {

    /** Unfinished work of a task; the same ref is on the remote. */
    public static final String WIP = "refs/maestro/wip/";

    /** What something else took the place of; on this machine only. */
    public static final String LEFTOVER = "refs/maestro/leftover/";

    /** What the remote had under {@link #WIP} when somebody last asked for it. */
    public static final String REMOTE = "refs/maestro/remote/";

    private HiddenRefs() {}

    /** By convention the same on both sides. */
    public static String wip(UUID task) {
        return WIP + task;
    }

    /** As people say it: {@code wip/…}, {@code leftover/…}, or a branch's own name. */
    static String shortName(String ref) {
        return ref.replaceFirst("^refs/(maestro|heads)/", "");
    }

    /** The task whose unfinished work a ref holds. */
    static Optional<UUID> task(String ref) {
        String name = ref.replaceFirst("^refs/maestro/(leftover/wip-|wip/|remote/)", "");
        return name.length() >= 36
                        && name.substring(0, 36)
                                .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(name.substring(0, 36)))
                : Optional.empty();
    }
}
