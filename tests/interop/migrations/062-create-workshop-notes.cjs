// Two DDL statements.
module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.createTable('workshop_notes', {
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
      content: { type: Sequelize.TEXT, allowNull: true },
      created_at: { type: 'DATETIME', allowNull: false, defaultValue: Sequelize.literal('CURRENT_TIMESTAMP') },
      updated_at: {
        type: 'DATETIME',
        allowNull: false,
        defaultValue: Sequelize.literal('CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP'),
      },
    });
    await queryInterface.addIndex('workshop_notes', ['workshop_id', 'user_id'], {
      unique: true,
      name: 'workshop_notes_workshop_user_unique',
    });
  },
  async down(queryInterface) {
    await queryInterface.dropTable('workshop_notes');
  },
};
