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

/** One session under one registration: its link and its workshop. Any thread may use it. */
final class LiveSession implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SavedSession saved;
    private final StudioLink link;
    private final Workshop work;
    private final WorkCalls calls;

    private LiveSession(SavedSession saved, StudioLink link, Workshop work, WorkCalls calls) {
        this.saved = saved;
        this.link = link;
        this.work = work;
        this.calls = calls;
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
        WorkCalls calls = new WorkCalls(work, link.reports(), whenDrained, whenUnknown);
        link.start(new SocketAddress(registration.appKey(), registration.wsPath()), calls);
        return new LiveSession(saved, link, work, calls);
    }

    SavedSession saved() {
        return saved;
    }

    String name() {
        return saved.request().name();
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
                work.standing(),
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
