package dev.maestro.client.screen;

import dev.maestro.client.daemon.DaemonView;
import dev.maestro.client.daemon.RunLine;
import dev.maestro.client.daemon.SessionView;
import dev.maestro.client.link.LinkState;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.work.LiveFacts;
import dev.maestro.client.work.OutputLine;
import dev.maestro.client.work.OutputPiece;
import dev.maestro.client.work.QuestionView;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.SessionKind;
import dev.tamboui.buffer.Buffer;
import dev.tamboui.layout.Rect;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** States of the screen, and what they look like at noon. */
final class States {

    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final UUID FIRST = id(1);

    private States() {}

    static UUID id(int number) {
        return UUID.fromString("00000000-0000-4000-8000-%012d".formatted(number));
    }

    static ScreenState heard(SessionView... sessions) {
        return ScreenState.BEGINNING.heard(
                new DaemonView(4711, "0.1", NOON, List.of(sessions), Optional.empty()), NOON);
    }

    static SessionView session(String name, RunLine... runs) {
        return session(name, LinkState.ONLINE, "", List.of(), 0, runs);
    }

    static SessionView session(
            String name,
            LinkState state,
            String detail,
            List<AgentEvent.LimitWindow> limits,
            int directives,
            RunLine... runs) {
        return new SessionView(
                UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                name,
                id(900),
                "Shop",
                URI.create("http://studio.example:7300"),
                "/home/ada/shop",
                SessionKind.WORKER,
                "claude",
                List.of(Purpose.DEVELOP, Purpose.REVIEW),
                3,
                state,
                detail,
                NOON.minus(Duration.ofMinutes(95)),
                false,
                Stream.iterate(1, each -> each + 1)
                        .limit(directives)
                        .map(each -> id(800 + each))
                        .toList(),
                limits,
                List.of(runs));
    }

    static RunLine run(int number, String title, String step, QuestionView... questions) {
        return new RunLine(
                id(number),
                Purpose.DEVELOP,
                Optional.of(id(100 + number)),
                Optional.of(number),
                title,
                step,
                NOON.minus(Duration.ofSeconds(number * 83L)),
                Optional.of("/home/ada/.maestro/worktrees/shop/" + number),
                Optional.of("/home/ada/.maestro/runs/" + number + "/prompt.md"),
                false,
                new LiveFacts(
                        Optional.of("conversation"),
                        Optional.of("sonnet"),
                        step.equals("preparing")
                                ? Optional.empty()
                                : Optional.of(
                                        new RunMethod.Usage(
                                                Optional.of(12_345L),
                                                Optional.of(678L),
                                                Optional.of(9_000L),
                                                Optional.of(0.4231),
                                                Optional.empty())),
                        List.of(),
                        0,
                        List.of(questions)));
    }

    static QuestionView permission(String text) {
        return new QuestionView(
                id(500),
                text,
                NOON.minus(Duration.ofSeconds(40)),
                Optional.of(NOON.plus(Duration.ofMinutes(29))),
                true);
    }

    static QuestionView remark(String text) {
        return new QuestionView(
                id(501), text, NOON.minus(Duration.ofSeconds(5)), Optional.empty(), false);
    }

    /** The run's output so far, in the order of the kinds where none are named. */
    static ScreenState said(ScreenState state, UUID run, OutputLine... lines) {
        return state.said(run, new OutputPiece(List.of(lines), false));
    }

    static OutputLine line(long number, OutputLine.Kind kind, String text) {
        return new OutputLine(number, kind, text);
    }

    static ScreenState press(ScreenState state, Key... keys) {
        return Arrays.stream(keys)
                .reduce(state, (now, key) -> Keys.press(now, key).state(), (_, b) -> b);
    }

    static ScreenState type(ScreenState state, String text) {
        ScreenState now = state;
        for (char character : text.toCharArray()) {
            now = press(now, new Key.Character(character));
        }
        return now;
    }

    static Buffer buffer(ScreenState state, int width, int height) {
        return buffer(state, width, height, NOON.plusSeconds(1), Palette.COLOURS);
    }

    static Buffer buffer(ScreenState state, int width, int height, Instant now, Palette palette) {
        Buffer buffer = Buffer.empty(Rect.of(width, height));
        Picture.draw(buffer, state, new Look(now, ZoneOffset.UTC, palette));
        return buffer;
    }

    static String text(Buffer buffer) {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < buffer.height(); y++) {
            StringBuilder row = new StringBuilder();
            for (int x = 0; x < buffer.width(); x++) {
                row.append(buffer.get(x, y).symbol());
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
