package dev.maestro.studio.skill;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.work.SkillLevel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Skills with levels, as they are stored: a JSON array. */
public record SkillList(String json) {

    public static final SkillList NONE = new SkillList("[]");

    public static SkillList of(List<SkillLevel> levels) {
        return new SkillList(Json.write(levels));
    }

    /** As it is told to others. */
    @JsonValue
    public List<SkillLevel> levels() {
        return json.equals("[]") ? List.of() : List.of(Json.read(json, SkillLevel[].class));
    }

    /** The level of one skill; empty when it is not there at all. */
    public Optional<Integer> level(String skill) {
        return levels().stream()
                .filter(each -> each.skill().equals(skill))
                .map(SkillLevel::level)
                .findFirst();
    }

    /** What is asked here and not offered there at the level. */
    public List<SkillLevel> missingIn(SkillList offered) {
        return levels().stream()
                .filter(asked -> offered.level(asked.skill()).orElse(0) < asked.level())
                .toList();
    }

    /** By how many levels, summed up, the offer is above what is asked here. */
    public int surplusIn(SkillList offered) {
        return levels().stream()
                .flatMap(asked -> Stream.of(offered.level(asked.skill()).orElse(0) - asked.level()))
                .mapToInt(Integer::intValue)
                .sum();
    }
}
