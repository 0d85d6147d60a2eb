package dev.maestro.hub;

import dev.maestro.hub.cluster.ClusterEar;
import dev.maestro.hub.connection.Connections;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.CloseCode;
import dev.maestro.protocol.pusher.SocketId;
import java.util.Arrays;

/** Does to this node's sockets what other nodes ask for. */
record NodeEar(Connections connections, HubListener host) implements ClusterEar {

    @Override
    public void close(SocketId socket, int number) {
        Arrays.stream(CloseCode.values())
                .filter(code -> code.number() == number)
                .findFirst()
                .ifPresent(code ->
                        connections
                                .find(socket)
                                .ifPresent(found -> found.close(code, code.reason())));
    }

    @Override
    public void takeOff(SocketId socket, String channel) {
        ChannelName.parse(channel, Integer.MAX_VALUE)
                .ifPresent(name -> connections.find(socket).ifPresent(found -> found.revoke(name)));
    }

    @Override
    public void said(String text) {
        host.peerSaid(text);
    }

    @Override
    public void joined() {
        host.peerJoined();
    }
}
