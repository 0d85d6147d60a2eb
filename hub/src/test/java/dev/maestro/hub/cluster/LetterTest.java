package dev.maestro.hub.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.hub.channel.Note;
import dev.maestro.protocol.pusher.Member;
import dev.maestro.protocol.pusher.SocketId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LetterTest {

    private static final SocketId SOCKET = SocketId.of(12, 34);
    private static final Member ADA = new Member("ada", "\"ada\"", "{\"name\":\"Ä 🎼\"}");

    private static final Letter EVERYTHING =
            new Letter(
                    7,
                    8,
                    List.of(
                            new Said.Begin(),
                            app(new Note.Event("c", "e", "ü", true, Optional.of(SOCKET))),
                            app(new Note.Event("c", "e", "", false, Optional.empty())),
                            app(new Note.Whisper("c", "e", "{}", SOCKET, Optional.of(ADA))),
                            app(new Note.Whisper("c", "e", "{}", SOCKET, Optional.empty())),
                            app(new Note.Opened(SOCKET)),
                            app(new Note.Gone(SOCKET)),
                            app(new Note.Subscribed("c", 3)),
                            app(new Note.Came("c", ADA)),
                            app(new Note.Went("c", ADA)),
                            app(new Note.Online("ada")),
                            app(new Note.Offline("ada")),
                            app(new Note.Terminate("ada")),
                            new Said.End(),
                            new Said.Ask(9),
                            new Said.Close(SOCKET, 4009),
                            new Said.TakeOff(SOCKET, "c"),
                            new Said.Text("hello"),
                            new Said.Bye()));

    @Test
    void isReadAsItWasWritten() {
        assertThat(Letter.read(EVERYTHING.bytes())).contains(EVERYTHING);
    }

    @Test
    void isNotUnderstoodWhenItIsCutShortOrOfAnotherVersion() {
        byte[] whole = EVERYTHING.bytes();
        for (int length = 0; length < whole.length; length++) {
            assertThat(Letter.read(Arrays.copyOf(whole, length))).isEmpty();
        }
        byte[] other = whole.clone();
        other[0]++;
        assertThat(Letter.read(other)).isEmpty();
    }

    private static Said app(Note note) {
        return new Said.OfApp("app", note);
    }
}
