package dev.maestro.client.screen;

import dev.maestro.client.platform.MaestroHome;
import dev.tamboui.backend.jline3.JLineBackend;
import dev.tamboui.tui.TuiConfig;
import dev.tamboui.tui.TuiRunner;
import dev.tamboui.tui.error.ErrorAction;
import dev.tamboui.tui.event.Event;
import dev.tamboui.tui.event.KeyEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The screen in a terminal: keys and news come in on one thread, which changes the state and draws.
 * It never waits for anything but these.
 */
public final class Screen {

    /** How soon news are seen; also how soon a second is seen to pass. */
    private static final Duration TICK = Duration.ofMillis(100);

    private final Asker asker;
    private final InstantSource clock;
    private final Palette palette;
    private ScreenState state = ScreenState.BEGINNING;
    private long secondDrawn;
    private @Nullable Throwable broken;

    private Screen(Asker asker, InstantSource clock, Palette palette) {
        this.asker = asker;
        this.clock = clock;
        this.palette = palette;
    }

    /** Whether a terminal that is there can show it. */
    public static boolean fits(Map<String, String> environment) {
        String terminal = environment.getOrDefault("TERM", "");
        return !terminal.isEmpty() && !terminal.equals("dumb");
    }

    /**
     * Takes the terminal until the person leaves, and gives it back as it was.
     *
     * @throws IllegalStateException when the terminal cannot be used
     */
    public static void show(
            MaestroHome home, InstantSource clock, Map<String, String> environment) {
        try (Asker asker = new Asker(home, clock)) {
            new Screen(asker, clock, Palette.of(environment)).run();
        }
    }

    private void run() {
        try (TuiRunner terminal =
                TuiRunner.create(
                        TuiConfig.builder()
                                .backend(new JLineBackend())
                                .tickRate(TICK)
                                .errorHandler((error, _) -> {
                                    broken = error.cause();
                                    return ErrorAction.QUIT_IMMEDIATELY;
                                })
                                .build())) {
            terminal.run(
                    this::happens,
                    frame ->
                            Picture.draw(
                                    frame.buffer(),
                                    state,
                                    new Look(clock.instant(), ZoneId.systemDefault(), palette)));
        } catch (Exception e) {
            throw new IllegalStateException("the screen cannot use this terminal", e);
        }
        if (broken != null) {
            throw new IllegalStateException("the screen failed", broken);
        }
    }

    /** True when the picture is not what it was. */
    private boolean happens(Event event, TuiRunner terminal) {
        boolean changed = false;
        if (event instanceof KeyEvent pressed) {
            Optional<Key> key = KeyNames.of(pressed);
            key.ifPresent(one -> press(one, terminal));
            changed = key.isPresent();
        }
        List<UnaryOperator<ScreenState>> changes = asker.changes();
        for (UnaryOperator<ScreenState> change : changes) {
            state = change.apply(state);
        }
        asker.follow(state.followed());
        long second = clock.instant().getEpochSecond();
        boolean due = changed || !changes.isEmpty() || second != secondDrawn;
        secondDrawn = second;
        return due;
    }

    private void press(Key key, TuiRunner terminal) {
        Pressed pressed = Keys.press(state, key);
        state = pressed.state();
        pressed.intent()
                .ifPresent(intent -> {
                    if (intent instanceof Intent.Leave) {
                        terminal.quit();
                    } else {
                        asker.want(intent);
                    }
                });
    }
}
