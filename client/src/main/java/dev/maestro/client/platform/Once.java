package dev.maestro.client.platform;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What takes time to make and may not be needed: made when it is first asked for, by any thread.
 */
public final class Once<T> implements Supplier<T> {

    private final Supplier<T> maker;
    private @Nullable T made;

    public Once(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        T known = made;
        if (known == null) {
            known = maker.get();
            made = known;
        }
        return known;
    }
}
