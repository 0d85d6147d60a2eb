package dev.maestro.client.link;

import dev.maestro.protocol.RefusalCode;

/** How a connection ended, or why it never began. */
sealed interface Ending {

    String why();

    /** A close frame with its code; 1006 when the socket broke without one. */
    record Closed(int code, String why) implements Ending {}

    /** No answer at all. */
    record Unreachable(String why) implements Ending {}

    /** Studio said no to the token, the channel or the greeting. */
    record Refusal(RefusalCode code, String why) implements Ending {}

    /** Another connection speaks for this session now. */
    record Replaced(String why) implements Ending {}
}
