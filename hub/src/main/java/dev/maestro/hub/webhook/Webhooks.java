package dev.maestro.hub.webhook;

import dev.maestro.hub.channel.ChannelNews;
import dev.maestro.protocol.pusher.Member;
import dev.maestro.protocol.pusher.Signer;
import dev.maestro.protocol.pusher.SocketId;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The webhooks of one application. For any number of threads; its lock is held for moments. */
public final class Webhooks implements ChannelNews {

    private record Goodbye(WebhookEvent event, Instant due) {}

    private final WebhookConfig config;
    private final InstantSource clock;
    private final HttpClient http;
    private final List<Mailbox> mailboxes;

    /** Who left and may still come back, in the order of leaving. */
    private final Map<List<String>, Goodbye> goodbyes = new LinkedHashMap<>();

    private boolean hurried;

    private Webhooks(WebhookConfig config, String key, Signer signer, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(config.patience())
                        .build();
        this.mailboxes =
                config.targets().stream()
                        .map(target -> new Mailbox(target, config, key, signer, http, clock))
                        .toList();
    }

    /** The webhooks of the application with this key. */
    public static Webhooks open(
            WebhookConfig config, String key, Signer signer, InstantSource clock) {
        return new Webhooks(config, key, signer, clock);
    }

    @Override
    public void occupied(String channel) {
        hello(List.of(channel), WebhookEvent.of(WebhookName.CHANNEL_OCCUPIED, channel));
    }

    @Override
    public void vacated(String channel) {
        goodbye(List.of(channel), WebhookEvent.of(WebhookName.CHANNEL_VACATED, channel));
    }

    @Override
    public void memberAdded(String channel, Member member) {
        hello(
                List.of(channel, member.userId()),
                WebhookEvent.of(WebhookName.MEMBER_ADDED, channel, member));
    }

    @Override
    public void memberRemoved(String channel, Member member) {
        goodbye(
                List.of(channel, member.userId()),
                WebhookEvent.of(WebhookName.MEMBER_REMOVED, channel, member));
    }

    @Override
    public void clientEvent(
            String channel, String event, String data, SocketId from, Optional<Member> sender) {
        post(WebhookEvent.client(channel, event, data, from, sender));
    }

    @Override
    public void cacheMiss(String channel) {
        post(WebhookEvent.of(WebhookName.CACHE_MISS, channel));
    }

    @Override
    public void subscriptionCount(String channel, int count) {
        post(WebhookEvent.count(channel, count));
    }

    /** Sends what is due: goodbyes that nobody took back, and letters to be tried again. */
    public void tick(Instant now) {
        synchronized (this) {
            List<Goodbye> due = new ArrayList<>();
            goodbyes.values().removeIf(each -> !each.due().isAfter(now) && due.add(each));
            due.forEach(each -> post(each.event()));
        }
        mailboxes.forEach(mailbox -> mailbox.tick(now));
    }

    /** How many events were lost since the start. */
    public long lost() {
        return mailboxes.stream().mapToLong(Mailbox::lost).sum();
    }

    /**
     * Ends them all: nobody comes back any more, so goodbyes go out at once; what waits is sent,
     * and tried only once more. What has not arrived after the grace is lost, and counted.
     */
    public static void close(List<Webhooks> all, Duration grace) {
        long end = System.nanoTime() + grace.toNanos();
        all.forEach(Webhooks::hurry);
        try {
            for (Webhooks each : all) {
                for (Mailbox mailbox : each.mailboxes) {
                    mailbox.awaitEmpty(Duration.ofNanos(end - System.nanoTime()));
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        all.forEach(Webhooks::cutOff);
    }

    private void hurry() {
        synchronized (this) {
            hurried = true;
            goodbyes.values().forEach(each -> post(each.event()));
            goodbyes.clear();
        }
        mailboxes.forEach(Mailbox::hurry);
    }

    private void cutOff() {
        mailboxes.forEach(Mailbox::close);
        http.shutdownNow();
    }

    private synchronized void hello(List<String> who, WebhookEvent event) {
        if (goodbyes.remove(who) == null) {
            post(event);
        }
    }

    private synchronized void goodbye(List<String> who, WebhookEvent event) {
        if (hurried || config.comeBack().isZero() || goodbyes.size() >= config.waiting()) {
            post(event);
        } else {
            goodbyes.put(who, new Goodbye(event, clock.instant().plus(config.comeBack())));
        }
    }

    private void post(WebhookEvent event) {
        mailboxes.forEach(mailbox -> mailbox.add(event));
    }
}
