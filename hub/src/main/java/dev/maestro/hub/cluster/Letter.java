package dev.maestro.hub.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.maestro.hub.channel.Note;
import dev.maestro.protocol.pusher.Member;
import dev.maestro.protocol.pusher.SocketId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one node says at once, and as bytes: a version, the node, a number that grows by one, then
 * each thing as a letter and its fields. Texts are a length and UTF-8.
 */
record Letter(long node, long number, List<Said> said) {

    /** Nodes that write another way are not understood, and so not heard. */
    private static final int VERSION = 1;

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(VERSION);
            out.writeLong(node);
            out.writeLong(number);
            out.writeInt(said.size());
            for (Said each : said) {
                write(out, each);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Empty when it is of another version, or none of ours. */
    static Optional<Letter> read(byte[] bytes) {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            if (in.readByte() != VERSION) {
                return Optional.empty();
            }
            long node = in.readLong();
            long number = in.readLong();
            int count = in.readInt();
            List<Said> said = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                said.add(said(in));
            }
            return Optional.of(new Letter(node, number, said));
        } catch (IOException | IllegalArgumentException garbage) {
            return Optional.empty();
        }
    }

    private static void write(DataOutputStream out, Said said) throws IOException {
        switch (said) {
            case Said.OfApp(String app, Note note) -> {
                out.writeByte('n');
                text(out, app);
                write(out, note);
            }
            case Said.Begin _ -> out.writeByte('b');
            case Said.End _ -> out.writeByte('e');
            case Said.Ask(long whom) -> {
                out.writeByte('a');
                out.writeLong(whom);
            }
            case Said.Bye _ -> out.writeByte('q');
            case Said.Close(SocketId socket, int code) -> {
                out.writeByte('c');
                text(out, socket.value());
                out.writeInt(code);
            }
            case Said.TakeOff(SocketId socket, String channel) ->
                    texts(out, 'o', socket.value(), channel);
            case Said.Text(String text) -> texts(out, 't', text);
        }
    }

    private static Said said(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case 'n' -> new Said.OfApp(text(in), note(in));
            case 'b' -> new Said.Begin();
            case 'e' -> new Said.End();
            case 'a' -> new Said.Ask(in.readLong());
            case 'q' -> new Said.Bye();
            case 'c' -> new Said.Close(socket(in), in.readInt());
            case 'o' -> new Said.TakeOff(socket(in), text(in));
            case 't' -> new Said.Text(text(in));
            default -> throw new IOException("nothing is said by " + kind);
        };
    }

    private static void write(DataOutputStream out, Note note) throws IOException {
        switch (note) {
            case Note.Event event -> {
                texts(out, 'e', event.channel(), event.event(), event.data());
                out.writeBoolean(event.cached());
                text(out, event.except().map(SocketId::value).orElse(""));
            }
            case Note.Whisper whisper -> {
                texts(out, 'w', whisper.channel(), whisper.event(), whisper.rawData());
                text(out, whisper.from().value());
                out.writeBoolean(whisper.sender().isPresent());
                if (whisper.sender().isPresent()) {
                    member(out, whisper.sender().get());
                }
            }
            case Note.Opened(SocketId socket) -> texts(out, 'o', socket.value());
            case Note.Gone(SocketId socket) -> texts(out, 'g', socket.value());
            case Note.Subscribed(String channel, int count) -> {
                texts(out, 's', channel);
                out.writeInt(count);
            }
            case Note.Came(String channel, Member member) -> {
                texts(out, 'c', channel);
                member(out, member);
            }
            case Note.Went(String channel, Member member) -> {
                texts(out, 'd', channel);
                member(out, member);
            }
            case Note.Online(String user) -> texts(out, 'u', user);
            case Note.Offline(String user) -> texts(out, 'v', user);
            case Note.Terminate(String user) -> texts(out, 't', user);
        }
    }

    private static Note note(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case 'e' ->
                    new Note.Event(
                            text(in),
                            text(in),
                            text(in),
                            in.readBoolean(),
                            SocketId.parse(text(in)));
            case 'w' ->
                    new Note.Whisper(
                            text(in),
                            text(in),
                            text(in),
                            socket(in),
                            in.readBoolean() ? Optional.of(member(in)) : Optional.empty());
            case 'o' -> new Note.Opened(socket(in));
            case 'g' -> new Note.Gone(socket(in));
            case 's' -> new Note.Subscribed(text(in), in.readInt());
            case 'c' -> new Note.Came(text(in), member(in));
            case 'd' -> new Note.Went(text(in), member(in));
            case 'u' -> new Note.Online(text(in));
            case 'v' -> new Note.Offline(text(in));
            case 't' -> new Note.Terminate(text(in));
            default -> throw new IOException("no note is called " + kind);
        };
    }

    private static void texts(DataOutputStream out, int kind, String... texts) throws IOException {
        out.writeByte(kind);
        for (String text : texts) {
            text(out, text);
        }
    }

    private static void member(DataOutputStream out, Member member) throws IOException {
        text(out, member.userId());
        text(out, member.idJson());
        text(out, member.infoJson());
    }

    private static Member member(DataInputStream in) throws IOException {
        return new Member(text(in), text(in), text(in));
    }

    private static SocketId socket(DataInputStream in) throws IOException {
        return new SocketId(text(in));
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a text ends too early");
        }
        return new String(in.readNBytes(length), UTF_8);
    }
}
