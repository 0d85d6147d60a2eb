package dev.maestro.client.provider.manual;

import dev.maestro.client.provider.Provider;
import dev.maestro.client.provider.ProviderCall;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.provider.StopSignal;
import java.nio.charset.StandardCharsets;

/** Waits for {@code maestro task done}; a person does the work. There is no time-out. */
public final class ManualProvider implements Provider {

    @Override
    public String name() {
        return "manual";
    }

    @Override
    public boolean waitsForPerson() {
        return true;
    }

    @Override
    public ProviderOutcome run(ProviderCall call) {
        byte[] hint =
                """
                Waiting for a person.
                  worktree  %s
                  what      %s
                Say `maestro task done` when the work is done.
                """
                        .formatted(call.worktree(), call.prompt())
                        .getBytes(StandardCharsets.UTF_8);
        call.transcript().append(hint, hint.length);
        call.steering().end();
        try (StopSignal.Registration _ = call.stop().onStop(call.handOver()::done)) {
            call.handOver().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ProviderOutcome.Stopped();
        }
        return call.stop().stopped()
                ? new ProviderOutcome.Stopped()
                : new ProviderOutcome.Finished();
    }
}
