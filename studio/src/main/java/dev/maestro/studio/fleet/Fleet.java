package dev.maestro.studio.fleet;

import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.project.ProjectId;
import java.util.List;
import java.util.Optional;

/** The door of the sessions. Any thread may use it. */
public final class Fleet {

    public Session register(UserId by, NewSession wanted) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Session session(SessionId session) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Optional<Session> find(SessionId session) {
        throw new UnsupportedOperationException("not built yet");
    }

    public List<Session> ofProject(ProjectId project) {
        throw new UnsupportedOperationException("not built yet");
    }

    public boolean connected(SessionId session) {
        throw new UnsupportedOperationException("not built yet");
    }
}
