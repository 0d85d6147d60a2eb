package dev.maestro.client.daemon;

import dev.maestro.client.ClientVersion;
import dev.maestro.client.link.LinkConfig;
import dev.maestro.client.link.LinkRuntime;
import dev.maestro.client.link.LinkStatus;
import dev.maestro.client.link.Outbox;
import dev.maestro.client.link.SocketAddress;
import dev.maestro.client.link.StudioHttp;
import dev.maestro.client.link.StudioLink;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.work.Mirrors;
import dev.maestro.client.work.Workshop;
import dev.maestro.client.work.WorkshopConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** One session under one registration: its link and its workshop. Any thread may use it. */
final class LiveSession implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SavedSession saved;
    private final StudioLink link;
    private final Workshop work;
    private final WorkCalls calls;
    private final StudioDirectives directives;
    private final Standing standing;
    private final Heard heard;

    private LiveSession(
            SavedSession saved,
            StudioLink link,
            Workshop work,
            WorkCalls calls,
            StudioDirectives directives,
            Standing standing,
            Heard heard) {
        this.saved = saved;
        this.link = link;
        this.work = work;
        this.calls = calls;
        this.directives = directives;
        this.standing = standing;
        this.heard = heard;
    }

    /**
     * Opens the workshop, which clears up after a killed daemon, and connects.
     *
     * @param resume it was connected before by this or an earlier daemon
     */
    static LiveSession open(
            SavedSession saved,
            boolean resume,
            MaestroHome home,
            StudioHttp http,
            LinkRuntime runtime,
            Mirrors mirrors,
            Runnable whenDrained,
            Runnable whenUnknown) {
        SessionRequest request = saved.request();
        Registration registration = saved.registration();
        StudioLink link =
                StudioLink.open(
                        new LinkConfig(
                                registration.session(),
                                request.name(),
                                request.project(),
                                ClientVersion.NUMBER,
                                resume,
                                Duration.ofSeconds(Math.max(1, registration.heartbeatSeconds())),
                                PATIENCE),
                        http,
                        runtime,
                        Outbox.open(home.outbox(registration.session())));
        Workshop work =
                Workshop.open(
                        new WorkshopConfig(
                                registration.session(),
                                request.name(),
                                request.project(),
                                Path.of(request.directory()),
                                home,
                                request.provider(),
                                new SettingsNow(home, Path.of(request.directory())),
                                request.capacity(),
                                mirrors),
                        link.reports(),
                        runtime.clock());
        StudioDirectives directives = new StudioDirectives(http);
        Standing standing = new Standing(directives, request.project(), registration.session());
        Heard heard = new Heard();
        WorkCalls calls =
                new WorkCalls(work, link.reports(), heard, standing, whenDrained, whenUnknown);
        link.start(new SocketAddress(registration.appKey(), registration.wsPath()), calls);
        standing.lookSoon();
        return new LiveSession(saved, link, work, calls, directives, standing, heard);
    }

    SavedSession saved() {
        return saved;
    }

    String name() {
        return saved.request().name();
    }

    /** The name of its provider. */
    String provider() {
        return saved.request().provider().name();
    }

    UUID id() {
        return saved.registration().session();
    }

    List<RunLine> runs() {
        return work.runs().stream().map(RunLine::of).toList();
    }

    /** Takes nothing new; ends when what runs has ended. */
    void drain() {
        calls.drain();
    }

    Workshop work() {
        return work;
    }

    /** As its own identity. */
    StudioDirectives directives() {
        return directives;
    }

    Standing standing() {
        return standing;
    }

    Heard heard() {
        return heard;
    }

    LinkStatus awaitOnline(Duration atMost) {
        return link.awaitOnline(atMost);
    }

    SessionView view() {
        SessionRequest request = saved.request();
        LinkStatus status = link.status();
        return new SessionView(
                saved.registration().session(),
                request.name(),
                request.project(),
                request.projectName(),
                request.studio(),
                request.directory(),
                request.kind(),
                request.provider().name(),
                request.purposes(),
                request.capacity(),
                status.state(),
                status.detail(),
                status.since(),
                calls.draining(),
                standing.known(),
                work.limits(),
                runs());
    }

    /** Stops the runs, whose last words still go out, then says goodbye. */
    @Override
    public void close() {
        work.close();
        link.close();
    }
}
