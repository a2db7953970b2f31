-- Workshops that come again, by an RFC 5545 rule without DTSTART at a wall-clock time in a zone.
CREATE TABLE `workshop_series` (
  `id` INT NOT NULL AUTO_INCREMENT,
  `host_id` INT NOT NULL,
  `category_id` INT NULL,
  `title` VARCHAR(200) NOT NULL,
  `description` TEXT NULL,
  `rrule` VARCHAR(500) NOT NULL,
  `time_of_day` VARCHAR(8) NOT NULL,
  `timezone` VARCHAR(50) NOT NULL,
  `duration_minutes` INT NULL,
  `is_active` TINYINT(1) NOT NULL DEFAULT 1,
  `created_at` DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  `updated_at` DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (`id`),
  KEY `workshop_series_host_id` (`host_id`),
  KEY `workshop_series_category_id` (`category_id`),
  CONSTRAINT `workshop_series_ibfk_1` FOREIGN KEY (`host_id`) REFERENCES `users` (`id`) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT `workshop_series_ibfk_2` FOREIGN KEY (`category_id`) REFERENCES `workshop_categories` (`id`) ON DELETE SET NULL ON UPDATE CASCADE
) ENGINE=InnoDB;
