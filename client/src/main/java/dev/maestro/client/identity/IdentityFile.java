package dev.maestro.client.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code config.toml}. */
record IdentityFile(List<Identity> identity) {

    IdentityFile(@Nullable List<Identity> identity) {
        this.identity = identity == null ? List.of() : List.copyOf(identity);
    }
}
