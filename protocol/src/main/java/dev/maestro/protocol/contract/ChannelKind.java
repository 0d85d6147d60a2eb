package dev.maestro.protocol.contract;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** The channels of the contract; each is a prefix and the UUID of whom it is about. */
public enum ChannelKind {
    PROJECT(
            "private-project.",
            "view",
            Feature.PROJECTS,
            "Every event of the project, numbered.",
            "Members of the project and its sessions."),
    TEAM(
            "private-team.",
            "view",
            Feature.TEAMS,
            "Team directives and reports.",
            "The lead, its workers, and members."),
    SESSION(
            "private-session.",
            "run_work",
            Feature.SESSIONS,
            "Requests to the session, and answers to its requests.",
            "The session only: the user who registered it, until it ends."),
    RUN("private-run.", "view", Feature.RUNS, "Live output of one run.", "Members of the project."),
    USER(
            "private-user.",
            "",
            Feature.IDENTITY,
            "Notifications: a person is needed.",
            "That user only."),
    PRESENCE_PROJECT(
            "presence-project.",
            "view",
            Feature.PROJECTS,
            "Who is here.",
            "Members of the project and its sessions.");

    /** One channel of this kind. */
    public record Address(ChannelKind kind, UUID id) {

        /** As it is written in frames. */
        public String name() {
            return kind.prefix + id;
        }
    }

    private final String prefix;
    private final String permission;
    private final Feature feature;
    private final String sentence;
    private final String entry;

    ChannelKind(String prefix, String permission, Feature feature, String sentence, String entry) {
        this.prefix = prefix;
        this.permission = permission;
        this.feature = feature;
        this.sentence = sentence;
        this.entry = entry;
    }

    public String prefix() {
        return prefix;
    }

    /** The right in the project that entering takes, as the matrix calls it; empty for none. */
    public String permission() {
        return permission;
    }

    public Feature feature() {
        return feature;
    }

    /** What is on it. */
    public String sentence() {
        return sentence;
    }

    /** Who may enter. */
    public String entry() {
        return entry;
    }

    /** All channels of this kind, as the claim {@code ch} of a token says it. */
    public String all() {
        return prefix + "*";
    }

    public Address of(UUID id) {
        return new Address(this, id);
    }

    /** Reads a channel's name; a UUID in any other than its usual form is no channel's name. */
    public static Optional<Address> parse(String name) {
        return Arrays.stream(values())
                .filter(kind -> name.startsWith(kind.prefix))
                .findFirst()
                .flatMap(kind -> uuid(name.substring(kind.prefix.length())).map(kind::of));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
