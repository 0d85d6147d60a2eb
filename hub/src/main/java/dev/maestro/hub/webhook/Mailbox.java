package dev.maestro.hub.webhook;

import dev.maestro.protocol.pusher.Signer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one target is still to be told, in order: one letter is under way at a time, and the next
 * waits until it arrived or was given up. For any number of threads.
 */
final class Mailbox {

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final WebhookTarget target;
    private final WebhookConfig config;
    private final String key;
    private final Signer signer;
    private final HttpClient http;
    private final InstantSource clock;
    private final Queue<WebhookEvent> waiting = new ArrayDeque<>();
    private @Nullable Letter failed;
    private boolean busy;
    private boolean hurried;

    /** Whether what is under way and may fail may be tried again, though there is no time. */
    private boolean onceMore;

    private boolean closed;

    /** Events that were sent and have neither arrived nor been given up. */
    private int underWay;

    private long lost;

    Mailbox(
            WebhookTarget target,
            WebhookConfig config,
            String key,
            Signer signer,
            HttpClient http,
            InstantSource clock) {
        this.target = target;
        this.config = config;
        this.key = key;
        this.signer = signer;
        this.http = http;
        this.clock = clock;
    }

    synchronized void add(WebhookEvent event) {
        if (!target.wants(event) || closed) {
            return;
        }
        if (waiting.size() >= config.waiting()) {
            lost++;
            return;
        }
        waiting.add(event);
        if (!busy) {
            sendNext();
        }
    }

    /** Tries again what failed, when its pause is over. */
    synchronized void tick(Instant now) {
        Letter again = failed;
        if (again != null && !again.next().isAfter(now)) {
            failed = null;
            send(again);
        }
    }

    synchronized long lost() {
        return lost;
    }

    /** Tries once more what failed or is under way, and from now on everything only once. */
    synchronized void hurry() {
        hurried = true;
        Letter again = failed;
        if (again != null) {
            failed = null;
            send(again);
        } else {
            onceMore = busy;
        }
    }

    /** Waits until everything arrived or was given up, but no longer than so. */
    synchronized void awaitEmpty(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (busy && end - System.nanoTime() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
        }
    }

    /** What did not arrive until now counts as lost. */
    synchronized void close() {
        closed = true;
        lose(underWay + waiting.size());
        waiting.clear();
    }

    private void sendNext() {
        busy = !waiting.isEmpty();
        if (!busy) {
            notifyAll();
        } else {
            List<WebhookEvent> events = new ArrayList<>();
            while (events.size() < config.eventsPerLetter() && !waiting.isEmpty()) {
                events.add(waiting.remove());
            }
            underWay = events.size();
            send(Letter.of(events, clock.instant()));
        }
    }

    /** On a thread of its own: whoever brings news holds a channel and must not wait. */
    private void send(Letter letter) {
        Thread.ofVirtual()
                .name("hub-webhook " + target.url().getHost())
                .start(() -> answered(letter, arrives(letter)));
    }

    /** Whatever goes wrong, it did not arrive: the letters behind it must not wait for ever. */
    private boolean arrives(Letter letter) {
        try {
            int status = answer(letter).statusCode();
            return status >= 200 && status < 300;
        } catch (ExecutionException | TimeoutException | RuntimeException unreachable) {
            LOG.debug("A webhook did not reach {}", target.url(), unreachable);
            return false;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A time-out of the request would end with the head of the answer; its body may never end. */
    private HttpResponse<Void> answer(Letter letter)
            throws ExecutionException, TimeoutException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(target.url())
                        .header("Content-Type", "application/json")
                        .header("X-Pusher-Key", key)
                        .header("X-Pusher-Signature", signer.sign(letter.body()))
                        .POST(HttpRequest.BodyPublishers.ofString(letter.body()))
                        .build();
        CompletableFuture<HttpResponse<Void>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            return answer.get(config.patience().toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            answer.cancel(true);
        }
    }

    private synchronized void answered(Letter letter, boolean arrived) {
        if (closed) {
            return;
        }
        Instant now = clock.instant();
        boolean again = onceMore && !arrived;
        onceMore = false;
        if (again) {
            send(letter);
            return;
        }
        if (!arrived && !hurried && now.isBefore(letter.written().plus(config.giveUpAfter()))) {
            failed = letter.again(now);
            return;
        }
        if (!arrived) {
            lose(letter.events());
        }
        underWay = 0;
        sendNext();
    }

    private void lose(int events) {
        lost += events;
        if (events > 0) {
            LOG.warn("Webhook {} was given up, {} events lost", target.url(), events);
        }
    }
}
