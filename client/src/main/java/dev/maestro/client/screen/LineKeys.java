package dev.maestro.client.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What each key does while something is being said at the foot of the screen. */
final class LineKeys {

    private static final Key ERASE = new Key.Control('u');

    private LineKeys() {}

    static Pressed press(ScreenState state, Line line, Key key) {
        ScreenState silent = state.saying(Optional.empty());
        if (key == Key.Named.ESCAPE) {
            return Pressed.only(silent);
        }
        return switch (line) {
            case Line.Confirming(String _, Intent intent) ->
                    key.equals(new Key.Character('y'))
                            ? Pressed.wanting(silent, intent)
                            : Pressed.only(silent);
            case Line.Steering steering -> steering(state, steering, key);
            case Line.Answering answering -> answering(state, answering, key);
        };
    }

    private static Pressed steering(ScreenState state, Line.Steering line, Key key) {
        if (key == Key.Named.ENTER) {
            ScreenState silent = state.saying(Optional.empty());
            return line.text().isBlank()
                    ? Pressed.only(silent)
                    : Pressed.wanting(silent, new Intent.Steer(line.target(), line.text().strip()));
        }
        List<Target> targets = new ArrayList<>(line.targets());
        if (key == Key.Named.TAB) {
            targets.add(targets.removeFirst());
        }
        return Pressed.only(
                state.saying(Optional.of(new Line.Steering(targets, edited(line.text(), key)))));
    }

    private static Pressed answering(ScreenState state, Line.Answering line, Key key) {
        boolean permission = line.question().question().permission();
        if (key == Key.Named.ENTER) {
            ScreenState silent = state.saying(Optional.empty());
            Optional<String> words =
                    Optional.of(line.text().strip()).filter(text -> !text.isEmpty());
            return words.isEmpty() && !permission
                    ? Pressed.only(silent)
                    : Pressed.wanting(
                            silent,
                            new Intent.Answer(line.question().question().id(), line.yes(), words));
        }
        return Pressed.only(
                state.saying(
                        Optional.of(
                                new Line.Answering(
                                        line.question(),
                                        line.yes() ^ (permission && key == Key.Named.TAB),
                                        edited(line.text(), key)))));
    }

    private static String edited(String text, Key key) {
        if (key instanceof Key.Character(char character)
                && !Character.isISOControl(character)
                && text.length() < Line.LONGEST) {
            return text + character;
        }
        if (key == Key.Named.BACKSPACE && !text.isEmpty()) {
            return text.substring(0, text.offsetByCodePoints(text.length(), -1));
        }
        return key.equals(ERASE) ? "" : text;
    }
}
