package dev.maestro.protocol.work;

import dev.maestro.protocol.Refused;

/**
 * A skill at a proficiency from 1 (beginner) to 5 (expert). The slug is lower case, with digits,
 * {@code + # . -}.
 */
public record SkillLevel(String skill, int level) {

    public static final int INTERMEDIATE = 3;

    public SkillLevel {
        if (!skill.matches("[a-z0-9][a-z0-9+#.-]{0,39}")) {
            throw Refused.invalid(
                    "skill",
                    "\"%s\" is no skill name: use lower-case letters, digits and + # . -"
                            .formatted(skill));
        }
        if (level < 1 || level > 5) {
            throw Refused.invalid(
                    "level", "level %d of %s is not between 1 and 5".formatted(level, skill));
        }
    }
}
