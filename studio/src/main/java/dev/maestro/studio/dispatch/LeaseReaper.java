package dev.maestro.studio.dispatch;

import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.run.Leases;
import dev.maestro.studio.run.Runs;

/** Gives up sessions that were silent for too long, and takes back runs whose lease has run out. */
public final class LeaseReaper {

    private final Fleet fleet;
    private final Leases leases;

    public LeaseReaper(Fleet fleet, Runs runs) {
        this.fleet = fleet;
        this.leases = runs.leases();
    }

    /** Idempotent; meant to run every second. */
    public void sweep() {
        fleet.loseSilent();
        leases.reap();
    }
}
