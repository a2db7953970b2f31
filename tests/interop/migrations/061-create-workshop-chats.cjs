// Two DDL statements.
module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.createTable('workshop_chats', {
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
      message: { type: Sequelize.TEXT, allowNull: false },
      offset_ms: { type: Sequelize.INTEGER, allowNull: false },
      created_at: { type: 'DATETIME', allowNull: false, defaultValue: Sequelize.literal('CURRENT_TIMESTAMP') },
    });
    await queryInterface.addIndex('workshop_chats', ['workshop_id', 'offset_ms']);
  },
  async down(queryInterface) {
    await queryInterface.dropTable('workshop_chats');
  },
};
