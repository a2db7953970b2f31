-- Who comes to which workshop.
CREATE TABLE `workshop_attendees` (
  `id` INT NOT NULL AUTO_INCREMENT,
  `workshop_id` INT NOT NULL,
  `user_id` INT NOT NULL,
  `status` ENUM('rsvp','joined','left') NOT NULL DEFAULT 'rsvp',
  `joined_at` DATETIME NULL,
  `left_at` DATETIME NULL,
  `is_co_host` TINYINT(1) NOT NULL DEFAULT 0,
  `can_speak` TINYINT(1) NOT NULL DEFAULT 0,
  `created_at` DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  `updated_at` DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (`id`),
  UNIQUE KEY `workshop_attendees_workshop_user_unique` (`workshop_id`, `user_id`),
  KEY `user_id` (`user_id`),
  CONSTRAINT `workshop_attendees_ibfk_1` FOREIGN KEY (`workshop_id`) REFERENCES `workshops` (`id`) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT `workshop_attendees_ibfk_2` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE ON UPDATE CASCADE
) ENGINE=InnoDB;
