package dev.maestro.client.screen;

import dev.maestro.client.daemon.ControlMethod;

/** Who a directive is for. */
sealed interface Target {

    record OneRun(String id, String title) implements Target {}

    record OneSession(String name) implements Target {}

    record Machine() implements Target {}

    default String words() {
        return switch (this) {
            case OneRun(String _, String title) -> "run " + title;
            case OneSession(String name) -> "session " + name;
            case Machine() -> "all of this machine";
        };
    }

    default ControlMethod.Steer steer(String text) {
        return switch (this) {
            case OneRun(String id, String _) -> ControlMethod.Steer.run(id, text);
            case OneSession(String name) -> ControlMethod.Steer.session(name, text);
            case Machine() -> ControlMethod.Steer.machine(text);
        };
    }
}
