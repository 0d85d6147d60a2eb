package dev.maestro.testkit.model;

import java.util.UUID;

/** Ids as vendors make them: a word for the kind, and letters that nobody can guess. */
final class NewId {

    private NewId() {}

    static String of(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "").substring(0, 24);
    }
}
