package dev.maestro.hub;

import dev.maestro.hub.channel.AppRules;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.JsonText;
import dev.maestro.protocol.pusher.Signer;
import dev.maestro.protocol.pusher.SocketId;
import io.javalin.Javalin;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A hub on a real server, whose host program writes down what it hears. */
final class Stage implements AutoCloseable {

    static final AppKey APP = new AppKey("app-1", "key-1", "secret-1");
    static final AppKey OTHER_APP = new AppKey("app-2", "key-2", "secret-2");

    final HandClock clock = new HandClock();
    final Hub hub;
    private final Javalin javalin;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    Stage() {
        this(config -> config);
    }

    Stage(UnaryOperator<HubConfig> changes) {
        HubConfig config = changes.apply(HubConfig.defaults(List.of(APP, OTHER_APP)));
        hub = Hub.open(config, new Ear(), clock);
        javalin =
                Javalin.create(host -> {
                    host.startup.showJavalinBanner = false;
                    host.jetty.host = "127.0.0.1";
                    host.jetty.port = 0;
                    hub.mount(host);
                    host.routes.get("/hello", ctx -> ctx.result("hello"));
                    host.routes.post("/auth", this::authorize);
                });
        javalin.start();
    }

    int port() {
        return javalin.port();
    }

    Talker connects() {
        return connects("/app/key-1?protocol=7&client=js&version=8.6.0&flash=false");
    }

    Talker connects(String address) {
        return Talker.connect(port(), address);
    }

    RawPeer connectsRaw() {
        return RawPeer.connect(port(), "/app/key-1?protocol=7");
    }

    String auth(SocketId socket, String channel) {
        return hub.authSignature(APP, socket, channel, Optional.empty());
    }

    /** The proof for a channel with channel data. */
    String auth(SocketId socket, String channel, String channelData) {
        return hub.authSignature(APP, socket, channel, Optional.of(channelData));
    }

    /** The proof of who the user is. */
    String userAuth(SocketId socket, String userData) {
        return new Signer(APP.key(), APP.secret()).user(socket, userData).toString();
    }

    /** A hub with these rules for the first application. */
    static Stage with(UnaryOperator<AppRules> changes) {
        return new Stage(config ->
                HubConfig.of(
                        List.of(
                                HubApp.usual(APP).with(changes.apply(AppRules.USUAL)),
                                HubApp.usual(OTHER_APP))));
    }

    /** Enters a presence channel as this user. */
    Talker enters(Talker talker, String channel, String channelData) {
        talker.says(
                "{\"event\":\"pusher:subscribe\",\"data\":{\"auth\":\"%s\",\"channel\":\"%s\",\"channel_data\":%s}}"
                        .formatted(
                                auth(talker.id(), channel, channelData),
                                channel,
                                JsonText.quoted(channelData)));
        return talker;
    }

    /** Says who the user is. */
    Talker signsIn(Talker talker, String userData) {
        return talker.says(
                "{\"event\":\"pusher:signin\",\"data\":{\"auth\":\"%s\",\"user_data\":%s}}"
                        .formatted(userAuth(talker.id(), userData), JsonText.quoted(userData)));
    }

    int publishes(String channel, String event, String data) {
        return hub.publish(APP.id(), channel, event, data, null);
    }

    /** The next thing the host program heard. */
    String hears() {
        try {
            String next = heard.poll(30, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("the host program heard nothing");
            }
            return next;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Everything it heard and nobody asked about. */
    List<String> heardElse() {
        return List.copyOf(heard);
    }

    @Override
    public void close() {
        hub.close();
        javalin.stop();
    }

    private void authorize(io.javalin.http.Context request) {
        SocketId socket = new SocketId(request.formParamAsClass("socket_id", String.class).get());
        String channel = request.formParamAsClass("channel_name", String.class).get();
        if (channel.equals("private-closed")) {
            request.status(200).contentType("application/json").result("{\"auth\":\"key-1:00\"}");
            return;
        }
        request.contentType("application/json")
                .result("{\"auth\":\"" + auth(socket, channel) + "\"}");
    }

    /** Consumes {@code client-rpc}, relays the rest, and trips over {@code client-trip}. */
    private final class Ear implements HubListener {

        @Override
        public ClientEventOutcome clientEvent(
                SocketId from, ChannelName channel, String event, String data) {
            if (event.equals("client-trip")) {
                throw new IllegalStateException("tripped, as the test wished");
            }
            heard.add(event + " on " + channel.value() + " from " + from + ": " + data);
            return event.equals("client-rpc")
                    ? ClientEventOutcome.CONSUMED
                    : ClientEventOutcome.RELAY;
        }

        @Override
        public void subscribed(SocketId socket, ChannelName channel) {
            heard.add(socket + " entered " + channel.value());
        }

        @Override
        public void unsubscribed(SocketId socket, ChannelName channel) {
            heard.add(socket + " left " + channel.value());
        }

        @Override
        public void disconnected(SocketId socket) {
            heard.add(socket + " is gone");
        }

        @Override
        public void peerSaid(String text) {
            heard.add("peer: " + text);
        }
    }
}
