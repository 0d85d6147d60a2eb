/**
 * What is asked of those who do a task and what they can do: skill names with a proficiency from 1
 * to 5, and the many ways people write a proficiency. Values only; everyone may use them.
 */
@NullMarked
package dev.maestro.studio.skill;

import org.jspecify.annotations.NullMarked;
