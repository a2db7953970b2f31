// Loaded before sequelize-cli (node -r): writes each DDL statement of a migration to $DDL_LOG, and dies (kill -9) right
// after the one numbered $DDL_CUT.
const fs = require('fs');
const { Sequelize } = require('sequelize');
const query = Sequelize.prototype.query;
let seen = 0;
Sequelize.prototype.query = async function (sql, ...rest) {
  const text = (typeof sql === 'object' ? sql.query : sql).trim();
  const result = await query.call(this, sql, ...rest);
  if (/^(CREATE TABLE IF NOT EXISTS `workshop|ALTER TABLE )/.test(text)) {
    if (process.env.DDL_LOG) fs.appendFileSync(process.env.DDL_LOG, text.replace(/\s*\n\s*/g, '').replace(/;?$/, ';\n'));
    if (++seen === Number(process.env.DDL_CUT)) process.kill(process.pid, 'SIGKILL');
  }
  return result;
};
