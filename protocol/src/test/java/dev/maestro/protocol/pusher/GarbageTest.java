package dev.maestro.protocol.pusher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GarbageTest {

    private static final List<String> FRAMES =
            List.of(
                    "{\"event\":\"pusher:subscribe\",\"data\":{\"auth\":\"k:s\",\"channel\":\"presence-c\",\"channel_data\":\"{\\\"user_id\\\":1}\"}}",
                    "{\"event\":\"client-x\",\"channel\":\"private-c\",\"data\":{\"a\":[1,2.50,null,true]}}",
                    "{\"event\":\"pusher:signin\",\"data\":{\"auth\":\"k:s\",\"user_data\":\"{\\\"id\\\":\\\"u\\\",\\\"watchlist\\\":[\\\"v\\\"]}\"}}",
                    "{\"event\":\"pusher:unsubscribe\",\"data\":\"{\\\"channel\\\":\\\"c\\\"}\"}");
    private static final String NASTY = "{}[]\",:\\\u0000\ud800ü0eE-.#ntf ";

    @Test
    void readsAHundredThousandBrokenFramesAndNeverThrows() {
        Random random = new Random(7);

        for (int i = 0; i < 100_000; i++) {
            String broken = broken(FRAMES.get(i % FRAMES.size()), random);

            assertThat(ClientFrame.parse(broken)).isNotNull();
            assertThat(Member.parse(broken)).isNotNull();
            assertThat(SignedUser.parse(broken)).isNotNull();
        }
    }

    @Test
    void readsWhatIsNestedTooDeeplyAsGarbage() {
        String deep = "{\"event\":\"client-x\",\"channel\":\"c\",\"data\":" + "[".repeat(100_000);

        assertThat(ClientFrame.parse(deep)).isInstanceOf(ClientFrame.Malformed.class);
        assertThat(ClientFrame.parse("[".repeat(100_000)))
                .isInstanceOf(ClientFrame.Malformed.class);
    }

    private static String broken(String frame, Random random) {
        StringBuilder text = new StringBuilder(frame);
        for (int changes = 1 + random.nextInt(4); changes > 0 && !text.isEmpty(); changes--) {
            int at = random.nextInt(text.length());
            char nasty = NASTY.charAt(random.nextInt(NASTY.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, nasty);
                case 1 -> text.insert(at, nasty);
                case 2 -> text.deleteCharAt(at);
                default -> text.setLength(at);
            }
        }
        return text.toString();
    }
}
