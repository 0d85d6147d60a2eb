package dev.maestro.git;

import java.util.Map;

/**
 * What a repository is called whatever the address it was cloned from: {@code github:acme/shop},
 * {@code git.example.com:acme/shop}, {@code local:/srv/git/shop}. Two clones of one repository have
 * equal keys: the scheme, user, password, {@code .git} and the case of the host are dropped; the
 * case of the path is kept.
 */
public record RemoteKey(String value) {

    private static final Map<String, String> PROVIDERS =
            Map.of(
                    "github.com", "github",
                    "www.github.com", "github",
                    "ssh.github.com", "github",
                    "gitlab.com", "gitlab",
                    "altssh.gitlab.com", "gitlab",
                    "bitbucket.org", "bitbucket",
                    "altssh.bitbucket.org", "bitbucket");

    public RemoteKey {
        if (value.indexOf(':') < 1 || value.endsWith(":")) {
            throw new IllegalRemote(
                    "\"%s\" is not <provider>:<owner>/<repository>".formatted(Refs.shown(value)));
        }
    }

    /**
     * Refuses with {@link IllegalRemote} what is not an address we would let git open, or a
     * relative path.
     */
    public static RemoteKey of(String url) {
        RemoteUrl remote = RemoteUrl.parse(url.strip());
        String path = withoutGit(remote.path());
        if (remote.isLocal()) {
            return new RemoteKey("local:" + path);
        }
        String provider = PROVIDERS.getOrDefault(remote.host(), remote.host());
        return new RemoteKey(
                "%s%s:%s"
                        .formatted(
                                provider,
                                remote.port() < 0 ? "" : ":" + remote.port(),
                                path.replaceAll("^/+", "")));
    }

    private static String withoutGit(String path) {
        String bare = path.replaceAll("/+$", "");
        if (bare.endsWith("/.git")) {
            return bare.substring(0, bare.length() - 5);
        }
        return bare.endsWith(".git") ? bare.substring(0, bare.length() - 4) : bare;
    }

    @Override
    public String toString() {
        return value;
    }
}
