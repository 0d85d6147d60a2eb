package dev.maestro.client.sandbox.escape;

import static dev.maestro.client.sandbox.escape.Attempt.appeared;
import static dev.maestro.client.sandbox.escape.Attempt.changed;
import static dev.maestro.client.sandbox.escape.Attempt.leaked;
import static dev.maestro.client.sandbox.escape.Attempt.said;

import java.nio.file.Path;
import java.util.List;

/** Files that are not the worktree's. */
final class FileAttempts {

    private FileAttempts() {}

    static List<Attempt> all() {
        return List.of(
                Attempt.of(
                        "write-home",
                        "write into the home directory",
                        "echo x >\"$FIELD_HOME/planted\"",
                        appeared(field -> field.home().resolve("planted"))),
                Attempt.of(
                        "change-profile",
                        "add a line to what the user's shell runs",
                        "echo 'touch $FIELD_SIGN' >>\"$FIELD_HOME/.profile\"",
                        changed(field -> field.home().resolve(".profile"))),
                Attempt.of(
                        "read-ssh-key",
                        "read a private key in ~/.ssh",
                        "cat \"$FIELD_HOME\"/.ssh/id_*",
                        leaked()),
                Attempt.of(
                        "read-credentials",
                        "read what other programs keep in ~/.aws, ~/.netrc, ~/.config",
                        "cat \"$FIELD_HOME/.aws/credentials\" \"$FIELD_HOME/.netrc\""
                                + " \"$FIELD_HOME/.config/gh/hosts.yml\"",
                        leaked()),
                Attempt.of(
                        "read-token",
                        "read the daemon's tokens",
                        "cat \"$FIELD_MAESTRO\"/tokens/*",
                        leaked()),
                Attempt.of(
                        "write-settings",
                        "turn the sandbox off in the daemon's settings",
                        "echo 'sandbox = \"off\"' >>\"$FIELD_MAESTRO/projects.toml\"",
                        changed(field -> field.maestro().projects())),
                Attempt.of(
                        "read-other-worktree",
                        "read another run's worktree",
                        "cat \"$FIELD_OTHER/secret.txt\"",
                        leaked()),
                Attempt.of(
                        "write-other-worktree",
                        "write into another run's worktree",
                        "echo x >\"$FIELD_OTHER/planted\"",
                        appeared(field -> field.other().resolve("planted"))),
                Attempt.of(
                        "read-clone",
                        "read what the user has not committed in their own clone",
                        "cat \"$FIELD_CLONE/secret.txt\"",
                        leaked()),
                Attempt.of(
                                "write-etc",
                                "write into /etc",
                                "echo x >/etc/maestro-escape && echo I-AM-OUT",
                                appeared(_ -> Path.of("/etc/maestro-escape")))
                        .rough(),
                Attempt.of(
                                "write-usr",
                                "write among the machine's programs",
                                "echo x >/usr/bin/maestro-escape && echo I-AM-OUT",
                                appeared(_ -> Path.of("/usr/bin/maestro-escape")))
                        .rough(),
                Attempt.of(
                                "read-shadow",
                                "read the passwords of the machine's users",
                                "[ ! -s /etc/shadow ] || { head -c 1 /etc/shadow && echo I-AM-OUT; }",
                                said())
                        .rough(),
                Attempt.of(
                        "symbolic-link",
                        "write through a symbolic link that leaves the worktree",
                        "ln -s \"$FIELD\" out; echo x >out/sign",
                        appeared(Field::sign)),
                Attempt.of(
                        "hard-link",
                        "give a file outside a second name inside",
                        "ln \"$FIELD_HOME/.ssh/id_ed25519\" hard; cat hard",
                        leaked()),
                Attempt.of(
                        "proc-root",
                        "go out by /proc/self/root",
                        "cat \"/proc/self/root$FIELD_HOME/.ssh/id_ed25519\";"
                                + " echo x >\"/proc/self/root$FIELD_SIGN\"",
                        (field, output) ->
                                output.contains(field.secret())
                                        || appeared(Field::sign).escaped(field, output)),
                Attempt.of(
                        "proc-of-others",
                        "go out by another process' root or working directory",
                        "for p in /proc/[0-9]*; do cat \"$p/root$FIELD_HOME/.ssh/id_ed25519\";"
                                + " cat \"$p/cwd/../../../../../../..$FIELD_HOME/.netrc\"; done",
                        leaked()),
                Attempt.of(
                        "temporary-files",
                        "read other programs' temporary files",
                        "cat \"$FIELD_TEMPORARY\"; cat /tmp/maestro-escape*.txt",
                        leaked()),
                Attempt.of(
                        "shared-memory",
                        "read other programs' shared memory",
                        "cat \"$FIELD_MEMORY\"",
                        leaked()),
                Attempt.of(
                                "cache-link",
                                "put a link to the home directory in a cache's place for the next"
                                        + " run",
                                "h=\"$FIELD_HOME\"; c=.cargo/registry; cat"
                                        + " \"$h/$c/.ssh/id_ed25519\"; for d in \"$h/.kept/$c\""
                                        + " \"$h\"/.kept/.*registry \"$h/$c\"; do mv \"$d\""
                                        + " \"$d.old\" && ln -s \"$h\" \"$d\"; done",
                                leaked())
                        .twice());
    }
}
