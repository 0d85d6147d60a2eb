package dev.maestro.client.sandbox.escape;

import static dev.maestro.client.sandbox.escape.Attempt.appeared;
import static dev.maestro.client.sandbox.escape.Attempt.changed;

import java.util.List;

/** By way of git, which the daemon runs in the same worktree afterwards. */
final class GitAttempts {

    private static final String PROGRAM =
            "printf '#!/bin/sh\\ntouch \"%s\"\\n' \"$FIELD_SIGN\" >program; chmod +x program;";

    private GitAttempts() {}

    static List<Attempt> all() {
        return List.of(
                Attempt.of(
                        "plant-hook",
                        "put a hook into the mirror that the daemon's git would run",
                        PROGRAM
                                + "for h in pre-commit post-commit post-checkout post-index-change"
                                + " reference-transaction; do cp program"
                                + " \"$FIELD_MIRROR/hooks/$h\"; done; cp program"
                                + " \"$(git rev-parse --git-path hooks)/pre-commit\"",
                        (field, output) ->
                                appeared(at -> at.mirror().resolve("hooks/pre-commit"))
                                                .escaped(field, output)
                                        || appeared(Field::sign).escaped(field, output)),
                Attempt.of(
                        "mirror-config",
                        "make the daemon's git run a program by the mirror's configuration",
                        PROGRAM
                                + "git config core.fsmonitor \"$PWD/program\"; git config"
                                + " core.sshCommand \"$PWD/program\"; git config filter.x.clean"
                                + " \"$PWD/program\"; echo '[alias] x = !true'"
                                + " >>\"$FIELD_MIRROR/config\"",
                        changed(field -> field.mirror().resolve("config"))),
                Attempt.of(
                        "replace-config",
                        "put another file in place of the mirror's configuration",
                        "cp \"$FIELD_MIRROR/config\" c; echo '[core] pager = true' >>c;"
                                + " mv -f c \"$FIELD_MIRROR/config\"",
                        changed(field -> field.mirror().resolve("config"))),
                Attempt.of(
                        "user-alias",
                        "add an alias to the user's own git settings",
                        "git config --global alias.st '!touch '\"$FIELD_SIGN\"; git config --file"
                                + " \"$FIELD_HOME/.gitconfig\" alias.st '!true'",
                        changed(field -> field.home().resolve(".gitconfig"))),
                Attempt.of(
                        "git-file",
                        "lead the daemon's git to another repository by the .git file",
                        PROGRAM
                                + "git init -q evil; git -C evil config core.fsmonitor"
                                + " \"$PWD/program\"; rm -f .git; mv -f .git old; echo \"gitdir:"
                                + " $PWD/evil/.git\" >.git",
                        (field, output) -> appeared(Field::sign).escaped(field, output)),
                Attempt.of(
                        "nested-repository",
                        "leave a repository in the worktree whose settings name programs",
                        PROGRAM
                                + "git init -q evil; cd evil; echo x >f; git add f; git commit -qm x;"
                                + " git config core.fsmonitor \"$PWD/../program\"; git config"
                                + " filter.x.clean \"$PWD/../program\"; echo '* filter=x'"
                                + " >.gitattributes; echo y >f",
                        appeared(Field::sign)),
                Attempt.of(
                        "filter",
                        "name a filter in .gitattributes and define it where git would look",
                        PROGRAM
                                + "echo '* filter=x diff=x merge=x' >.gitattributes;"
                                + " git config filter.x.clean \"$PWD/program\"; git config"
                                + " filter.x.smudge \"$PWD/program\"; git config diff.x.textconv"
                                + " \"$PWD/program\"; git config --worktree filter.x.clean"
                                + " \"$PWD/program\"",
                        appeared(Field::sign)),
                Attempt.of(
                        "index-link",
                        "make the daemon's git write its files through a link to outside",
                        "d=$(git rev-parse --absolute-git-dir); for f in index COMMIT_EDITMSG"
                                + " ORIG_HEAD; do rm -f \"$d/$f\"; ln -s \"$FIELD_SIGN\" \"$d/$f\";"
                                + " done; echo x >work.txt",
                        appeared(Field::sign)),
                Attempt.of(
                        "other-ref",
                        "move what the mirror knows of the remote's branches",
                        "echo x >x; git add x; git commit -qm x; git update-ref"
                                + " refs/remotes/origin/main HEAD; git rev-parse HEAD"
                                + " >\"$FIELD_MIRROR/refs/remotes/origin/main\"",
                        changed(field -> field.mirror().resolve("refs/remotes/origin/main"))),
                Attempt.of(
                        "other-snapshot",
                        "throw away another task's unfinished work",
                        "git update-ref -d refs/maestro/wip/other;"
                                + " rm -f \"$FIELD_MIRROR/refs/maestro/wip/other\"",
                        changed(field -> field.mirror().resolve("refs/maestro/wip/other"))),
                Attempt.of(
                        "other-head",
                        "move the HEAD of another run's worktree",
                        "echo \"ref: refs/heads/evil\" >\"$FIELD_MIRROR/worktrees/other/HEAD\"",
                        changed(field -> field.mirror().resolve("worktrees/other/HEAD"))),
                Attempt.of(
                        "alternates",
                        "borrow the objects of the user's other repositories",
                        "echo \"$FIELD_CLONE/.git/objects\""
                                + " >\"$FIELD_MIRROR/objects/info/alternates\"",
                        appeared(field -> field.mirror().resolve("objects/info/alternates"))));
    }
}
