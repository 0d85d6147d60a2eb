package dev.maestro.client.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.provider.Steering;
import dev.maestro.protocol.work.Delivery;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.StudioMethod.Dispatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectivesTest {

    @TempDir Path directory;
    private Stage stage;
    private RunFiles files;
    private Directives directives;
    private final Steering steering = new Steering();
    private final UUID directive = UUID.randomUUID();

    @BeforeEach
    void begin() throws IOException {
        stage = new Stage(directory);
        Dispatch packet = stage.packet(Purpose.DEVELOP, UUID.randomUUID(), 1, true);
        files = RunFiles.create(stage.home, stage.session, packet, "7-develop");
        directives = new Directives(packet, files, steering, stage.reports);
    }

    @Test
    void anAgentThatListensHearsAtOnceAndStudioIsTold() {
        List<String> heard = new ArrayList<>();
        steering.takeWith(heard::add);

        assertThat(directives.give("Faster.", Optional.of(directive))).isEqualTo(Delivery.NOW);

        assertThat(heard).containsExactly("Faster.");
        assertThat(told()).containsExactly(Delivery.NOW);
    }

    @Test
    void anAgentThatCannotBeInterruptedIsToldWhenItsTurnEnds() throws IOException {
        assertThat(directives.give("Faster.", Optional.of(directive)))
                .isEqualTo(Delivery.NEXT_TURN);

        assertThat(steering.waiting()).containsExactly("Faster.");
        assertThat(Files.readString(files.steering())).isEqualTo("- Faster.\n");
    }

    @Test
    void whatStudioSaysAgainIsNotSaidToTheAgentAgain() throws IOException {
        directives.give("Faster.", Optional.of(directive));
        directives.give("Faster.", Optional.of(directive));

        assertThat(Files.readString(files.steering())).isEqualTo("- Faster.\n");
        assertThat(told()).containsExactly(Delivery.NEXT_TURN, Delivery.NEXT_TURN);
    }

    @Test
    void anAgentThatHasEndedIsNotWaitedFor() {
        steering.end();

        assertThat(directives.give("Faster.", Optional.empty())).isEqualTo(Delivery.NEXT_RUN);
        assertThat(told()).isEmpty();
    }

    private List<Delivery> told() {
        return stage.reports.all(RunMethod.Steered.class).stream()
                .map(RunMethod.Steered::delivery)
                .toList();
    }
}
