package dev.maestro.git;

import java.time.Instant;
import java.util.Map;

/** An author or committer. */
public record Person(String name, String email) {

    /** Who makes the merge commits unless somebody else is named. */
    public static final Person MAESTRO = new Person("Maestro", "maestro@localhost");

    public Person {
        refuseMarkup(name, "name");
        refuseMarkup(email, "address");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a person needs a name");
        }
    }

    /** The environment that makes git write this person as author and committer. */
    Map<String, String> asAuthor() {
        return Map.of(
                "GIT_AUTHOR_NAME",
                name,
                "GIT_AUTHOR_EMAIL",
                email,
                "GIT_COMMITTER_NAME",
                name,
                "GIT_COMMITTER_EMAIL",
                email);
    }

    /** The same at a set time: with it the commit's id depends on nothing else. */
    Map<String, String> asAuthorAt(Instant when) {
        String date = "@%d +0000".formatted(when.getEpochSecond());
        return Map.of(
                "GIT_AUTHOR_NAME", name,
                "GIT_AUTHOR_EMAIL", email,
                "GIT_AUTHOR_DATE", date,
                "GIT_COMMITTER_NAME", name,
                "GIT_COMMITTER_EMAIL", email,
                "GIT_COMMITTER_DATE", date);
    }

    private static void refuseMarkup(String text, String what) {
        if (text.chars().anyMatch(c -> c < 0x20 || c == '<' || c == '>' || c == 0x7f)) {
            throw new IllegalArgumentException(
                    "the %s \"%s\" cannot stand in a commit".formatted(what, Refs.shown(text)));
        }
    }
}
