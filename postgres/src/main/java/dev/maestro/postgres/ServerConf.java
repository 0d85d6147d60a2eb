package dev.maestro.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of {@code postgresql.conf}: small, on the loopback address only, and all of it ours. */
final class ServerConf {

    private static final Pattern PORT = Pattern.compile("(?m)^port = (\\d+)$");

    private ServerConf() {}

    static Path file(Path data) {
        return data.resolve("postgresql.conf");
    }

    static String text(int port, boolean durable) {
        String onDisk = durable ? "on" : "off";
        return """
        # Written anew at every start.
        port = %d
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        max_connections = 60
        shared_buffers = 32MB
        work_mem = 4MB
        maintenance_work_mem = 32MB
        io_method = sync
        max_worker_processes = 2
        max_parallel_workers_per_gather = 0
        jit = off
        fsync = %s
        synchronous_commit = %s
        full_page_writes = %s
        max_wal_size = 256MB
        min_wal_size = 32MB
        password_encryption = scram-sha-256
        timezone = 'UTC'
        log_timezone = 'UTC'
        lc_messages = 'C'
        log_line_prefix = '%%m [%%p] '
        log_min_messages = warning
        """
                .formatted(port, onDisk, onDisk, onDisk);
    }

    /** The port of the last time; 0 when there was none. */
    static int lastPort(Path data) throws IOException {
        Matcher port = PORT.matcher(Files.readString(file(data)));
        return port.find() ? Integer.parseInt(port.group(1)) : 0;
    }
}
