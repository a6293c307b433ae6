// Descriptions of schedules.
import { list, number, t, weekday } from "./i18n.js";

// Parses the cron expressions that the page writes: "30 6 * * *", "0 6,18 * * 1,4". Returns null for any other.
export function readCron(expression) {
  const found = /^(\d{1,2}) (\d{1,2}(?:,\d{1,2})*) \* \* (\*|[0-6](?:,[0-6])*)$/.exec(expression);
  if (!found) return null;
  const [, minute, hours, days] = found;
  const read = { minute: Number(minute), hours: hours.split(",").map(Number), days: days === "*" ? [] : days.split(",").map(Number) };
  return read.minute > 59 || read.hours.some((hour) => hour > 23) ? null : read;
}

export const writeCron = ({ minute, hours, days }) =>
  `${minute} ${[...hours].sort((a, b) => a - b).join(",")} * * ${days.length ? [...days].sort().join(",") : "*"}`;

const clock = (hour, minute) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;

export function describeSchedule(schedule) {
  if (schedule.kind !== "cron") return t(`schedule-${schedule.kind}`);
  return describeCron(schedule.expression, schedule.time_zone);
}

export function describeCron(expression, zone) {
  const read = readCron(expression);
  if (!read) return describeMonthly(expression, zone) ?? t("schedule-cron", { expression, zone });
  const times = list(read.hours.map((hour) => clock(hour, read.minute)));
  return read.days.length
    ? t("schedule-weekly", { days: list(read.days.map(weekday)), times, zone })
    : t("schedule-daily", { times, zone });
}

// "30 5 1,15 * *": at a time of some days of each month.
function describeMonthly(expression, zone) {
  const found = /^(\d{1,2}) (\d{1,2}(?:,\d{1,2})*) (\d{1,2}(?:,\d{1,2})*) \* \*$/.exec(expression);
  if (!found) return null;
  const [, minute, hours, days] = found;
  return t("schedule-monthly", { days: list(days.split(",").map((day) => number(Number(day)))), times: list(hours.split(",").map((hour) => clock(hour, minute))), zone });
}

// What `Time` needs to know beside times of an export: the zone of its schedule. Of the system refresh, times alone tell it.
export const zoneOf = ({ schedule }) => schedule.time_zone ?? schedule.kind === "refresh";
