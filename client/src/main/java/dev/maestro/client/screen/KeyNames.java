package dev.maestro.client.screen;

import dev.tamboui.tui.event.KeyEvent;
import java.util.Optional;

/** What the terminal's library calls a key, in our words. */
final class KeyNames {

    private KeyNames() {}

    /** Empty for a key that means nothing here. */
    static Optional<Key> of(KeyEvent event) {
        return switch (event.code()) {
            case CHAR ->
                    event.hasCtrl()
                            ? Optional.of(new Key.Control(event.character()))
                            : Optional.of(new Key.Character(event.character()));
            case ENTER -> Optional.of(Key.Named.ENTER);
            case ESCAPE -> Optional.of(Key.Named.ESCAPE);
            case TAB -> Optional.of(Key.Named.TAB);
            case BACKSPACE -> Optional.of(Key.Named.BACKSPACE);
            case UP -> Optional.of(Key.Named.UP);
            case DOWN -> Optional.of(Key.Named.DOWN);
            case LEFT -> Optional.of(Key.Named.LEFT);
            case RIGHT -> Optional.of(Key.Named.RIGHT);
            case PAGE_UP -> Optional.of(Key.Named.PAGE_UP);
            case PAGE_DOWN -> Optional.of(Key.Named.PAGE_DOWN);
            case HOME -> Optional.of(Key.Named.HOME);
            case END -> Optional.of(Key.Named.END);
            default -> Optional.empty();
        };
    }
}
