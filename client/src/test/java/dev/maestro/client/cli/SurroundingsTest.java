package dev.maestro.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurroundingsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void whatIsSaidToAPersonCommandsNoTerminalAndFakesNoLine(@TempDir Path directory) {
        try (Terminal terminal = new Terminal(directory, directory)) {
            Surroundings here = terminal.surroundings(out, err);

            here.say("a \u001B[2Jtitle\nTask 8 is done");
            here.warn("maestro: no \u001B]52;c;eA==\u0007run\r");
            here.sayJson("\u001B[31m");
        }

        assertThat(out).hasToString("a title\u23CETask 8 is done\n\"\\u001B[31m\"\n");
        assertThat(err).hasToString("maestro: no run\n");
    }
}
