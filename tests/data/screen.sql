-- What the screens of the console show. "Now" is 2026-11-23 07:13:20 UTC (timestamp 1795418000).
SET timestamp = 1795418000;
INSERT INTO users (id, email, display_name, username, role, is_admin, language, status, timezone, can_host) VALUES
 (1, 'kim@x', 'Kim Novak', 'kim', 'moderator', 0, 'en', 'active', 'America/New_York', 1),
 (2, 'cruz@x', 'Cruz Molina', 'cruz', 'user', 0, 'es', 'active', 'America/New_York', 0),
 (3, 'grace@x', 'Grace Villanueva', 'grace', 'user', 0, 'en', 'active', 'Asia/Manila', 1),
 (4, 'tomas@x', 'Tomás Horák', 'tomas', 'user', 0, 'en', 'active', 'Europe/Prague', 1),
 (5, 'luis@x', 'Luis Ortega', 'luis', 'user', 0, 'es', 'active', 'America/Mexico_City', 1),
 (6, 'keiko@x', '高橋 恵子', 'keiko', 'user', 0, 'en', 'active', 'Asia/Tokyo', 1),
 (7, 'ana@x', 'Ana Reyes', 'ana', 'user', 0, 'en', 'active', 'America/New_York', 1),
 (8, 'marie@x', 'Marie Dubois', 'marie', 'user', 0, 'en', 'active', 'Europe/Paris', 1),
 (9, 'ben@x', 'Ben Hartley', 'ben', 'user', 0, 'en', 'active', 'America/New_York', 1),
 (10, 'sue@x', 'Sue Lindqvist', 'sue', 'user', 0, 'en', 'active', 'Europe/Stockholm', 1),
 (11, 'dora@x', 'Dora Whitfield', 'dora', 'user', 0, 'en', 'active', 'America/New_York', 1),
 (12, 'ivan@x', 'Иван Петров', 'ivan', 'user', 0, 'en', 'active', 'Europe/Sofia', 1),
 (13, 'hana@x', '李 花', 'hana', 'user', 0, 'en', 'active', 'Asia/Seoul', 1),
 (14, 'pat@x', 'Patrick O’Neill', 'pat', 'user', 0, 'en', 'active', 'Europe/Dublin', 1),
 (15, 'rio@x', 'Río Fernández', 'rio', 'user', 0, 'es', 'active', 'America/Bogota', 1),
 (16, 'zed@x', 'Zed', 'zed', 'user', 0, 'en', 'active', 'UTC', 1),
 (17, 'lee@x', 'Lee Thompson', 'lee.t', 'user', 0, 'en', 'active', 'America/Chicago', 1),
 (18, 'tom@x', 'Tom', 'tom', 'user', 0, 'en', 'banned', 'UTC', 1),
 (19, 'ada@x', 'Ada Admin', 'ada', 'admin', 1, 'en', 'active', 'UTC', 1),
 (20, 'evil@x', CONCAT('Ev', CHAR(27), '[31mil', CHAR(10), CONVERT(x'E280AE' USING utf8mb4)), 'evil', 'user', 0, 'en', 'active', 'UTC', 1);
INSERT INTO users (id, email, display_name, username)
 WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 30)
 SELECT 100 + i, CONCAT('guest', i, '@x'), CONCAT('Guest ', i), CONCAT('guest', LPAD(i, 2, '0')) FROM n;
INSERT INTO blocks (blocker_id, blocked_id) VALUES (7, 1);

INSERT INTO workshop_categories (id, name, slug, sort_order, is_active) VALUES
 (1, 'Bible study', 'bible-study', 1, 1), (2, 'Prayer', 'prayer', 2, 1),
 (3, 'Oración en español', 'oracion-en-espanol', 3, 1), (4, '祈り', 'inori', 4, 1), (5, 'Youth', 'youth', 5, 1),
 (6, 'Marriage', 'marriage', 6, 1), (7, 'Grief and hope', 'grief-and-hope', 7, 1), (8, 'Worship', 'worship', 8, 1),
 (9, 'Healing', 'healing', 9, 0), (10, 'Leaders', 'leaders', 10, 1), (11, 'Lent 2026', 'lent-2026', 11, 0);

INSERT INTO workshop_series (id, host_id, category_id, title, rrule, time_of_day, timezone, duration_minutes, is_active) VALUES
 (70, 8, 1, 'Morning devotion', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', '07:30:00', 'America/New_York', 30, 1),
 (71, 2, 9, 'Healing Night with Cruz', 'FREQ=WEEKLY;BYDAY=MO,TH', '01:15:00', 'America/New_York', 90, 1),
 (72, 9, 5, 'Youth evening', 'FREQ=WEEKLY;BYDAY=MO', '19:00:00', 'America/New_York', 60, 1),
 (73, 8, 1, 'Lunch break study', 'FREQ=WEEKLY;BYDAY=WE', '12:15:00', 'America/New_York', 45, 1),
 (74, 5, 3, 'Oración de la madrugada', 'FREQ=DAILY', '01:45:00', 'America/Mexico_City', 30, 1),
 (75, 6, 4, '祈りの会 夜の部', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH', '16:30:00', 'Asia/Tokyo', 60, 1),
 (76, 9, 8, 'First Friday worship', 'FREQ=MONTHLY;BYDAY=1FR', '19:00:00', 'America/New_York', 120, 1),
 (77, 7, 6, 'Marriage course (12)', 'FREQ=WEEKLY;BYDAY=TU;COUNT=12', '20:00:00', 'America/New_York', 90, 1),
 (78, 10, 7, 'Grief group (old)', 'FREQ=WEEKLY;BYDAY=WE', '18:00:00', 'Europe/Stockholm', 60, 0);

INSERT INTO workshops (id, series_id, host_id, category_id, title, scheduled_at, duration_minutes, status, max_capacity,
 attendee_count, actual_started_at, agora_channel, is_private) VALUES
 (1234, 71, 2, 9, 'Healing Night with Cruz', '2026-11-23 06:15:00', 90, 'live', 40, 38, '2026-11-23 06:26:00', 'workshop-1234', 0),
 (1235, NULL, 3, 2, 'Umaga na Panalangin (Manila)', '2026-11-23 07:00:00', 60, 'live', NULL, 8, '2026-11-23 07:01:00', 'workshop-1235', 0),
 (1236, NULL, 4, 2, 'Night watch', '2026-11-23 07:15:00', 60, 'lobby', 12, 3, NULL, 'workshop-1236', 0),
 (1237, 74, 5, 3, 'Oración de la madrugada', '2026-11-23 06:45:00', 30, 'scheduled', 50, 12, NULL, 'workshop-1237', 0),
 (1238, 75, 6, 4, '祈りの会 夜の部 (東京)', '2026-11-23 07:30:00', 60, 'scheduled', 12, 4, NULL, 'workshop-1238', 0),
 (1239, NULL, 7, 2, 'Prayer before work', '2026-11-23 08:00:00', 30, 'scheduled', 12, 12, NULL, 'workshop-1239', 0),
 (1240, NULL, 2, NULL, 'Early birds', '2026-11-23 11:00:00', 30, 'scheduled', NULL, 5, NULL, 'workshop-1240', 0),
 (1241, 70, 8, 1, 'Morning devotion: Romans, week 9 of the long year', '2026-11-23 12:30:00', 30, 'scheduled', 200, 40, NULL, 'workshop-1241', 0),
 (1242, 72, 9, 5, 'Youth evening', '2026-11-24 00:00:00', 60, 'scheduled', 30, 22, NULL, 'workshop-1242', 0),
 (1243, 77, 7, 6, 'Marriage course (12)', '2026-11-25 01:00:00', 90, 'scheduled', 24, 18, NULL, 'workshop-1243', 0),
 (1244, 73, 8, 1, 'Lunch break study', '2026-11-25 17:15:00', 45, 'scheduled', 25, 9, NULL, 'workshop-1244', 0),
 (1245, NULL, 10, 7, 'Grief group', '2026-11-25 23:00:00', 60, 'scheduled', 12, 7, NULL, 'workshop-1245', 0),
 (1246, NULL, 9, 8, 'Band practice, open', '2026-11-26 00:00:00', 60, 'scheduled', NULL, 11, NULL, 'workshop-1246', 0),
 (1247, 71, 2, 9, 'Healing Night with Cruz', '2026-11-26 06:15:00', 90, 'scheduled', 40, 20, NULL, 'workshop-1247', 0),
 (1248, NULL, 7, 10, 'Leaders check-in (private)', '2026-11-26 17:00:00', 45, 'scheduled', 10, 6, NULL, 'workshop-1248', 1),
 (1249, 75, 6, 4, '祈りの会 夜の部', '2026-11-27 01:00:00', 60, 'scheduled', 12, 9, NULL, 'workshop-1249', 0),
 (1250, NULL, 9, 8, 'First Friday worship', '2026-11-28 00:00:00', 120, 'scheduled', 300, 77, NULL, 'workshop-1250', 0),
 (1251, NULL, 20, NULL, CONCAT('Evil ', CHAR(27), '[31mred', CHAR(9), 'tab', CHAR(10), 'line ', CONVERT(x'E280AE' USING utf8mb4), CONVERT(x'E2808B' USING utf8mb4), 'תפילה é'), '2026-11-28 14:00:00', 60, 'scheduled', 20, 14, NULL, 'workshop-1251', 0),
 (1252, NULL, 4, 2, 'Men’s breakfast', '2026-11-29 14:00:00', 60, 'scheduled', 20, 14, NULL, 'workshop-1252', 0),
 (1253, NULL, 8, 1, 'Newcomers', '2026-12-13 21:00:00', 60, 'scheduled', NULL, 3, NULL, 'workshop-1253', 0),
 (1254, NULL, 8, 1, 'Next year’s retreat', '2027-03-06 15:00:00', 480, 'scheduled', 60, 2, NULL, 'workshop-1254', 0),
 (1200, 70, 8, 1, 'Morning devotion: Romans', '2026-11-20 12:30:00', 30, 'ended', 200, 55, '2026-11-20 12:31:00', 'workshop-1200', 0),
 (1201, 72, 9, 5, 'Youth evening', '2026-11-17 00:00:00', 60, 'ended', 30, 25, '2026-11-17 00:02:00', 'workshop-1201', 0),
 (1202, NULL, 16, 2, 'Rained off', '2026-11-21 15:00:00', 60, 'cancelled', NULL, 2, NULL, NULL, 0),
 (1203, NULL, 4, 2, 'Cancelled, still ahead', '2026-11-30 15:00:00', 60, 'cancelled', 12, 3, NULL, NULL, 0);
-- The repeated instances of the daily series make the list longer than a screen, and a plan of many rows.
INSERT INTO workshops (id, series_id, host_id, category_id, title, scheduled_at, duration_minutes, status, max_capacity, agora_channel)
 WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 30)
 SELECT 1300 + i, 74, 5, 3, 'Oración de la madrugada', '2026-12-01 07:45:00' + INTERVAL i DAY, 30, 'scheduled', 50,
        CONCAT('workshop-', 1300 + i) FROM n;

INSERT INTO workshop_attendees (workshop_id, user_id, status, joined_at, left_at, is_co_host, can_speak) VALUES
 (1234, 7, 'joined', '2026-11-23 06:31:00', NULL, 0, 0), (1234, 11, 'joined', '2026-11-23 06:28:00', NULL, 1, 0),
 (1234, 12, 'joined', '2026-11-23 06:27:00', NULL, 0, 1), (1234, 13, 'joined', '2026-11-23 06:33:00', NULL, 0, 0),
 (1234, 14, 'joined', '2026-11-23 06:33:00', NULL, 0, 0), (1234, 10, 'joined', '2026-11-23 06:34:00', NULL, 1, 1),
 (1234, 15, 'joined', '2026-11-23 06:40:00', NULL, 0, 0), (1234, 16, 'left', '2026-11-23 06:41:00', '2026-11-23 07:05:00', 0, 0),
 (1234, 17, 'left', '2026-11-23 06:41:00', '2026-11-23 07:05:00', 0, 0), (1234, 18, 'rsvp', NULL, NULL, 0, 0),
 (1236, 7, 'rsvp', NULL, NULL, 0, 0), (1236, 11, 'rsvp', NULL, NULL, 0, 0), (1236, 15, 'rsvp', NULL, NULL, 0, 0),
 (1237, 15, 'rsvp', NULL, NULL, 0, 0), (1203, 11, 'rsvp', NULL, NULL, 0, 0);
INSERT INTO workshop_attendees (workshop_id, user_id, status, joined_at)
 SELECT 1234, id, 'joined', '2026-11-23 06:45:00' FROM users WHERE id BETWEEN 101 AND 124 ORDER BY id;
INSERT INTO workshop_chats (id, workshop_id, user_id, message, offset_ms) VALUES
 (1, 1234, 11, 'Good morning everybody', 61000), (2, 1234, 12, 'Доброе утро', 75000),
 (3, 1234, 20, CONCAT('look: ', CHAR(27), ']0;title', CHAR(7), CHAR(10), 'second line'), 3605000);
INSERT INTO workshop_notes (id, workshop_id, user_id, content) VALUES (1, 1234, 7, 'Psalm 27\nverse 4'), (2, 1234, 11, NULL);
INSERT INTO workshop_invites (id, workshop_id, user_id, invited_by) VALUES (1, 1234, 14, 2), (2, 1234, 15, 2);
INSERT INTO notifications (id, recipient_id, actor_id, type, entity_type, entity_id, preview_text, group_key) VALUES
 (1, 7, 2, 'workshop_started', 'workshop', 1234, '"Healing Night with Cruz" has started', 'workshop_started:workshop:1234'),
 (2, 11, 2, 'workshop_started', 'workshop', 1234, '"Healing Night with Cruz" has started', 'workshop_started:workshop:1234');
