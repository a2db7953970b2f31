// Two DDL statements.
module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.createTable('workshop_attendees', {
      id: { type: Sequelize.INTEGER, allowNull: false, autoIncrement: true, primaryKey: true },
      workshop_id: {
        type: Sequelize.INTEGER,
        allowNull: false,
        references: { model: 'workshops', key: 'id' },
        onUpdate: 'CASCADE',
        onDelete: 'CASCADE',
      },
      user_id: {
        type: Sequelize.INTEGER,
        allowNull: false,
        references: { model: 'users', key: 'id' },
        onUpdate: 'CASCADE',
        onDelete: 'CASCADE',
      },
      status: { type: Sequelize.ENUM('rsvp', 'joined', 'left'), allowNull: false, defaultValue: 'rsvp' },
      joined_at: { type: 'DATETIME', allowNull: true },
      left_at: { type: 'DATETIME', allowNull: true },
      is_co_host: { type: Sequelize.BOOLEAN, allowNull: false, defaultValue: false },
      can_speak: { type: Sequelize.BOOLEAN, allowNull: false, defaultValue: false },
      created_at: { type: 'DATETIME', allowNull: false, defaultValue: Sequelize.literal('CURRENT_TIMESTAMP') },
      updated_at: {
        type: 'DATETIME',
        allowNull: false,
        defaultValue: Sequelize.literal('CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP'),
      },
    });
    await queryInterface.addIndex('workshop_attendees', ['workshop_id', 'user_id'], {
      unique: true,
      name: 'workshop_attendees_workshop_user_unique',
    });
  },
  async down(queryInterface) {
    await queryInterface.dropTable('workshop_attendees');
  },
};
