package dev.maestro.protocol.pusher;

/**
 * The close codes of the protocol, with the words the server says.
 *
 * <p>Codes from 4300 on are for error events only and never close a socket: stock clients would not
 * come back.
 */
public enum CloseCode {
    SSL_ONLY(4000, "Application only accepts SSL connections, reconnect using wss://"),
    APP_NOT_FOUND(4001, "Application does not exist"),
    APP_DISABLED(4003, "Application disabled"),
    OVER_QUOTA(4004, "Application is over connection quota"),
    PATH_NOT_FOUND(4005, "Path not found"),
    INVALID_VERSION(4006, "Invalid version string format"),
    UNSUPPORTED_VERSION(4007, "Unsupported protocol version"),
    NO_VERSION(4008, "No protocol version supplied"),
    UNAUTHORIZED(4009, "Connection is unauthorized"),
    /** Also said to a peer that reads too slowly, and by a server that goes down. */
    OVER_CAPACITY(4100, "Over capacity"),
    RECONNECT_NOW(4200, "Generic reconnect immediately"),
    NO_PONG(4201, "Pong reply not received in time"),
    INACTIVE(4202, "Closed after inactivity");

    private final int number;
    private final String reason;

    CloseCode(int number, String reason) {
        this.number = number;
        this.reason = reason;
    }

    /** The number in the close frame and in the error event before it. */
    public int number() {
        return number;
    }

    /** A short English sentence, at most 123 bytes, so that it fits a close frame. */
    public String reason() {
        return reason;
    }

    /** What a client does after this code. */
    public Reconnect reconnect() {
        return Reconnect.after(number);
    }
}
