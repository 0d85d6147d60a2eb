package dev.maestro.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteKeyTest {

    @ParameterizedTest
    @CsvSource({
        "https://github.com/acme/shop.git, github:acme/shop",
        "https://ada:s3cret@GitHub.com/acme/shop, github:acme/shop",
        "git@github.com:acme/shop.git, github:acme/shop",
        "github.com:acme/shop, github:acme/shop",
        "ssh://git@github.com/acme/shop.git, github:acme/shop",
        "ssh://git@ssh.github.com:443/acme/shop.git, github:acme/shop",
        "https://gitlab.com/group/sub/shop.git/, gitlab:group/sub/shop",
        "git@bitbucket.org:acme/shop.git, bitbucket:acme/shop",
        "https://Git.Example.com/Acme/Shop, git.example.com:Acme/Shop",
        "ssh://git@git.example.com:2222/Acme/Shop, git.example.com:Acme/Shop",
        "https://git.example.com:443/a/b, git.example.com:a/b",
        "http://127.0.0.1:3000/a/b.git, 127.0.0.1:3000:a/b",
        "/srv/git/shop.git, local:/srv/git/shop",
        "/srv/git/../git/shop/, local:/srv/git/shop",
        "file:///srv/git/shop.git, local:/srv/git/shop",
        "/home/ada/shop/.git, local:/home/ada/shop"
    })
    void namesARepositoryTheSameWhateverItsAddress(String url, String key) {
        assertThat(RemoteKey.of(url).value()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--upload-pack=touch /tmp/pwned",
                "-u",
                "ext::sh -c touch% /tmp/pwned",
                "ext://sh",
                "fd::17",
                "transport::address",
                "ssh://-oProxyCommand=touch/x",
                "ssh://git@-oProxyCommand=touch/x",
                "-oProxyCommand=x:repo",
                "git@host:--upload-pack=x",
                "ssh://-l@host/x",
                "ftp://host/x",
                "javascript:/x\ny",
                "../shop",
                "shop",
                "https:///x",
                "file://host/x",
                "host::x"
            })
    void refusesAnAddressThatIsAnOptionACommandOrNothing(String url) {
        assertThatThrownBy(() -> RemoteKey.of(url)).isInstanceOf(IllegalRemote.class);
    }

    @Test
    void doesNotTellThePasswordOfAnAddressItRefuses() {
        assertThatThrownBy(() -> RemoteKey.of("ftp://ada:s3cret@host/x"))
                .message()
                .doesNotContain("s3cret")
                .contains("***");
    }
}
