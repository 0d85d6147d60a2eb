package dev.maestro.hub.channel;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The subscribers of one channel. For any number of threads. */
final class Audience {

    private static final Subscriber[] NONE = {};

    private final Set<Subscriber> members = new LinkedHashSet<>();
    private volatile Subscriber @Nullable [] snapshot;

    synchronized void add(Subscriber subscriber) {
        members.add(subscriber);
        snapshot = null;
    }

    /** Returns whether nobody is left. */
    synchronized boolean removeAndIsEmpty(Subscriber subscriber) {
        members.remove(subscriber);
        snapshot = null;
        return members.isEmpty();
    }

    synchronized int size() {
        return members.size();
    }

    /** All of them at one moment; nobody may write to the array. */
    Subscriber[] now() {
        Subscriber[] known = snapshot;
        return known == null ? count() : known;
    }

    private synchronized Subscriber[] count() {
        Subscriber[] counted = members.toArray(NONE);
        snapshot = counted;
        return counted;
    }
}
