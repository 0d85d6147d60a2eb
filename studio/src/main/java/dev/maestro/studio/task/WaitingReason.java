package dev.maestro.studio.task;

import java.util.Optional;

/**
 * Why a task is not running.
 *
 * @param code stable, for programs: {@code blocked_by}, {@code no_skill_match} …
 * @param sentence for people
 * @param href where the obstacle can be looked at
 */
public record WaitingReason(String code, String sentence, Optional<String> href) {}
