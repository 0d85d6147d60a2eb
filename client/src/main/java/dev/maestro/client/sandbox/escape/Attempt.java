package dev.maestro.client.sandbox.escape;

import dev.maestro.client.settings.NetworkPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * One way to try to get out.
 *
 * @param name in a word or two, stable
 * @param what in a sentence
 * @param script what {@code sh -c} runs in the worktree; it finds the field in its environment
 * @param again whether it is run twice, one run after the other
 * @param gentle whether it does no harm when nothing holds it, so that its evidence can be tried
 */
record Attempt(
        String name,
        String what,
        String script,
        NetworkPolicy network,
        boolean again,
        boolean gentle,
        Evidence evidence) {

    /** Whether it got out, looked at from outside where that can be seen. */
    interface Evidence {
        boolean escaped(Field field, String output) throws IOException;
    }

    /** What a script prints when it saw from inside that it was let. */
    static final String OUT = "I-AM-OUT";

    static Attempt of(String name, String what, String script, Evidence evidence) {
        return new Attempt(name, what, script, NetworkPolicy.OPEN, false, true, evidence);
    }

    /** One that would harm the machine if it succeeded. */
    Attempt rough() {
        return new Attempt(name, what, script, network, again, false, evidence);
    }

    Attempt without(NetworkPolicy policy) {
        return new Attempt(name, what, script, policy, again, gentle, evidence);
    }

    /** One that prepares in its first run what it goes out by in its second. */
    Attempt twice() {
        return new Attempt(name, what, script, network, true, gentle, evidence);
    }

    /** It printed what is in a file that it must not see. */
    static Evidence leaked() {
        return (field, output) -> output.contains(field.secret());
    }

    /** It said itself that it was let. */
    static Evidence said() {
        return (_, output) -> output.contains(OUT);
    }

    /** A file is there that was not. */
    static Evidence appeared(Function<Field, Path> file) {
        return (field, _) -> Files.exists(file.apply(field), LinkOption.NOFOLLOW_LINKS);
    }

    /** A file is no longer what it was. */
    static Evidence changed(Function<Field, Path> file) {
        return (field, _) -> field.changed(file.apply(field));
    }
}
