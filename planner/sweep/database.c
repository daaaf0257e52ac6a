/* database.c - the tables as an SQLite database, made in memory and handed over as the bytes of its file. */
#include "planner/sweep/tables.h"

#include <math.h>
#include <sqlite3.h>

struct filling {
	sqlite3 *db;
	sqlite3_stmt *insert;
	const struct sweep_table *table;
	bool failed;
};

static void bind(struct filling *f, int i, const struct sweep_cell *cell)
{
	const enum sweep_cell_kind kind = f->table->columns[i].kind;
	int code;

	if (kind == CELL_TEXT)
		code = sqlite3_bind_text(f->insert, i + 1, cell->text, -1, SQLITE_STATIC);
	else if (!isfinite(cell->number))
		code = sqlite3_bind_null(f->insert, i + 1);
	else if (kind == CELL_INTEGER)
		code = sqlite3_bind_int64(f->insert, i + 1, (sqlite3_int64)llround(cell->number));
	else
		code = sqlite3_bind_double(f->insert, i + 1, cell->number);
	f->failed = f->failed || code != SQLITE_OK;
}

static void insert_row(const struct sweep_cell *cells, void *to)
{
	struct filling *f = to;
	int i;

	if (f->failed)
		return;
	for (i = 0; i < f->table->n_columns; i++)
		bind(f, i, &cells[i]);
	if (f->failed || sqlite3_step(f->insert) != SQLITE_DONE || sqlite3_reset(f->insert) != SQLITE_OK)
		f->failed = true;
}

static bool run_sql(sqlite3 *db, const char *sql)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static bool make_table(sqlite3 *db, const struct sweep_table *table)
{
	static const char *const types[] = { "INTEGER", "REAL", "TEXT" };
	struct str sql = STR_INIT;
	bool good;
	int i;

	str_addf(&sql, "CREATE TABLE %s (", table->name);
	for (i = 0; i < table->n_columns; i++)
		str_addf(&sql, "%s%s%s", table->columns[i].name, " ", types[table->columns[i].kind]),
			str_add(&sql, i == 0 ? " NOT NULL, " : ", ");
	if (table != sweep_tables)
		str_add(&sql, "FOREIGN KEY (run) REFERENCES runs (run), ");
	str_addf(&sql, "PRIMARY KEY (%s)) STRICT", table->key);
	good = run_sql(db, sql.text);
	str_dispose(&sql);
	return good;
}

static bool fill_table(sqlite3 *db, const struct sweep_table *table, const struct sweep_runs *runs)
{
	struct filling filling = { db, NULL, table, false };
	struct str sql = STR_INIT;
	int i;

	str_addf(&sql, "INSERT INTO %s VALUES (", table->name);
	for (i = 0; i < table->n_columns; i++)
		str_add(&sql, i > 0 ? ", ?" : "?");
	str_add(&sql, ")");
	if (sqlite3_prepare_v2(db, sql.text, -1, &filling.insert, NULL) == SQLITE_OK)
		table->fill(runs, insert_row, &filling);
	else
		filling.failed = true;
	str_dispose(&sql);
	sqlite3_finalize(filling.insert);
	return !filling.failed;
}

static bool make_all(sqlite3 *db, const struct sweep_runs *runs)
{
	bool good = run_sql(db,
	                    "PRAGMA page_size = 4096; PRAGMA foreign_keys = ON; PRAGMA application_id = 1380012366; "
	                    "PRAGMA user_version = 1; BEGIN");
	int i;

	for (i = 0; good && i < SWEEP_TABLES; i++)
		good = make_table(db, &sweep_tables[i]) && fill_table(db, &sweep_tables[i], runs);
	return good && run_sql(db, "CREATE INDEX targets_by_target ON targets (target, state)") &&
	       run_sql(db, "COMMIT");
}

int sweep_database(const struct sweep_runs *runs, struct str *out, struct error *err)
{
	sqlite3_int64 size = 0;
	unsigned char *bytes = NULL;
	sqlite3 *db = NULL;
	int result = 0;

	if (sqlite3_open(":memory:", &db) == SQLITE_OK && make_all(db, runs))
		bytes = sqlite3_serialize(db, "main", &size, 0);
	if (bytes)
		str_add_n(out, (const char *)bytes, (size_t)size);
	else
		result = error_set(err, FAULT_INTERNAL, NULL, "the database could not be made: %s",
		                   db ? sqlite3_errmsg(db) : "no memory");
	sqlite3_free(bytes);
	sqlite3_close(db);
	return result;
}
