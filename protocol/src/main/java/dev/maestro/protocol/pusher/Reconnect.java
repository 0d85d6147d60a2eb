package dev.maestro.protocol.pusher;

/** What a client does after a connection was closed. */
public enum Reconnect {
    /** The same attempt would be refused again: stop until a person changes something. */
    NEVER,
    /** Try again later, each time later than before. */
    BACK_OFF,
    /** Try again now. */
    AT_ONCE;

    /**
     * What the protocol asks after a WebSocket close code: 4000 to 4099 never, 4100 to 4199 with
     * back-off, 4200 to 4299 at once. Codes from 4300 on are no close codes; stock clients stop at
     * them, and so does this. Every other code is an ordinary loss: back off.
     */
    public static Reconnect after(int closeCode) {
        if (closeCode < 4000 || closeCode > 4999) {
            return BACK_OFF;
        }
        return switch ((closeCode - 4000) / 100) {
            case 1 -> BACK_OFF;
            case 2 -> AT_ONCE;
            default -> NEVER;
        };
    }
}
