package dev.maestro.hub.cluster;

import dev.maestro.hub.channel.Note;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Another node, as far as it was heard. For one thread at a time. */
final class Node {

    private long number;
    private long heard;

    /** What it has, an application a list, while it is still saying so. */
    private @Nullable Map<String, List<Note>> telling;

    Node(long number, long now) {
        this.number = number;
        this.heard = now;
    }

    /** How many letters are missing before this one; below zero when it was heard before. */
    long missingBefore(Letter letter) {
        return letter.number() - number - 1;
    }

    void hears(Letter letter, long now) {
        number = letter.number();
        heard = now;
    }

    /** It did not have to be heard while we could hear nobody. */
    void excuse(long now) {
        heard = now;
    }

    long silentSince() {
        return heard;
    }

    void begins() {
        telling = new HashMap<>();
    }

    void interrupted() {
        telling = null;
    }

    /** Whether the note is part of all that it has. */
    boolean tells(String app, Note note) {
        Map<String, List<Note>> open = telling;
        if (open == null) {
            return false;
        }
        open.computeIfAbsent(app, _ -> new ArrayList<>()).add(note);
        return true;
    }

    /** All that it has; nothing when the beginning was missed. */
    @Nullable Map<String, List<Note>> ends() {
        Map<String, List<Note>> told = telling;
        telling = null;
        return told;
    }
}
