package dev.maestro.hub.connection;

import dev.maestro.hub.transport.TextMessage;
import dev.maestro.hub.transport.Wire;
import dev.maestro.hub.transport.WireListener;
import dev.maestro.protocol.pusher.CloseCode;
import dev.maestro.protocol.pusher.ServerFrame;
import java.util.OptionalInt;

/**
 * A wire that opened only to be told why not: the error event, then the close frame of that code.
 */
final class RefusedConnection implements WireListener {

    RefusedConnection(Wire wire, CloseCode code, String reason) {
        ServerFrame error = ServerFrame.error(OptionalInt.of(code.number()), reason);
        wire.write(TextMessage.of(error), _ -> wire.close(code.number(), reason));
    }

    @Override
    public void alive() {}

    @Override
    public void message(String text) {}

    @Override
    public void binary(byte[] message) {}

    @Override
    public boolean wantsMore() {
        return true;
    }

    @Override
    public void closed() {}
}
