-- A few rows for the tests of the command line. "Now" is 2026-11-24 12:00:00 UTC.
SET timestamp = 1767225600;
INSERT INTO users (id, email, display_name, username, role, is_admin, language, status, timezone) VALUES
 (1, 'root@x', 'Root', 'root', 'admin', 1, 'en', 'active', 'UTC'),
 (2, 'ana@x', 'Ana Reyes', 'ana', 'user', 0, 'en', 'active', 'America/New_York'),
 (3, 'luis@x', 'Luis Ortega', 'luis', 'user', 0, 'es', 'active', 'America/Mexico_City'),
 (4, 'keiko@x', '佐藤 恵子', 'keiko', 'user', 0, 'en', 'active', 'Asia/Tokyo'),
 (5, 'mod@x', 'Mod', 'mod', 'moderator', 0, 'en', 'active', 'UTC'),
 (6, 'tom@x', 'Tom', 'tom', 'user', 0, 'en', 'banned', 'UTC');
INSERT INTO workshop_categories (id, name, slug, sort_order) VALUES (1, 'Prayer', 'prayer', 1), (2, 'Oración', 'oracion', 2);
INSERT INTO workshop_series (id, host_id, category_id, title, rrule, time_of_day, timezone) VALUES
 (1, 2, 1, 'Morning prayer', 'FREQ=WEEKLY;BYDAY=MO', '19:00:00', 'America/New_York');
INSERT INTO workshops (id, series_id, host_id, category_id, title, scheduled_at, status, max_capacity, agora_channel,
 actual_started_at, attendee_count, recording_url) VALUES
 (11, 1, 2, 1, 'Morning prayer', '2026-12-01 00:00:00', 'scheduled', 12, 'workshop-11', NULL, 3, NULL),
 (12, 1, 2, 1, 'Morning prayer', '2026-12-08 00:00:00', 'scheduled', NULL, 'workshop-12', NULL, 0, NULL),
 (13, NULL, 3, 2, 'Vigilia, "sola"', '2026-11-24 11:50:00', 'live', NULL, 'workshop-13', '2026-11-24 11:51:00', 2, NULL),
 (14, NULL, 4, NULL, '=祈りの会', '2026-11-20 10:00:00', 'ended', NULL, 'workshop-14', '2026-11-20 10:00:00', 2, 'https://x/r'),
 (15, NULL, 4, NULL, CONCAT('Evil ', CHAR(27), '[31m', CHAR(10), 'title'), '2026-11-25 10:00:00', 'scheduled', NULL, NULL, NULL, 0, NULL);
INSERT INTO workshop_attendees (workshop_id, user_id, status, joined_at) VALUES
 (11, 3, 'rsvp', NULL), (11, 4, 'rsvp', NULL), (11, 6, 'rsvp', NULL), (13, 2, 'joined', '2026-11-24 11:52:00'),
 (13, 4, 'joined', '2026-11-24 11:53:00'), (14, 2, 'left', NULL);
INSERT INTO workshop_chats (id, workshop_id, user_id, message, offset_ms) VALUES (1, 13, 2, 'Hola', 1000);
INSERT INTO workshop_notes (id, workshop_id, user_id, content) VALUES (1, 13, 2, 'two\nlines');
INSERT INTO workshop_invites (id, workshop_id, user_id, invited_by) VALUES (1, 11, 5, 2);
