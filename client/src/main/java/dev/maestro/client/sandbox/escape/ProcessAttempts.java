package dev.maestro.client.sandbox.escape;

import static dev.maestro.client.sandbox.escape.Attempt.leaked;
import static dev.maestro.client.sandbox.escape.Attempt.said;

import dev.maestro.client.settings.NetworkPolicy;
import java.util.List;

/** Other processes, their sockets, and the network. */
final class ProcessAttempts {

    private ProcessAttempts() {}

    static List<Attempt> all() {
        return List.of(
                Attempt.of(
                                "kill-outside",
                                "end a process that is somebody else's",
                                "kill -KILL \"$FIELD_VICTIM\"; kill -KILL -- -\"$FIELD_VICTIM\"",
                                (field, _) -> !field.victimLives())
                        .rough(),
                Attempt.of(
                        "see-outside",
                        "see which processes the machine has",
                        "cat /proc/[0-9]*/cmdline | tr '\\0' ' '; ps axww",
                        leaked()),
                Attempt.of(
                        "trace-outside",
                        "read the memory map of a process that is somebody else's",
                        "tr '\\0' ' ' <\"/proc/$FIELD_VICTIM/cmdline\" && head -n 1"
                                + " \"/proc/$FIELD_VICTIM/maps\"",
                        leaked()),
                Attempt.of(
                        "read-environ",
                        "read secrets in other processes' environment",
                        "cat /proc/[0-9]*/environ | tr '\\0' '\\n'",
                        leaked()),
                Attempt.of(
                        "inherited-secret",
                        "read secrets in its own environment",
                        "env; set; cat /proc/self/environ",
                        leaked()),
                Attempt.of(
                        "control-socket",
                        "give orders to the daemon",
                        connect("FIELD_CONTROL"),
                        (field, output) ->
                                field.controlWasReached() || said().escaped(field, output)),
                Attempt.of(
                        "session-bus",
                        "speak to the user's other programs over D-Bus",
                        connect("FIELD_BUS")
                                + "; for s in /run/dbus/system_bus_socket /run/user/*/bus; do [ -S"
                                + " \"$s\" ] && echo I-AM-OUT; done",
                        (field, output) -> field.busWasReached() || said().escaped(field, output)),
                Attempt.of(
                                "loopback",
                                "reach the machine's own services where there is to be no network",
                                "bash -c 'exec 3<>/dev/tcp/127.0.0.1/$FIELD_PORT && echo I-AM-OUT'",
                                (field, output) ->
                                        field.networkWasReached() || said().escaped(field, output))
                        .without(NetworkPolicy.NONE),
                Attempt.of(
                                "survivor",
                                "leave a process that outlives the run",
                                "setsid sh -c '(setsid env -u MAESTRO_MARK sleep $FIELD_SLEEP &)'"
                                        + " >/dev/null 2>&1 </dev/null",
                                (field, _) -> field.sleeperLives())
                        .rough());
    }

    private static String connect(String socket) {
        return "[ -e \"$%s\" ] && echo I-AM-OUT; perl -MSocket -e 'socket(S,PF_UNIX,SOCK_STREAM,0); connect(S,sockaddr_un($ENV{%s})) and print \"I-AM-OUT\"'"
                .formatted(socket, socket);
    }
}
