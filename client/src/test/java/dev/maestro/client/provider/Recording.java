package dev.maestro.client.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A recorded stream of a real agent program, played by a tiny one in its place: a real process with
 * its own standard streams. Where the recording answers, the program first waits for the question.
 *
 * @param script what it does at the end: bash
 * @param lines how much of the recording it plays
 */
public record Recording(Path output, Path errors, int lines, String script) {

    /** Waits for the words that a line of the recording answers to; notes all that it was told. */
    private static final String PLAY =
            """
            told="$0.told"
            printf '%%s\\n' "$@" >"$0.arguments"
            env >"$0.environment"
            hear() {
                local heard
                while IFS= read -r heard; do
                    printf '%%s\\n' "$heard" >>"$told"
                    [[ $heard == *"$1"* ]] && return
                done
                exit 98
            }
            id='^\\{("jsonrpc":"2.0",)?"id":([0-9]+)'
            asks='"method":"[a-zA-Z/_]+","id":([0-9]+)'
            permit='"type":"control_request","request_id":"([^"]+)"'
            cat '%s' >&2
            while IFS= read -r line <&5; do
                if [[ $line =~ $id ]] && [[ $line != *'"method"'* ]]; then
                    grep -qs "\\"id\\":${BASH_REMATCH[2]}[,}]" "$told" ||
                        hear "\\"id\\":${BASH_REMATCH[2]}"
                elif [[ $line == *'"isReplay":true'* ]]; then
                    hear '"type":"user"'
                fi
                printf '%%s\\n' "$line"
                if [[ $line =~ $asks ]]; then
                    hear "\\"id\\":${BASH_REMATCH[1]}"
                elif [[ $line =~ $permit ]]; then
                    hear "${BASH_REMATCH[1]}"
                fi
            done 5< <(head -n %d '%s')
            %s
            """;

    /** To the end of what is said to it, and with the recorded exit code. */
    public static Recording of(String program, String name) {
        Path output = resource("/recorded/%s/%s.jsonl".formatted(program, name));
        Path exit = output.resolveSibling(name + ".exit");
        try {
            return new Recording(
                    output,
                    output.resolveSibling(name + ".stderr"),
                    Files.readAllLines(output).size(),
                    "cat >>\"$told\"; exit " + Files.readString(exit).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path resource(String name) {
        URL found = Objects.requireNonNull(Recording.class.getResource(name), name);
        try {
            return Path.of(found.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends with this exit code, without hearing anybody out. */
    public Recording exiting(int code) {
        return doing("exit " + code);
    }

    /** Says no more and does not end. */
    public Recording hanging() {
        return doing("sleep 600");
    }

    public Recording doing(String bash) {
        return new Recording(output, errors, lines, bash);
    }

    /** Plays up to the first line that has these words, with it. */
    public Recording upTo(String words) {
        try {
            List<String> all = Files.readAllLines(output);
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).contains(words)) {
                    return new Recording(output, errors, i + 1, script);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException("no line of %s has %s".formatted(output, words));
    }

    /** The last number of that field, for recordings are made anew now and then. */
    public long number(String field) {
        try {
            return Pattern.compile("\"" + field + "\":(\\d+)")
                    .matcher(Files.readString(output))
                    .results()
                    .reduce((_, later) -> later)
                    .map(found -> Long.parseLong(found.group(1)))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program that plays it. */
    public String bash() {
        return PLAY.formatted(errors, lines, output, script);
    }
}
