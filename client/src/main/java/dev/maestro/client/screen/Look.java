package dev.maestro.client.screen;

import java.time.Instant;
import java.time.ZoneId;

/** Who looks at the picture, and when. */
record Look(Instant now, ZoneId zone, Palette palette) {}
