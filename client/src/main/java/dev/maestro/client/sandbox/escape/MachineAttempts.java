package dev.maestro.client.sandbox.escape;

import static dev.maestro.client.sandbox.escape.Attempt.said;

import dev.maestro.client.sandbox.Limits;
import java.util.List;

/** The kernel's doors, and more of the machine than is one's share. */
final class MachineAttempts {

    /** So tight that reaching them costs nothing. */
    static final Limits TIGHT = new Limits(96, 16L << 20, 1024, 64L << 20);

    private MachineAttempts() {}

    static List<Attempt> all() {
        return List.of(
                told("mount", "mount a file system", "mkdir m; mount -t tmpfs none m"),
                told(
                        "remount",
                        "make the machine's programs writable",
                        "mount -o remount,rw,bind /usr"),
                told("unmount", "look beneath what covers the home directory", "umount \"$HOME\""),
                told("device-node", "make a device for the disk", "mknod disk b 8 0"),
                told(
                        "raw-devices",
                        "read a disk or the memory directly",
                        "for d in /dev/mem /dev/kmem /dev/sda /dev/vda /dev/nvme0n1 /dev/kmsg"
                                + " /dev/port /dev/fuse; do head -c 1 \"$d\" && break; done | grep ."),
                told(
                        "become-another",
                        "become another user",
                        "setpriv --reuid=12345 --clear-groups true || su nobody -s /bin/sh -c true"
                                + " </dev/null || sudo -n true"),
                told(
                        "set-uid",
                        "gain privileges by a set-uid program",
                        "! grep -q '^NoNewPrivs:.1' /proc/self/status"),
                told("change-root", "change the root directory", "chroot / true"),
                told(
                        "user-namespace",
                        "get capabilities in a namespace of its own",
                        "unshare --user --map-root-user true"),
                told(
                        "nested-sandbox",
                        "build a sandbox in the sandbox",
                        "bwrap --ro-bind / / --dev /dev true"),
                told(
                        "join-namespace",
                        "enter the namespaces of another process",
                        "nsenter --target 1 --mount --net true"),
                told(
                        "kernel-setting",
                        "set a setting of the kernel",
                        "v=$(cat /proc/sys/kernel/core_pattern) && echo \"$v\""
                                + " >/proc/sys/kernel/core_pattern"),
                told("system-request", "give orders to the kernel", ": >/proc/sysrq-trigger"),
                told(
                        "control-group",
                        "leave its control group",
                        "mkdir /sys/fs/cgroup/escape || mkdir /sys/fs/cgroup/pids/escape"),
                told(
                        "terminal",
                        "type into the terminal that started it",
                        "echo x >/dev/tty || perl -e 'open(T,\"+</dev/tty\") or exit 1;"
                                + " ioctl(T,0x5412,my $c=\"x\") or exit 1'"),
                Attempt.of(
                                "fork-bomb",
                                "start more processes than the machine can bear",
                                // A shell ends at the first process that it may not start.
                                "(i=0; while [ $i -lt 200 ]; do sleep 20 & i=$((i+1)); done);"
                                        + " n=0; for p in /proc/[0-9]*; do n=$((n+1)); done;"
                                        + " [ $n -lt 150 ] || echo I-AM-OUT",
                                said())
                        .rough(),
                told(
                        "huge-file",
                        "fill the disk with one file",
                        "truncate -s 17M big || dd if=/dev/zero of=big bs=1M count=17"),
                told(
                        "core-dump",
                        "leave its memory on the disk",
                        "ulimit -c unlimited; sh -c 'kill -SEGV $$'; ls core*"),
                told(
                        "raise-limit",
                        "give itself more files than it may have open",
                        "prlimit --nofile=1048576:1048576 true"));
    }

    /** One whose success shows in an exit code. */
    private static Attempt told(String name, String what, String script) {
        return Attempt.of(name, what, "{ %s; } && echo I-AM-OUT".formatted(script), said()).rough();
    }
}
