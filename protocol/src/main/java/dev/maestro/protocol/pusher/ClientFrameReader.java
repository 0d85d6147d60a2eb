package dev.maestro.protocol.pusher;

import java.util.Optional;

/** Reads client frames without building a tree; {@code data} of a client event stays as it is. */
final class ClientFrameReader {

    private ClientFrameReader() {}

    static ClientFrame read(String text) {
        try {
            return interpret(RawObject.parse(text));
        } catch (IllegalArgumentException garbage) {
            return new ClientFrame.Malformed("Invalid message format");
        }
    }

    private static ClientFrame interpret(RawObject frame) {
        String event = frame.text("event").orElse("");
        if (event.isEmpty()) {
            return new ClientFrame.Malformed("The event field is missing");
        }
        return switch (event) {
            case "pusher:ping" -> new ClientFrame.Ping();
            case "pusher:pong" -> new ClientFrame.Pong();
            case "pusher:subscribe" -> subscribe(data(frame));
            case "pusher:unsubscribe" ->
                    data(frame)
                            .text("channel")
                            .<ClientFrame>map(ClientFrame.Unsubscribe::new)
                            .orElse(new ClientFrame.Malformed("The channel field is missing"));
            case "pusher:signin" -> signIn(data(frame));
            default -> clientEvent(event, frame);
        };
    }

    private static ClientFrame subscribe(RawObject data) {
        Optional<String> channel = data.text("channel");
        if (channel.isEmpty()) {
            return new ClientFrame.Malformed("The channel field is missing");
        }
        return new ClientFrame.Subscribe(
                channel.get(), data.text("auth").orElse(""), data.text("channel_data"));
    }

    private static ClientFrame signIn(RawObject data) {
        Optional<String> userData = data.text("user_data");
        if (userData.isEmpty()) {
            return new ClientFrame.Malformed("The user_data field is missing");
        }
        return new ClientFrame.SignIn(data.text("auth").orElse(""), userData.get());
    }

    private static ClientFrame clientEvent(String event, RawObject frame) {
        if (!event.startsWith("client-")) {
            return new ClientFrame.Unsupported(event);
        }
        Optional<String> channel = frame.text("channel");
        if (channel.isEmpty()) {
            return new ClientFrame.Malformed("The channel field is missing");
        }
        return new ClientFrame.ClientEvent(event, channel.get(), frame.raw("data").orElse("null"));
    }

    /**
     * {@code data} of a frame of the protocol itself may be an object, or a string that holds one.
     */
    private static RawObject data(RawObject frame) {
        return RawObject.parse(RawObject.content(frame.raw("data").orElse("{}")));
    }
}
