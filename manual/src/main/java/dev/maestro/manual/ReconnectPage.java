package dev.maestro.manual;

import dev.maestro.client.link.Backoff;
import dev.maestro.protocol.pusher.CloseCode;
import dev.maestro.protocol.pusher.Reconnect;
import dev.maestro.studio.contract.Contract;
import dev.maestro.studio.fleet.Fleet;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code reconnect.md}: what both sides do when the link is lost. */
final class ReconnectPage {

    private ReconnectPage() {}

    static String text() {
        return Template.fill(
                "reconnect.md",
                Map.of(
                        "never",
                        codes(Reconnect.NEVER),
                        "back-off",
                        codes(Reconnect.BACK_OFF),
                        "at-once",
                        codes(Reconnect.AT_ONCE),
                        "base",
                        Backoff.OF_THE_CONTRACT.base().toSeconds() + " s",
                        "cap",
                        Backoff.OF_THE_CONTRACT.cap().toSeconds() + " s",
                        "lease",
                        Fleet.LEASE.toSeconds() + " s",
                        "beat",
                        Fleet.LEASE.dividedBy(3).toSeconds() + " s",
                        "missed",
                        String.format("%,d", Contract.MOST_MISSED)));
    }

    private static String codes(Reconnect reconnect) {
        return Arrays.stream(CloseCode.values())
                .filter(code -> code.reconnect() == reconnect)
                .map(code -> code.number() + " " + code.reason().toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining("; "));
    }
}
