package dev.maestro.hub.connection;

import dev.maestro.hub.transport.TextMessage;
import dev.maestro.hub.transport.Wire;
import dev.maestro.hub.transport.WireListener;
import dev.maestro.protocol.pusher.CloseCode;
import dev.maestro.protocol.pusher.ServerFrame;
import java.util.List;
import java.util.OptionalInt;

/**
 * A wire that opened only to be told why not: the error event, then the close frame of that code.
 */
final class RefusedConnection implements WireListener {

    private final Wire wire;

    RefusedConnection(Wire wire, CloseCode code, String reason) {
        this.wire = wire;
        ServerFrame error = ServerFrame.error(OptionalInt.of(code.number()), reason);
        wire.write(List.of(TextMessage.of(error)), _ -> wire.close(code.number(), reason));
    }

    @Override
    public void alive() {}

    @Override
    public void message(String text) {
        wire.readMore();
    }

    @Override
    public void closed() {}
}
