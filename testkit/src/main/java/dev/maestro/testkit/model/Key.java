package dev.maestro.testkit.model;

import com.sun.net.httpserver.Headers;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the wires put the key. */
final class Key {

    private Key() {}

    static String of(Headers headers) {
        return Stream.of("x-api-key", "x-goog-api-key", "authorization")
                .flatMap(name -> Optional.ofNullable(headers.getFirst(name)).stream())
                .map(value -> value.replaceFirst("^Bearer ", ""))
                .findFirst()
                .orElse("");
    }
}
